"""Why a parcel is not delivered, in words, and what to do now."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .pricing import AIR, DEAR, HEAVY

ELSEWHERE = gettext_lazy("%(stall)s does not deliver to %(area)s.")
SENTENCES = {
    HEAVY: gettext_lazy("%(stall)s does not deliver so heavy a parcel to %(area)s."),
    DEAR: gettext_lazy("%(stall)s does not deliver goods of that worth in one parcel to %(area)s."),
    AIR: gettext_lazy("Dangerous goods go by road only: not delivered to %(area)s."),
}


def why(reason: str, *, area: str, stall: str = "") -> str:
    """A sentence; `reason` is that of an Answer, `area` and `stall` are names or empty."""
    words = {"stall": stall or _("This stall"), "area": area or _("that area")}
    return str(SENTENCES.get(reason, ELSEWHERE)) % words


def advice(reason: str) -> str:
    """What the shopper can do about it."""
    if reason in (HEAVY, DEAR):
        return _("Order fewer at once, or ask the stall.")
    return _("Choose another area, or ask the stall.")
