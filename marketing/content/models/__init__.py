from .banner import Banner
from .page import Page, PageVersion
from .redirect import Redirect

__all__ = ["Banner", "Page", "PageVersion", "Redirect"]
