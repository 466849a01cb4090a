"""Exchange rates at the staff site: what counts now, setting one by hand, confirming a jump."""

from .jumps import JumpAdmin
from .rates import RateAdmin

__all__ = ["JumpAdmin", "RateAdmin"]
