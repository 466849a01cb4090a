"""What the shop says when something happened, or when there is nothing."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.utils import timezone
from django.utils.translation import gettext as _

from . import orders

# Mails that one made-up order fills: templates/emails/<name>.html.
MAILS = ("order_confirmation", "order_shipped", "order_cancelled", "order_refunded", "payment_failed")
# Pages that somebody sees when something went wrong: templates/<name>.html.
PAGES = ("404", "403", "403_csrf", "429", "500", "503", "problem")
WORDS = {
    "problem": "This cart was changed in another window. Look at it before you go on.",
    "503": "Many people want this just now. Try again in a moment.",
}
HELD = timedelta(minutes=25)


def letter() -> dict[str, Any]:
    """What those mails are told."""
    sample = orders.order()
    return {
        "order": sample, "order_url": "#", "pay_url": "#", "refund": sample.refunded, "until": sample.placed_at,
        "reason": "The stall has no more of it.", "seller_name": "Sample stall", "arrives_text": "Arrives Thu 26 Nov",
        "tracking": sample.parcels[0].tracking,
    }  # fmt: skip


def samples() -> Mapping[str, Any]:
    return {
        "kinds": [
            ("info", _("Something to know."), ""),
            ("success", _("Something was done."), ""),
            ("warning", _("Something to look at before you go on."), _("With a title")),
        ],
        "problem": (_("Something went wrong"), _("Nothing was charged. Try another card or pay another way.")),
        "messages": [Message(constants.SUCCESS, _("Your address is saved."))],
        "undo": {"url": "", "fields": (("variant", "var_sample"),)},
        "hold_until": timezone.now() + HELD,
        "empties": [
            ("empty-basket", _("Your cart is empty"), _("What you add waits here."), _("Walk through the market")),
            ("letter", _("Look in your mail"), _("A link is on its way. It works for one hour."), ""),
        ],
        "pages": PAGES,
        "mails": MAILS,
    }  # fmt: skip
