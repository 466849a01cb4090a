"""The shop's WSGI door, with the guards taken away that whoever started the server took away."""

from commerce.wsgi import application
from tests.chaos import changes

changes.apply()
__all__ = ["application"]
