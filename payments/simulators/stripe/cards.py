"""Test cards: what each number or payment method id does. Other numbers are refused and never kept."""

from __future__ import annotations

from dataclasses import dataclass

DECLINED = "Your card was declined."
TOO_POOR = "Your card has insufficient funds."


@dataclass(frozen=True)
class Card:
    """`code` is None for success. `dispute` and `refund` name what follows later."""

    number: str
    method: str
    label: str
    code: str | None = None
    decline_code: str | None = None
    message: str = ""
    secure: bool = False
    blocked: bool = False
    dispute: str | None = None
    refund: str = "succeeded"
    brand: str = "visa"

    @property
    def last4(self) -> str:
        return self.number[-4:]

    @property
    def spaced(self) -> str:
        return " ".join(self.number[place : place + 4] for place in range(0, len(self.number), 4))


def declined(number: str, method: str, label: str, decline_code: str, **details) -> Card:  # type: ignore[no-untyped-def]
    words = {"code": "card_declined", "message": DECLINED} | details
    return Card(number, method, label, decline_code=decline_code, **words)


CARDS = (
    Card("4242424242424242", "pm_card_visa", "Succeeds"),
    declined("4000000000000002", "pm_card_visa_chargeDeclined", "Declined", "generic_decline"),
    declined(
        "4000000000009995",
        "pm_card_visa_chargeDeclinedInsufficientFunds",
        "Insufficient funds",
        "insufficient_funds",
        message=TOO_POOR,
    ),
    declined(
        "4000000000000069",
        "pm_card_chargeDeclinedExpiredCard",
        "Expired card",
        "expired_card",
        code="expired_card",
        message="Your card has expired.",
    ),
    declined(
        "4000000000000127",
        "pm_card_chargeDeclinedIncorrectCvc",
        "Incorrect security code",
        "incorrect_cvc",
        code="incorrect_cvc",
        message="Your card's security code is incorrect.",
    ),
    declined(
        "4000000000000119",
        "pm_card_chargeDeclinedProcessingError",
        "Processing error",
        "processing_error",
        code="processing_error",
        message="An error occurred while processing your card. Try again in a little bit.",
    ),
    Card("4000002500003155", "pm_card_authenticationRequiredOnSetup", "Asks for 3-D Secure", secure=True),
    Card("4000002760003184", "pm_card_authenticationRequired", "Always asks for 3-D Secure", secure=True),
    declined(
        "4000008260003178",
        "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds",
        "3-D Secure, then insufficient funds",
        "insufficient_funds",
        message=TOO_POOR,
        secure=True,
    ),
    Card("4000000000000259", "pm_card_createDispute", "Succeeds, then disputed", dispute="fraudulent"),
    declined("4100000000000019", "pm_card_radarBlock", "Blocked as fraudulent", "fraudulent", blocked=True),
    Card("4000000000007726", "pm_card_pendingRefund", "Succeeds, refunds stay pending", refund="pending"),
    Card("4000000000005126", "pm_card_refundFail", "Succeeds, refunds fail later", refund="fail"),
    Card("5555555555554444", "pm_card_mastercard", "Succeeds (Mastercard)", brand="mastercard"),
)
LIVE_CARD = declined(
    "",
    "",
    "",
    "test_mode_live_card",
    message="Your card was declined. Your request was in test mode, but used a non test card. "
    "For a list of valid test cards, visit: https://stripe.com/docs/testing.",
)
BY_NUMBER = {card.number: card for card in CARDS}
BY_METHOD = {card.method: card for card in CARDS}


def has_check_digit(number: str) -> bool:
    """The Luhn check."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = [sum(divmod(digit * 2, 10)) for digit in digits[1::2]]
    return 12 <= len(number) <= 19 and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def find_card(text: str) -> Card | None:
    """The test card for a number (spaces allowed) or a `pm_card_...` id."""
    compact = text.replace(" ", "").replace("-", "")
    return BY_NUMBER.get(compact) or BY_METHOD.get(text)


def mistake_in(number: str, expiry: str, cvc: str, today: tuple[int, int]) -> tuple[str, str] | None:
    """What is wrong with typed card fields, as (code, message). `today` is (year, month)."""
    compact = number.replace(" ", "").replace("-", "")
    if not compact.isdigit() or not has_check_digit(compact):
        return "incorrect_number", "Your card number is invalid."
    month, _, year = expiry.replace(" ", "").partition("/")
    if not (month.isdigit() and year.isdigit() and 1 <= int(month) <= 12):
        return "invalid_expiry_month", "Your card's expiration date is incomplete."
    if (int(year) % 100 + 2000, int(month)) < today:
        return "invalid_expiry_year", "Your card's expiration date is in the past."
    if not (cvc.isdigit() and len(cvc) in (3, 4)):
        return "invalid_cvc", "Your card's security code is incomplete."
    return None
