"""Where the system chooses the colours (high contrast): what can be pressed has an edge, what is chosen is told from
what is not, drawings and the focus are there."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.focus import walk
from tests.e2e.full_market import Goods, fill_market
from tests.e2e.shopper import DESK, Visits

# An edge is a border that is drawn; the looks are what the two states must not share, beside their words.
EDGES = """selector => [...document.querySelectorAll(selector)].filter(each => each.checkVisibility()).filter(each => {
  const style = getComputedStyle(each)
  const {borderTopStyle, borderTopWidth, borderTopColor} = style
  return borderTopStyle === 'none' || parseFloat(borderTopWidth) < 1 || /^rgba.*, 0[)]$/.test(borderTopColor)
}).map(each => `${each.tagName}.${each.className} has no edge`)"""
LOOKS = """each => {
  const {color, backgroundColor, borderTopColor, borderTopStyle, textDecorationLine} = getComputedStyle(each)
  return {color, backgroundColor, borderTopColor, borderTopStyle, textDecorationLine}
}"""
DRAWN = """([selector, part]) => {
  const style = getComputedStyle(document.querySelector(selector), part)
  const page = getComputedStyle(document.body).backgroundColor
  return style.forcedColorAdjust === 'none' && (style.backgroundColor !== page || style.backgroundImage !== 'none')
}"""
EDGED = ".button, .option-value, .chip, .card-add, .quantity, .search, .control, .field input, .choice, .theme, .toast"


@pytest.fixture(params=["light", "dark"])
def page(visits: Visits, request: pytest.FixtureRequest) -> Page:
    opened = visits.shopper(width=DESK).page
    opened.emulate_media(forced_colors="active", color_scheme=request.param)
    return opened


@pytest.fixture
def goods(visits: Visits) -> Goods:
    return fill_market()


def looks(page: Page, selector: str) -> dict[str, str]:
    found: dict[str, str] = page.locator(selector).first.evaluate(LOOKS)
    return found


def differences(page: Page, one: str, other: str) -> set[str]:
    first, second = looks(page, one), looks(page, other)
    return {name for name in first if first[name] != second[name]}


def test_states_are_told_apart(visits: Visits, goods: Goods, page: Page) -> None:
    page.goto(f"{visits.market.url}{goods.shirt_path}?Colour=Red&Size=S")
    chosen, free, gone = (f".option-value{each}" for each in ("[aria-current]", ":not([aria-current])", ".option-gone"))
    assert {"color", "backgroundColor", "borderTopColor"} <= differences(page, chosen, free)
    assert {"borderTopStyle", "textDecorationLine"} <= differences(page, gone, free)
    assert {"color", "backgroundColor"} <= differences(
        page, ".theme [aria-pressed=true]", ".theme [aria-pressed=false]"
    )
    page.goto(f"{visits.market.url}/search/?seller=bob")
    shown, other = ".shown-as a[aria-current]", ".shown-as a:not([aria-current])"
    assert {"color", "backgroundColor"} <= differences(page, shown, other)


def test_edges_drawings_and_focus_are_there(visits: Visits, goods: Goods, page: Page) -> None:
    faults = []
    for path in ("/search/?seller=bob&seller=anna", goods.shirt_path):
        page.goto(visits.market.url + path)
        faults += page.evaluate(EDGES, EDGED)
        faults += [fault for each in walk(page) for fault in each.faults()]
    page.get_by_role("button", name="Add to cart").click()
    expect(page.locator("#toasts")).to_contain_text("is in your cart")
    faults += page.evaluate(EDGES, EDGED)
    page.goto(f"{visits.market.url}/search/?sort=price-high")
    for selector in (".card-add", ".card .truth", ".card .rating"):
        assert page.evaluate(DRAWN, [selector, "::before"]), f"{selector} has lost its drawing"
    page.get_by_role("combobox", name="Search the market").focus()
    assert page.locator("header .search").evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    assert page.locator("#sort").evaluate("each => getComputedStyle(each).appearance") != "none"
    assert not faults, "\n".join(faults)
