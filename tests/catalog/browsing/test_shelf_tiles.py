"""The pictures of categories on the front: their own, or of what sells best among what has a picture."""

import pytest
from django.db import connection

from catalog.domain.categories import create_category, update_category
from catalog.models import Category, Picture, Product
from catalog.queries.categories import tree
from catalog.queries.shelf_tiles import with_tile_pictures
from tests.catalog.browsing.conftest import refresh


def sold(put, times: int, category: Category, *, has_picture: bool = True) -> Product:
    product = put(f"Pot {times}", category=category)
    Product.objects.filter(pk=product.pk).update(sales_count=times)
    if has_picture:
        picture(product)
    refresh(product)
    return product


def picture(product: Product | None = None) -> Picture:
    size = {"width": 800, "height": 800, "webp": [640], "avif": [320, 640]}
    return Picture.objects.create(product=product, state="ready", digest=f"{Picture.objects.count():064x}", **size)


def tiles() -> dict[str, int | None]:
    """Ids of pictures by the names of the categories."""
    return {node.name: shown and shown.pk for node, shown in with_tile_pictures(tree(fresh=True))}


def test_the_best_seller_of_the_branch_that_has_a_picture(put, shelf) -> None:
    cups = create_category(name="Cups", parent=shelf)
    sold(put, 3, shelf)
    best = sold(put, 5, cups)
    sold(put, 4, cups)
    sold(put, 90, shelf, has_picture=False)
    sold(put, 80, cups, has_picture=False)
    assert tiles() == {"Kitchen": best.lead_picture_id}


def test_a_drawing_of_its_own_comes_first(put, shelf) -> None:
    sold(put, 3, shelf)
    own = picture()
    update_category(category=shelf, picture=own)
    assert tiles() == {"Kitchen": own.pk}


def test_without_a_picture_there_is_a_tile_and_without_goods_there_is_none(put, shelf) -> None:
    create_category(name="Empty")
    put("Draft", category=create_category(name="Drafts"), status="draft")
    sold(put, 3, shelf, has_picture=False)
    assert tiles() == {"Kitchen": None}


@pytest.mark.parametrize("number", [1, 3])
def test_two_statements_however_many(put, shelf, number: int, django_assert_num_queries) -> None:
    for each in range(number):
        sold(put, each, create_category(name=f"Shelf {each}"))
    known = tree(fresh=True)
    with django_assert_num_queries(2):
        assert len(with_tile_pictures(known)) == number


def test_the_best_seller_with_a_picture_is_found_by_its_index(put, shelf) -> None:
    sold(put, 3, shelf)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            """EXPLAIN SELECT product_id FROM catalog_listing WHERE category_id = %s AND picture <> ''
                ORDER BY sales_count DESC, product_id DESC LIMIT 1""",
            [shelf.pk],
        )
        assert "listing_cat_seen" in "".join(line for (line,) in cursor.fetchall())
