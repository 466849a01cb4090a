"""The redirect of an address that nothing else answered."""

from django.db.models import Q

from ..models import Redirect
from .indexing import PERSONAL

# What is a visitor's own, and what programs ask for, is where it is or nowhere.
NEVER_MOVED = (*PERSONAL, "/api/", "/media/", "/static/")
LONGEST = 500


def find(path: str, query: str = "") -> Redirect | None:
    """The one for path and query, else the one for the path alone. One statement, none for a path that is none."""
    bare = path.rstrip("/")
    if not bare or len(bare) > LONGEST or "\x00" in bare or path.startswith(NEVER_MOVED):
        return None
    spelt = [bare, f"{bare}?{query}"] if query and "\x00" not in query else [bare]
    return max(Redirect.objects.filter(old_path__in=spelt), key=lambda each: len(each.old_path), default=None)


def leading_to(old: str) -> Q:
    """Redirects whose new address is this old one, with or without a query."""
    return Q(new_path__in=[old, f"{old}/"]) | Q(new_path__startswith=f"{old}?") | Q(new_path__startswith=f"{old}/?")
