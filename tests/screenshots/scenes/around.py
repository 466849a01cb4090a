"""What stands around the shop: mails, the mailbox, the card simulator; and the pages of a bad day."""

import time

from playwright.sync_api import Error

from tests.screenshots.studio import Studio, Window

from .buying import BUYING, CANCELLED
from .scene import Scene
from .staff_acts import PARCELS, REFUND

MAILS = (
    "order_confirmation",
    "order_shipped",
    "order_cancelled",
    "order_refunded",
    "payment_failed",
    "review_invitation",
)
# Only a market with a payment that failed for good has one.
RARE = ("payment_failed",)
# Until a mail that was just made is in the log, and its workers have sent it.
MAIL_PATIENCE = 12  # seconds


def mails(studio: Studio) -> None:
    """Each kind of mail as its reader sees it, alone, out of the e-mail log."""
    window = studio.window("staff")
    until = time.monotonic() + MAIL_PATIENCE
    for template in MAILS:
        name = f"mail-{template.replace('_', '-')}"
        if not studio.album.wants(name):
            continue
        page = first_mail(window, template)
        while not page and template not in RARE and time.monotonic() < until:
            time.sleep(1)
            page = first_mail(window, template)
        if page:
            window.open(page.replace("/change/", "/html/"))
            window.shoot(name)
        elif template not in RARE:
            studio.album.trouble(f"{name}: no such mail in the log")


def first_mail(window: Window, template: str) -> str:
    window.open(f"/staff/notifications/email/?template={template}")
    rows = window.page.locator("#result_list tbody th a")
    return (rows.first.get_attribute("href") or "").split("?")[0] if rows.count() else ""


def outside(studio: Studio) -> None:
    window = studio.window("guest")
    if studio.market.mailbox:
        window.open(studio.market.mailbox)
        window.shoot("mailbox")
        mail = window.page.locator("a[href^='/mail/']").first
        if mail.count():
            mail.click()
            window.shoot("mailbox-mail")
    if studio.market.simulator:
        window.open(f"{studio.market.simulator}/_control/")
        window.shoot("simulator-control")


def too_many(studio: Studio) -> None:
    """Guess passwords until the door is shut. Nobody signs in from here for a while."""
    window = studio.fresh()
    for _try in range(60):
        window.open("/account/login/")
        window.page.fill("[name=login]", "nobody@example.com")
        window.page.fill("[name=password]", "guessed-password")
        with window.page.expect_response(lambda answer: answer.request.method == "POST") as answered:
            window.page.locator("main form button[type=submit]").last.click()
        if answered.value.status == 429:
            window.shoot("error-too-many-tries")
            return
    studio.album.trouble("error-too-many-tries: the door was never shut")


def broken(studio: Studio) -> None:
    """The page that needs no database, without a database."""
    assert studio.market.break_down
    studio.market.break_down()
    window = studio.fresh()
    for path in ("/search/?q=two+lamps", "/p/no-such-thing/"):
        try:
            answer = window.page.goto(studio.market.url + path)
        except Error:
            continue
        if answer and answer.status == 503:
            window.shoot("error-database-away")
            return
    studio.album.trouble("error-database-away: no page broke")


SCENES = [
    Scene(
        "mails", tuple(f"mail-{name.replace('_', '-')}" for name in MAILS), mails, (BUYING, CANCELLED, PARCELS, REFUND)
    ),
    Scene("outside", ("mailbox", "mailbox-mail", "simulator-control"), outside, (BUYING,)),
    Scene("too many tries", ("error-too-many-tries",), too_many, last=True),
    Scene("broken", ("error-database-away",), broken, last=True),
]
