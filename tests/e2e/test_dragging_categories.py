"""Categories are ordered by hand: with the mouse, with a finger, with the keyboard; saved, the shop follows."""

import pytest
from playwright.sync_api import Locator, Page, expect

from catalog.domain.categories import create_category
from tests.e2e.shopper import PHONE, Shopper, Visits, make_member
from tests.e2e.test_staff_accessibility import in_every_sight

LIST = "/staff/catalog/category/"
UNSAVED = "The order is not saved yet."
TREE = ["Books", "Novels", "Atlases", "Kitchen", "Pots", "Garden"]


@pytest.fixture
def staff(visits: Visits) -> Shopper:
    """Somebody of the staff before a tree of three branches."""
    books = create_category(name="Books", position=0)
    create_category(name="Novels", parent=books, position=0)
    create_category(name="Atlases", parent=books, position=1)
    create_category(name="Pots", parent=create_category(name="Kitchen", position=1))
    create_category(name="Garden", position=2)
    opened = visits.shopper()
    opened.sign_in(make_member(is_staff=True, is_superuser=True).email)
    return opened


def handle(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=f"Move {name}", exact=True)


def names(page: Page) -> list[str]:
    return page.locator("#result_list [data-depth]").all_inner_texts()


def numbers(page: Page) -> dict[str, str]:
    fields = page.locator("#result_list .field-position input").all()
    return dict(zip(names(page), [field.input_value() for field in fields], strict=True))


def middle(found: Locator) -> tuple[float, float]:
    box = found.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, name: str, by: int, *, drops: bool = True) -> None:
    """Pull a row by `by` pixels with the mouse, and let it go."""
    across, down = middle(handle(page, name))
    page.mouse.move(across, down)
    page.mouse.down()
    page.mouse.move(across, down + by, steps=12)
    if drops:
        page.mouse.up()


def swipe(page: Page, name: str, by: int) -> None:
    """The same with a finger; a page that took it for scrolling would end the drag."""
    across, down = middle(handle(page, name))
    finger = page.context.new_cdp_session(page)
    finger.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    for kind, at in [("touchStart", 0), *(("touchMove", by * step // 12) for step in range(1, 13)), ("touchEnd", 0)]:
        points = [] if kind == "touchEnd" else [{"x": across, "y": down + at}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_dragging_and_arrow_keys_order_the_shop(visits: Visits, staff: Shopper) -> None:
    page = staff.page
    staff.open(LIST)
    expect(handle(page, "Books")).to_be_visible()
    expect(page.locator(".tree-unsaved")).to_be_hidden()
    drag(page, "Books", 70)
    assert names(page) == ["Kitchen", "Pots", "Books", "Novels", "Atlases", "Garden"]
    expect(page.locator(".tree-unsaved")).to_be_visible()
    handle(page, "Atlases").focus()
    page.keyboard.press("ArrowUp")
    expect(handle(page, "Atlases")).to_be_focused()
    expect(page.locator("[aria-live]")).to_have_text(f"Atlases is now 1 of 2. {UNSAVED}")
    order = {"Kitchen": "0", "Pots": "0", "Books": "1", "Atlases": "0", "Novels": "1", "Garden": "2"}
    assert numbers(page) == order
    assert shop_menu(visits) == ["Books", "Kitchen", "Garden"]
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_load_state("load")
    expect(page.locator(".messagelist")).to_contain_text("4 categories were changed")
    assert (names(page), numbers(page)) == (list(order), order)
    assert shop_menu(visits) == ["Kitchen", "Books", "Garden"]


def shop_menu(visits: Visits) -> list[str]:
    guest = visits.shopper()
    guest.open("/")
    return [words.strip() for words in guest.page.locator(".menu-list a").all_text_contents()]


def test_a_row_stays_among_its_siblings_and_goes_back_on_escape(staff: Shopper) -> None:
    page = staff.page
    staff.open(LIST)
    drag(page, "Novels", 600)
    assert names(page) == ["Books", "Atlases", "Novels", "Kitchen", "Pots", "Garden"]
    drag(page, "Novels", -600)
    assert names(page) == TREE
    expect(page.locator(".tree-unsaved")).to_be_hidden()
    drag(page, "Garden", -400, drops=False)
    assert names(page)[0] == "Garden"
    page.keyboard.press("Escape")
    page.mouse.up()
    assert (names(page), set(numbers(page).values())) == (TREE, {"0", "1", "2"})
    expect(page.locator(".tree-unsaved")).to_be_hidden()


def test_a_finger_on_a_phone(visits: Visits, staff: Shopper) -> None:
    page = staff.page
    page.set_viewport_size({"width": PHONE, "height": 800})
    staff.open(LIST)
    handle(page, "Novels").scroll_into_view_if_needed()
    box = handle(page, "Novels").bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 44
    swipe(page, "Novels", 160)
    assert names(page) == ["Books", "Atlases", "Novels", "Kitchen", "Pots", "Garden"]
    assert [numbers(page)[name] for name in ("Atlases", "Novels")] == ["0", "1"]
    assert in_every_sight(visits, page) == []


def test_no_handles_in_a_part_of_the_tree_or_without_scripts(visits: Visits, staff: Shopper) -> None:
    staff.open(f"{LIST}?q=o")
    expect(staff.page.locator("#result_list tbody tr")).to_have_count(3)
    expect(staff.page.locator(".tree-handle")).to_have_count(0)
    plain = visits.shopper(scripts=False)
    plain.page.context.add_cookies(staff.page.context.cookies())  # type: ignore[arg-type]
    plain.open(LIST)
    assert names(plain.page) == TREE
    expect(plain.page.locator(".tree-handle")).to_have_count(0)
    expect(plain.page.locator(".tree-unsaved")).to_be_hidden()
