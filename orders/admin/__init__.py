"""Orders and parcels at the staff site: read, and moved only by acts."""

from .orders import OrderAdmin
from .parcels import ParcelAdmin

__all__ = ["OrderAdmin", "ParcelAdmin"]
