"""What a payment refuses."""

from django.utils.translation import gettext as _

from commerce.kernel.errors import Conflict, Refused, ShopError


class Declined(Refused):
    """The provider's final no to this charge; `code` is the reason in its words, `message` in ours."""

    code = "declined"


class Misconfigured(ShopError):
    """Our keys or our request are wrong; repeating will not help. `reason` is for staff and logs, and it is what the
    error says as a string; shoppers get `message`."""

    status = 500
    code = "provider_misconfigured"

    def __init__(self, reason: str, *, code: str = "") -> None:
        super().__init__(_("Paying this way is not possible just now. Nothing was charged."), code=code)
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


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


class OtherEntry(Conflict):
    """The ledger has an entry of this key already, and it says something else."""

    code = "other_entry"


class BelowFloor(Refused):
    """An account that must not go below nothing would."""

    code = "below_floor"
