"""axe over the style guide: every component in all its states, light and dark, on a phone and at a desk; and how large
what is pressed is on a phone."""

import pytest
from playwright.sync_api import expect

from commerce.backoffice.styleguide.chapters import CHAPTERS
from tests.e2e.shopper import DESK, PHONE, Shopper, Visits, make_member
from tests.e2e.test_accessibility import SIGHTS, faults_of

TOUCH = 41  # pixels: 44 with the lines of a border around it
# Whatever is pressed and smaller than that, but for words within a sentence and the links of cards and lines, which
# reach beyond their words. A field and its label are one.
SMALL = """least => {
  const told = new Set()
  for (const each of document.querySelectorAll('.guide-chapter :is(a, button, summary, input, select, textarea)')) {
    const box = (each.closest('label') ?? document.querySelector(`label[for="${each.id || '-'}"]`) ?? each)
    const {width, height} = each.getBoundingClientRect(), outer = box.getBoundingClientRect()
    const isShown = width > 1 && each.checkVisibility({visibilityProperty: true}) && !each.closest('[inert]')
    const reaches = each.closest('.card, .stall-card, .order-row, .line-title')
    const isWords = getComputedStyle(each).display === 'inline'
    if (isShown && !isWords && !reaches && Math.max(height, outer.height) < least - .5) {
      const place = each.closest('.guide-chapter').id, words = each.textContent.trim().slice(0, 30)
      told.add(`${place}: ${each.tagName} .${each.className} ${words} ${Math.round(height)}`)
    }
  }
  return [...told]
}"""


def staff(visits: Visits, *, width: int, dark: bool = False) -> Shopper:
    shopper = visits.shopper(width=width, dark=dark)
    shopper.sign_in(make_member(is_staff=True).email)
    return shopper


@SIGHTS
def test_every_component(visits: Visits, width: int, dark: bool) -> None:
    shopper = staff(visits, width=width, dark=dark)
    shopper.open("/styleguide/")
    faults = faults_of(visits, shopper.page)
    assert not faults, "\n".join(faults)


def test_what_is_pressed_is_large_enough_for_a_thumb(visits: Visits) -> None:
    shopper = staff(visits, width=PHONE)
    shopper.open("/styleguide/")
    small = shopper.page.evaluate(SMALL, TOUCH)
    assert not small, "\n".join(small)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_both_themes_beside_each_other(visits: Visits, width: int) -> None:
    shopper = staff(visits, width=width)
    shopper.open("/styleguide/orders/?theme=both&width=360")
    faults = faults_of(visits, shopper.page)
    for name, ground in (("Light", "rgb(251, 249, 244)"), ("Dark", "rgb(22, 21, 19)")):
        frame = shopper.page.frame_locator(f"iframe[title={name}]")
        expect(frame.locator("body")).to_have_css("background-color", ground)
        expect(frame.get_by_role("heading", name="Badges")).to_be_visible()
    assert not faults, "\n".join(faults)


def test_without_scripts_every_chapter_is_there(visits: Visits) -> None:
    browser = visits.shopper(scripts=False)
    browser.sign_in(make_member(is_staff=True).email)
    for chapter in CHAPTERS:
        browser.page.goto(f"{browser.base}/styleguide/{chapter.id}/")
        expect(browser.page.locator(f"#{chapter.id}-title")).to_be_visible()
