from .rate import Rate
from .zone import Zone, ZonePlace

__all__ = ["Rate", "Zone", "ZonePlace"]
