from collections.abc import Callable

import pytest

from catalog.domain import categories, products
from catalog.models import Category, Product
from commerce.kernel.errors import Refused
from tests.catalog.searching import found


@pytest.fixture
def tree(db: None) -> dict[str, Category]:
    root = categories.create_category(name="Home")
    kitchen = categories.create_category(name="Kitchen", parent=root)
    return {"home": root, "kitchen": kitchen, "pots": categories.create_category(name="Pots", parent=kitchen)}


def path(*categories_down: Category) -> str:
    return "".join(f"{category.pk:04d}/" for category in categories_down)


def test_paths_are_padded_ids_from_the_root(tree: dict[str, Category]) -> None:
    home, kitchen, pots = tree.values()
    assert (pots.path, pots.depth, pots.slug) == (path(home, kitchen, pots), 2, "pots")


def test_a_moved_branch_takes_its_twigs_along(tree: dict[str, Category]) -> None:
    home, kitchen, pots = tree.values()
    garden = categories.create_category(name="Garden", parent=home)
    categories.move_category(category=kitchen, parent=garden)
    pots.refresh_from_db()
    assert (kitchen.path, kitchen.depth, kitchen.parent) == (path(home, garden, kitchen), 2, garden)
    assert (pots.path, pots.depth) == (path(home, garden, kitchen, pots), 3)


def test_a_branch_becomes_a_root(tree: dict[str, Category]) -> None:
    _home, kitchen, pots = tree.values()
    categories.move_category(category=kitchen, parent=None)
    pots.refresh_from_db()
    assert (kitchen.path, kitchen.depth, pots.path) == (path(kitchen), 0, path(kitchen, pots))


def test_no_category_hangs_below_itself(tree: dict[str, Category]) -> None:
    home, _kitchen, pots = tree.values()
    with pytest.raises(Refused):
        categories.move_category(category=home, parent=pots)


def test_a_new_name_finds_the_products(tree: dict[str, Category], make: Callable[..., Product]) -> None:
    product = products.publish(product=make(100, category=tree["pots"]))
    assert found("pots") == [product.title]
    categories.update_category(category=tree["pots"], name="Kettles")
    assert (found("kettles"), found("pots")) == ([product.title], [])


def test_unknown_fields_of_a_category_are_refused(tree: dict[str, Category]) -> None:
    with pytest.raises(Refused):
        categories.update_category(category=tree["pots"], path="0001/")


def test_update_keeps_products(tree: dict[str, Category], make: Callable[..., Product]) -> None:
    product = make(100, category=tree["pots"])
    products.update_product(product=product, category=tree["kitchen"])
    assert product.category == tree["kitchen"]
