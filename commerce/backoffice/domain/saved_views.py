"""Keeping a list's address under a name."""

from django.apps import apps
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from commerce.accounts.models import User
from commerce.kernel.errors import NotFound, Refused

from ..models import SavedView

QUERY_CHARS = 1000
# The page of a list is where somebody stood, not what they were looking at.
PASSING = ("p", "all", "e")


def save(*, owner: User, model: str, name: str, query: str, is_shared: bool = False) -> SavedView:
    """Keep `query` (the part after "?") of the list of `model` ("app.model"); the same name is overwritten.

    Raises Refused for an empty name, an overlong query or a table that does not exist.
    """
    name = name.strip()[:60]
    kept = without_page(query)
    if not name:
        raise Refused(_("Give the view a name."))
    if len(kept) > QUERY_CHARS:
        raise Refused(_("That view has too many filters to be kept."))
    if not is_table(model):
        raise Refused(_("There is no such list."))
    values = {"query": kept, "is_shared": is_shared}
    return SavedView.objects.update_or_create(owner=owner, model=model, name=name, defaults=values)[0]


def delete(*, owner: User, pk: int) -> SavedView:
    """Forget a view of one's own. Raises NotFound for anybody else's."""
    view = SavedView.objects.filter(owner=owner, pk=pk).first()
    if view is None:
        raise NotFound(_("There is no such view of yours."))
    view.delete()
    return view


def visible_to(user: User, model: str) -> QuerySet[SavedView]:
    """The user's own views of a list and those shared by others."""
    return SavedView.objects.filter(Q(owner=user) | Q(is_shared=True), model=model).select_related("owner")


def without_page(query: str) -> str:
    kept = QueryDict(query.lstrip("?"), mutable=True)
    for name in PASSING:
        kept.pop(name, None)
    return kept.urlencode()


def is_table(label: str) -> bool:
    try:
        apps.get_model(label)
    except (LookupError, ValueError):
        return False
    return True
