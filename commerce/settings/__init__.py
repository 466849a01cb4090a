"""Django's settings, put together from the typed environment (commerce.env)."""

from .base import *  # noqa: F403
from .data import *  # noqa: F403
from .pages import *  # noqa: F403
from .shop import *  # noqa: F403
