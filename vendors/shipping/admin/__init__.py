"""Delivery tables at the staff site: zones with their places and rates, and one table a stall to try."""

from . import zones

__all__ = ["zones"]
