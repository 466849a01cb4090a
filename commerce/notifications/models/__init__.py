from .bounced_address import BouncedAddress
from .declined_mail import DeclinedMail, Wanted
from .email import Email

__all__ = ["BouncedAddress", "DeclinedMail", "Email", "Wanted"]
