"""Whose lists a request means; every view of a list looks among the visitor's own."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from commerce.accounts.models import User

from ..domain import lists
from ..models import WishList
from ..queries.shown import lists_of, wishes_of


def member(request: HttpRequest) -> User:
    """The signed-in person; views are behind login_required."""
    assert isinstance(request.user, User)
    return request.user


def list_of(request: HttpRequest, public_id: str) -> WishList:
    """Raises NotFound for a list that is not the visitor's."""
    return lists.own(user=member(request), public_id=public_id)


def list_words(request: HttpRequest, wish_list: WishList, **more: Any) -> dict[str, Any]:
    """The context of a list's page."""
    wishes = wishes_of(wish_list)
    mine = lists_of(member(request))
    words = {
        "list": wish_list,
        "wishes": wishes,
        "others": [each for each in mine if each.pk != wish_list.pk],
        "addable": sum(1 for wish in wishes if wish.variant),
        "shared_address": settings.SITE_URL + wish_list.shared_url if wish_list.token else "",
    }
    return words | more
