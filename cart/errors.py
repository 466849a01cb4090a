"""What a cart refuses."""

from django.utils.translation import gettext as _

from commerce.kernel.errors import Conflict, Refused


class CartChanged(Conflict):
    """Another tab or device changed the cart; what it holds now is shown, nothing is lost."""

    code = "cart_changed"

    def __init__(self) -> None:
        super().__init__(_("Your cart changed in another window. This is how it is now."))


class NotForSale(Refused):
    """The thing cannot be bought (any more)."""

    code = "not_for_sale"


class MixedCurrency(Refused):
    """A cart holds one currency."""

    code = "mixed_currency"


class CartFull(Refused):
    """More lines or more of one thing than a cart takes."""

    code = "cart_full"
