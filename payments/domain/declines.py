"""Why a bank said no, in the shopper's words, and what to do about it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GENERAL = _("Your bank declined the card. Nothing was charged. Try another card or ask your bank.")
# PayPal's own page shows the ways to pay once more.
OTHER_FUNDING = _("PayPal could not take the money that way. Nothing was charged. Go back there and choose another.")
REFUSED_BY_PAYPAL = _("PayPal does not let this payment through. Nothing was charged. Pay in another way.")
WORDS: dict[str, Promise] = {
    "insufficient_funds": _("There is not enough money on that card. Nothing was charged. Try another card."),
    "expired_card": _("That card has expired. Nothing was charged. Try another card."),
    "incorrect_cvc": _("The security code was not right. Nothing was charged. Check it and try again."),
    "incorrect_number": _("The card number was not right. Nothing was charged. Check it and try again."),
    "processing_error": _("The bank could not process it just now. Nothing was charged. Try again in a minute."),
    "authentication_required": _("Your bank wants you to confirm the payment. Nothing was charged. Try again."),
    "payment_intent_authentication_failure": _(
        "The confirmation with your bank failed. Nothing was charged. Try again."
    ),
    "mmg_failed": _("MMG did not make this payment. Nothing was charged. Try again, or pay another way."),
    "mmg_reversed": _("MMG gave this payment back to you. Try again, or pay another way."),
    "lost_card": GENERAL,
    "stolen_card": GENERAL,
    "fraudulent": GENERAL,
    "instrument_declined": OTHER_FUNDING,
    "payer_action_required": OTHER_FUNDING,
    "redirect_payer_for_alternate_funding": OTHER_FUNDING,
    "capture_denied": _(
        "The money did not come: your bank did not pay PayPal. Nothing was charged. Pay in another way."
    ),
    "compliance_violation": REFUSED_BY_PAYPAL,
    "max_number_of_payment_attempts_exceeded": REFUSED_BY_PAYPAL,
    "payee_account_restricted": REFUSED_BY_PAYPAL,
    "payee_blocked_transaction": REFUSED_BY_PAYPAL,
    "payer_account_locked_or_closed": REFUSED_BY_PAYPAL,
    "payer_account_restricted": REFUSED_BY_PAYPAL,
    "payer_cannot_pay": REFUSED_BY_PAYPAL,
    "transaction_refused": REFUSED_BY_PAYPAL,
}


def words(code: str) -> str | Promise:
    """The sentence for a provider's decline code."""
    return WORDS.get(code, GENERAL)
