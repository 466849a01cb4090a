"""Payment requests: staff ask, the payer looks, is declined, pays; others transfer, are too late, or hold the code."""

import re

from tests.screenshots.studio import Studio, Window

from .buying import GOOD_CARD, POOR_CARD, pay_by_card, press_pay
from .scene import Scene
from .staff_acts import act, do

TYPED = {
    "amount": "12500", "description": "Black cake, two pounds, for Saturday the 12th", "days": "7",
    "note": "You can fetch it from ten o'clock at the stall by the big clock.",
}  # fmt: skip


def ask(studio: Studio, *, payee: int = 1) -> str:
    """A new request of the shop (0) or of a stall; the path of its page."""
    window = studio.window("staff")
    window.open("/staff/payments/paymentrequest/add/")
    for name, value in TYPED.items():
        window.page.fill(f"[name={name}]", value)
    window.page.select_option("[name=payee]", index=payee)
    window.page.locator("input[name=_save]").click()
    window.page.locator("#link").wait_for()
    address = window.page.locator("#link").input_value()
    return re.sub(r"^https?://[^/]+", "", address)


def begin(window: Window, request: str) -> None:
    window.open(request)
    press_pay(window)
    window.page.wait_for_url("**/c/pay/**")
    window.page.fill("#email", "payer@example.com")


def asking(studio: Studio) -> None:
    staff, window = studio.window("staff"), studio.fresh()
    request = ask(studio)
    staff.shoot("staff-request-open")
    window.open(request)
    window.shoot("request-open")
    window.page.locator("summary", has_text="another phone").click()
    window.shoot("request-on-another-phone")
    window.page.fill("[name=email]", "nobody")
    press_pay(window)
    window.page.locator(".field-error").wait_for()
    window.shoot("request-with-errors")
    window.open(f"{request}code/")
    window.shoot("request-code")
    begin(window, request)
    pay_by_card(window, POOR_CARD)
    window.page.get_by_role("alert").first.wait_for()
    window.page.get_by_role("link", name="Back to the shop").click()
    window.page.wait_for_url("**/pay/**")
    window.shoot("request-declined")
    begin(window, request)
    pay_by_card(window, GOOD_CARD)
    window.page.get_by_text("Thank you, it is paid").wait_for()
    window.shoot("request-paid")
    staff.page.reload()
    staff.shoot("staff-request-paid")
    staff.page.locator(".field-bill a").click()
    staff.page.locator("#result_list, .acts").first.wait_for()
    act(staff, "Give back")
    staff.shoot("staff-act-return")


def ended(studio: Studio) -> None:
    """One by transfer, then withdrawn."""
    staff, window = studio.window("staff"), studio.fresh()
    request = ask(studio, payee=0)
    window.open(request)
    window.page.check("[name=method][value=bank]")
    press_pay(window)
    window.page.get_by_text("into the transfer").wait_for()
    window.shoot("request-waits-for-transfer")
    act(staff, "Withdraw")
    staff.shoot("staff-act-withdrawal")
    do(staff)
    staff.shoot("staff-request-withdrawn")
    window.open(request)
    window.shoot("request-withdrawn")


SCENES = [
    Scene(
        "asking",
        (
            "staff-request-open", "request-open", "request-on-another-phone", "request-with-errors", "request-code",
            "request-declined", "request-paid", "staff-request-paid", "staff-act-return",
        ),
        asking,
    ),
    Scene(
        "asking: ended",
        ("request-waits-for-transfer", "staff-act-withdrawal", "staff-request-withdrawn", "request-withdrawn"),
        ended,
    ),
]  # fmt: skip
