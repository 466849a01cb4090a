from collections.abc import Callable

import pytest

from catalog.domain import products, slugs, variants
from catalog.domain.descriptions import TextTooLong
from catalog.models import Product, SlugHistory, Variant
from catalog.models.product import ProductStatus
from commerce.kernel.errors import Refused
from tests.catalog.searching import found

Make = Callable[..., Product]


def test_a_new_product_is_a_draft_with_its_prices_in_place(make: Make) -> None:
    product = make(1500, 900)
    assert (product.status, product.slug, product.currency) == ("draft", "enamel-mug", "GYD")
    assert (product.price_from_minor, product.price_to_minor, product.available) == (900, 1500, 0)
    assert product.only_variant == ""


def test_the_same_title_gets_a_numbered_address(make: Make) -> None:
    assert [make(100).slug, make(100).slug, make(100).slug] == ["enamel-mug", "enamel-mug-2", "enamel-mug-3"]


def test_a_title_in_bangla_has_an_address_too(make: Make) -> None:
    product = make(100, title="বাংলা বই")
    assert product.slug == product.public_id


def test_a_description_over_one_megabyte_is_refused(make: Make) -> None:
    with pytest.raises(TextTooLong):
        make(100, description="x" * 1_000_001)
    assert Product.objects.count() == 0


def test_a_description_of_one_megabyte_is_taken(make: Make) -> None:
    assert len(make(100, description="x" * 1_000_000).description) == 1_000_000


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<p onclick='x()'>Good</p><script>alert(1)</script>", "<p>Good</p>"),
        ("<a href='javascript:x()'>a</a>", '<a rel="nofollow">a</a>'),
        ("<a href='https://example.com' target='_blank'>a</a>", '<a href="https://example.com" rel="nofollow">a</a>'),
        ("<img src=x onerror=alert(1)>text", "text"),
        ("<svg><style>*{}</style></svg><b>b</b><!-- c -->", "<b>b</b>"),
    ],
)
def test_descriptions_keep_only_harmless_tags(make: Make, given: str, kept: str) -> None:
    assert make(100, description=given).description == kept


def test_unknown_fields_are_refused(make: Make) -> None:
    product = make(100)
    with pytest.raises(Refused):
        products.update_product(product=product, sales_count=9)


def test_publish_remembers_the_first_time(make: Make) -> None:
    product = products.publish(product=make(100))
    first = product.published_at
    products.archive(product=product)
    assert product.status == ProductStatus.ARCHIVED
    assert products.publish(product=product).published_at == first


def test_nothing_to_sell_is_not_published(make: Make) -> None:
    product = make(100)
    variants.retire_variant(variant=product.variants.get())
    with pytest.raises(products.NothingToSell):
        products.publish(product=product)


def test_an_update_is_searchable(make: Make) -> None:
    product = products.publish(product=make(100))
    products.update_product(product=product, title="Hammock MX-4000/B")
    assert [found(words) for words in ("hammocks", "MX-4000/B", "mx4000", "enamel")] == [["Hammock MX-4000/B"]] * 3 + [
        []
    ]


def test_a_new_sku_is_found_and_the_old_one_is_not(make: Make) -> None:
    product = products.publish(product=make(100))
    variants.update_variant(variant=product.variants.get(), sku="KD77")
    assert found("kd77") == [product.title]
    variants.update_variant(variant=product.variants.get(), sku="QX1209")
    assert (found("kd77"), found("qx1209")) == ([], [product.title])


def test_an_old_address_leads_to_the_product_that_had_it_last(make: Make) -> None:
    first, second = make(100), make(100, title="Basin")
    slugs.change_slug(product=first, slug="cup")
    slugs.change_slug(product=second, slug="enamel-mug")
    slugs.change_slug(product=second, slug="bowl")
    assert dict(SlugHistory.objects.values_list("slug", "product_id")) == {
        "basin": second.pk,
        "enamel-mug": second.pk,
    }


def test_going_back_to_an_old_address_leaves_no_circle(make: Make) -> None:
    product = make(100)
    slugs.change_slug(product=product, slug="cup")
    slugs.change_slug(product=product, slug="enamel-mug")
    assert list(SlugHistory.objects.values_list("slug", flat=True)) == ["cup"]


def test_an_address_of_a_live_product_is_taken(make: Make) -> None:
    first = make(100)
    with pytest.raises(slugs.SlugTaken):
        slugs.change_slug(product=make(100, title="Basin"), slug=first.slug)


def test_options_must_differ(make: Make) -> None:
    product = make(100, 200)
    with pytest.raises(variants.OptionsWrong):
        variants.add_variant(product=product, variant=products.NewVariant(price_minor=1, option_values=["No 1"]))
    with pytest.raises(variants.OptionsWrong):
        variants.add_variant(product=product, variant=products.NewVariant(price_minor=1, option_values=["A", "B"]))
    with pytest.raises(variants.PriceWrong):
        variants.add_variant(product=product, variant=products.NewVariant(price_minor=-1, option_values=["A"]))
    assert product.variants.count() == 2


@pytest.mark.parametrize(
    ("names", "values", "words"),
    [
        (["Size"], ["38"], "Size 38"),
        (["Colour", "Size"], ["Plum", "7.5"], "Plum · Size 7.5"),
        (["Size"], ["XL"], "XL"),
        ([], ["12"], "12"),
        ([], [], ""),
    ],
)
def test_a_number_that_was_chosen_says_of_what(names, values, words):
    variant = Variant(product=Product(option_names=names), option_values=values)
    assert variant.option_text == words
