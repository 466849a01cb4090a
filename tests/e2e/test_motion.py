"""What moves: the picture that travels from a list to its product, and nothing at all for those who ask for that."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.full_market import fill_market
from tests.e2e.shopper import DESK, PHONE, Visits

MOST = 10  # milliseconds
# Everything that could move, drawn by the style sheet or by a script, and how long it would.
MOVES = """most => {
  const seconds = words => Math.max(...words.split(',').map(one => parseFloat(one) * (one.includes('ms') ? 1 : 1000)))
  const told = document.getAnimations().map(one => one.effect.getComputedTiming())
    .filter(time => time.endTime > most).map(time => `an animation of ${time.endTime} ms`)
  for (const each of document.querySelectorAll('*')) for (const part of [null, '::before', '::after']) {
    const style = getComputedStyle(each, part), name = `${each.tagName}.${each.className}${part ?? ''}`
    if (seconds(style.transitionDuration) > most) told.push(`${name} changes for ${style.transitionDuration}`)
    const runs = style.animationName !== 'none' && seconds(style.animationDuration) > most
    if (runs || style.animationIterationCount === 'infinite') told.push(`${name} moves`)
    if (style.scrollBehavior === 'smooth') told.push(`${name} scrolls smoothly`)
  }
  return [...new Set(told)]
}"""
# Kept across the pages: what each of them was told about the change to it, and how long that takes.
WATCH = """addEventListener('pagereveal', event => {
  const change = {moves: Boolean(event.viewTransition), named: []}
  sessionStorage.change = JSON.stringify(change)
  event.viewTransition?.ready.then(() => {
    change.named = document.getAnimations().map(one => one.effect.pseudoElement ?? '')
    change.longest = Math.max(...document.getAnimations().map(one => one.effect.getComputedTiming().endTime))
    sessionStorage.change = JSON.stringify(change)
  }, () => {})
  event.viewTransition?.finished.then(() => {
    change.finished = true
    sessionStorage.change = JSON.stringify(change)
  })
})"""
LONGEST = 250  # milliseconds of the movement, in which the new page can already be used


def watched(visits: Visits, motion: str) -> Page:
    page = visits.shopper(width=DESK).page
    page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
    page.add_init_script(WATCH)
    return page


def finished(page: Page) -> dict[str, Any]:
    """The change to this page once it is over; the policy against eval rules out Playwright's own way to wait."""
    for _look in range(100):
        if "finished" in (change := change_of(page)):
            return change
        page.wait_for_timeout(30)
    raise AssertionError(f"the change to the page never ended: {change}")


def change_of(page: Page) -> dict[str, Any]:
    told: dict[str, Any] = page.evaluate("JSON.parse(sessionStorage.change ?? '{}')")
    return told


def test_the_picture_travels_and_nobody_waits_for_it(visits: Visits) -> None:
    goods = fill_market()
    page = watched(visits, "no-preference")
    page.goto(f"{visits.market.url}/search/?sort=price-low&seller=bob")
    page.get_by_role("link", name="Market shirt").click()
    page.wait_for_url(f"**{goods.shirt_path}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Market shirt")
    change = finished(page)
    assert change["moves"]
    assert "::view-transition-group(product-picture)" in change["named"]
    assert 0 < change["longest"] <= LONGEST
    assert page.locator("[blocking~=render]").count() == 0, "the new page is held back until something has come"
    page.get_by_role("button", name="Add to cart").click()
    expect(page.locator("#toasts")).to_contain_text("is in your cart")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_moves_for_those_who_ask_for_that(visits: Visits, width: int) -> None:
    goods = fill_market()
    page = watched(visits, "reduce")
    page.set_viewport_size({"width": width, "height": 800})
    moves = []
    for path in ("/", "/search/", goods.shirt_path):
        page.goto(visits.market.url + path)
        moves += page.evaluate(MOVES, MOST)
    page.locator(".gallery-thumbs a").last.click()
    strip = page.locator(".gallery-strip")
    assert strip.evaluate("each => each.scrollLeft > (each.scrollWidth - each.clientWidth) * .9"), "the pictures slide"
    page.locator("form#buy button[type=submit]").click()
    expect(page.locator("#toasts")).to_contain_text("is in your cart")
    moves += page.evaluate(MOVES, MOST)
    page.locator(".menu > summary").click()
    moves += page.evaluate(MOVES, MOST)
    page.goto(f"{visits.market.url}/search/?seller=bob")
    page.get_by_role("link", name="Market shirt").click()
    page.wait_for_url(f"**{goods.shirt_path}")
    assert change_of(page) == {"moves": False, "named": []}
    assert moves == []
