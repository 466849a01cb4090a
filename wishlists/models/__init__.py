from .wish import Wish
from .wish_list import WishList

__all__ = ["Wish", "WishList"]
