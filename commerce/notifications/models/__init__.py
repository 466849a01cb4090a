from .bounced_address import BouncedAddress
from .email import Email

__all__ = ["BouncedAddress", "Email"]
