"""Where a rate comes from, and what becomes of a jump."""

from django.db import models
from django.utils.translation import gettext_lazy as _

MANUAL = "manual"
# Every source quotes against this one, so it is what two other currencies have in common.
PIVOT = "USD"
SOURCE_NAMES = {
    MANUAL: _("by hand"),
    "frankfurter": "Frankfurter",
    "openexchangerates": "Open Exchange Rates",
    "exchangerate_host": "exchangerate.host",
    "file": _("a file"),
}


class Answer(models.TextChoices):
    """Staff take or refuse a jump. The source itself may say another value (replaced) or come back (withdrawn)."""

    WAITING = "waiting", _("waits for you")
    TAKEN = "taken", _("taken")
    REFUSED = "refused", _("refused")
    REPLACED = "replaced", _("replaced by a newer one")
    WITHDRAWN = "withdrawn", _("taken back by the source")
