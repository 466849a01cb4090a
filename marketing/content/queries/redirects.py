"""The redirect of an address that nothing else answered."""

from ..models import Redirect


def find(path: str, query: str = "") -> Redirect | None:
    """The one for path and query, else the one for the path alone. One statement."""
    bare = path.rstrip("/")
    spelt = [bare, f"{bare}?{query}"] if query else [bare]
    return max(Redirect.objects.filter(old_path__in=spelt), key=lambda each: len(each.old_path), default=None)
