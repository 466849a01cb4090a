"""The desk of what the market says."""

from .banners import BannerAdmin
from .pages import PageAdmin
from .redirects import RedirectAdmin

__all__ = ["BannerAdmin", "PageAdmin", "RedirectAdmin"]
