"""What converting refuses, and what a source of rates answers instead of rates."""

from commerce.kernel.errors import Conflict, Refused, ShopError, Unavailable


class NoRate(Unavailable):
    """There is no rate that may be used for this pair: show the amount in its own currency."""

    code = "no_rate"


class StaleRate(NoRate):
    """There is a rate, and it is too old (RATE_MAX_HOURS, or the time that staff gave it)."""

    code = "stale_rate"


class WrongRate(Refused):
    """What was typed is no rate. `field` in the details names what is wrong with it."""

    code = "wrong_rate"


class FarOff(WrongRate):
    """The rate differs more from the last one than RATE_JUMP_PERCENT: a slip of the finger, unless somebody is sure."""

    code = "far_off"


class AlreadyAnswered(Conflict):
    """Somebody answered, or the source said something else meanwhile."""

    code = "already_answered"


class NotByHand(Conflict):
    """No rate that was set by hand is in use for this pair."""

    code = "not_by_hand"


class SourceRefuses(ShopError):
    """Our key or our question is wrong: asking the source again will not help before it is mended."""

    status = 500
    code = "source_refuses"
