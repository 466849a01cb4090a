"""The link by which others see a list: on, off, renewed."""

from commerce.kernel.ids import new_token

from ..models import WishList


def share(*, wish_list: WishList, shows_name: bool) -> None:
    """Open the link, or keep it as it is when it is open, with or without the owner's first name."""
    wish_list.token = wish_list.token or new_token()
    wish_list.shows_name = shows_name
    wish_list.save(update_fields=["token", "shows_name"])


def renew(*, wish_list: WishList) -> None:
    """A new link; the old one shows nothing from now on."""
    wish_list.token = new_token()
    wish_list.save(update_fields=["token"])


def stop(*, wish_list: WishList) -> None:
    """No link shows it any more."""
    wish_list.token = ""
    wish_list.save(update_fields=["token"])
