from .address import Address
from .area import Area
from .user import User

__all__ = ["Address", "Area", "User"]
