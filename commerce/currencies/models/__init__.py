from .jump import Jump
from .rate import Rate

__all__ = ["Jump", "Rate"]
