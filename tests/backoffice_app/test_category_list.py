"""The list of categories lets a script order it only when it shows the whole tree; saved numbers order the shop."""

import re

import pytest
from django.test import Client

from catalog.admin import CategoryAdmin
from catalog.domain.categories import create_category, move_category
from catalog.models import Category
from catalog.queries import categories

pytestmark = pytest.mark.django_db
LIST = "/staff/catalog/category/"
ROW = re.compile(r'data-depth="(\d+)" data-parent="(\d*)">([^<]+)<')


@pytest.fixture
def books() -> Category:
    """Books with two branches, and Kitchen beside it."""
    books = create_category(name="Books", position=0)
    create_category(name="Novels", parent=books, position=0)
    create_category(name="Atlases", parent=books, position=1)
    create_category(name="Kitchen", position=1)
    return books


def html(staff: Client, query: str = "") -> str:
    return staff.get(f"{LIST}{query}").content.decode()


def save(staff: Client, **positions: int) -> None:
    """What the list's Save sends: a row each, in any order."""
    form: dict[str, object] = {
        "form-TOTAL_FORMS": len(positions),
        "form-INITIAL_FORMS": len(positions),
        "_save": "Save",
    }
    for place, (name, position) in enumerate(positions.items()):
        row = {"id": Category.objects.get(name=name).pk, "position": position, "is_active": "on"}
        form |= {f"form-{place}-{field}": value for field, value in row.items()}
    assert staff.post(LIST, form).status_code == 302


def test_rows_say_their_depth_and_parent(staff: Client, books: Category) -> None:
    below = str(books.pk)
    rows = [("0", "", "Books"), ("1", below, "Novels"), ("1", below, "Atlases"), ("0", "", "Kitchen")]
    assert ROW.findall(html(staff)) == rows


@pytest.mark.parametrize("query", ["?q=o", "?depth=1", "?is_active__exact=1", "?name__startswith=B", "?_popup=1"])
def test_a_part_of_the_tree_cannot_be_ordered_by_dragging(staff: Client, books: Category, query: str) -> None:
    whole, part = html(staff), html(staff, query)
    assert ("data-tree-order" in whole, "data-tree-order" in part, "Books" in whole) == (True, False, True)


def test_neither_can_a_tree_on_two_pages(staff: Client, books: Category, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CategoryAdmin, "list_per_page", 3)
    assert "data-tree-order" not in html(staff) + html(staff, "?p=2")


def test_saved_numbers_order_the_shop_at_once(
    staff: Client, books: Category, django_capture_on_commit_callbacks: object
) -> None:
    before = categories.tree(fresh=True)
    assert [node.name for node in before.roots] == ["Books", "Kitchen"]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        save(staff, Kitchen=0, Books=1, Atlases=0, Novels=1)
    after = categories.tree()
    assert [node.name for node in after.roots] == ["Kitchen", "Books"]
    assert [node.name for node in after.children[books.pk]] == ["Atlases", "Novels"]


def test_new_and_moved_categories_are_in_the_shop_at_once(
    books: Category, django_capture_on_commit_callbacks: object
) -> None:
    categories.tree(fresh=True)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        garden = create_category(name="Garden", position=2)
    assert [node.name for node in categories.tree().roots] == ["Books", "Kitchen", "Garden"]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        move_category(category=garden, parent=books)
    assert [node.name for node in categories.tree().roots] == ["Books", "Kitchen"]
