"""What a payment refuses."""

from commerce.kernel.errors import Conflict, Refused, ShopError


class Declined(Refused):
    """The provider's final no to this charge; `code` is the reason in its words, `message` in ours."""

    code = "declined"


class Misconfigured(ShopError):
    """Our keys or our request are wrong; repeating will not help."""

    status = 500
    code = "provider_misconfigured"


class BadWebhook(ShopError):
    """A webhook without a valid signature, of another account or too old."""

    status = 400
    code = "bad_webhook"


class NothingToPay(Conflict):
    """The payment is settled or cancelled."""

    code = "nothing_to_pay"


class OverRefund(Refused):
    """More would be given back than was paid and not yet spoken for."""

    code = "over_refund"
