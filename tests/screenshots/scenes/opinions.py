"""What buyers say: read, written with mistakes, answered by the stall."""

from tests.screenshots.studio import Studio, Window

from .scene import Scene
from .shop import path_of


def most_reviewed(studio: Studio) -> dict:
    found = studio.market.read("/api/v1/products?limit=50&sort=best-selling")
    return max(found["results"], key=lambda each: each["review_count"])  # type: ignore[index]


def reading(studio: Studio) -> None:
    path = path_of(most_reviewed(studio))
    window = studio.window("guest")
    window.open(path)
    window.shoot("product-with-reviews")
    for name, query in (("reviews", ""), ("reviews-narrowed", "?stars=3&photographs=1")):
        window.open(f"{path}reviews/{query}")
        window.shoot(name)


def unreviewed(window: Window) -> str:
    """An order of the signed-in shopper with something to review, and the address of the form."""
    window.open("/orders/")
    links = window.page.locator("main a[href^='/orders/ord_']")
    for order in {links.nth(n).get_attribute("href") or "" for n in range(links.count())}:
        window.open(order)
        forms = window.page.locator(".line-review a[href*='/reviews/oln_']:has-text('Review')")
        if forms.count():
            return forms.first.get_attribute("href") or ""
    raise KeyError("nothing to review")


def writing(studio: Studio) -> None:
    window = studio.window("shopper")
    form = unreviewed(window)
    window.shoot("order-to-review")
    window.open(form)
    window.shoot("review-new")
    window.page.check("input[name=stars][value='4']", force=True)
    window.page.fill("[name=title]", "Just what I wanted")
    window.page.set_input_files(
        "[name=photographs]",
        [
            {"name": "mug.png", "mimeType": "image/png", "buffer": window.page.screenshot()},
            {"name": "drawing.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>"},
        ],
    )
    window.page.locator("main form button[type=submit]").last.click()
    window.page.locator(".notice-problem").wait_for()
    window.shoot("review-with-errors")
    window.open(f"{form.split('/reviews/')[0]}/invitations/")
    window.shoot("review-invitations")


def answering(studio: Studio) -> None:
    """At a product of the seller's own stall."""
    window = studio.window("seller")
    found = studio.market.read("/api/v1/products?limit=50&sort=best-selling&seller=lamplight-book-room")
    thing = next(each for each in found["results"] if each["review_count"])  # type: ignore[index]
    window.open(f"{path_of(thing)}reviews/")
    window.shoot("reviews-own-stall")
    window.page.locator("a[href$='/reply/']").first.click()
    window.page.locator("[name=words]").wait_for()
    window.shoot("review-reply")


def asking(studio: Studio) -> None:
    """A shopper asks with a mistake, then without; the questions of that thing as others see them."""
    window, found = studio.window("shopper"), studio.market.read("/api/v1/products?limit=50&sort=best-selling")
    for thing in found["results"]:  # type: ignore[index]
        window.open(f"{path_of(thing)}questions/")
        if window.page.locator(".question").count() > 1:
            break
    window.shoot("questions")
    window.page.locator(".question-ask > summary").click()
    window.page.locator(".question-ask button[type=submit]").click()
    window.page.locator(".notice-problem").wait_for()
    window.shoot("questions-with-errors")
    window.page.fill("[name=words]", "Does it come in another colour?")
    window.page.locator(".question-ask button[type=submit]").click()
    window.page.locator(".question .badge").first.wait_for()
    window.shoot("questions-asked")
    window.page.locator(".question a[href$='/answers/']").first.click()
    window.page.locator("[name=words]").wait_for()
    window.shoot("answer-new")


SCENES = [
    Scene("reviews", ("product-with-reviews", "reviews", "reviews-narrowed"), reading),
    Scene("a review", ("order-to-review", "review-new", "review-with-errors", "review-invitations"), writing),
    Scene("questions", ("questions", "questions-with-errors", "questions-asked", "answer-new"), asking),
    Scene("a reply", ("reviews-own-stall", "review-reply"), answering),
]
