"""A member's lists: make, rename, throw away. Others' lists do not exist here."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from commerce.accounts.models import User
from commerce.kernel.errors import NotFound

from ..errors import ListFull, NameTaken
from ..models import WishList


def own(*, user: User, public_id: str) -> WishList:
    """A list of this person. Raises NotFound for any other."""
    found = WishList.objects.filter(user=user, public_id=public_id).first()
    if found is None:
        raise NotFound(_("There is no such list."))
    return found


def obtain_default(*, user: User) -> WishList:
    """The list that takes what is saved without naming one, made when there is none."""
    found = WishList.objects.filter(user=user, is_default=True).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            name = _free_name(user)
            return WishList.objects.create(user=user, name=name, is_default=True)
    except IntegrityError:  # another tab was quicker
        return WishList.objects.get(user=user, is_default=True)


def create(*, user: User, name: str) -> WishList:
    """A new list. Raises ListFull, NameTaken."""
    with transaction.atomic():
        User.objects.select_for_update(of=("self",)).only("pk").get(pk=user.pk)
        if WishList.objects.filter(user=user).count() >= settings.WISH_LISTS_LIMIT:
            raise ListFull(_("You have %(most)d lists. Throw one away first.") % {"most": settings.WISH_LISTS_LIMIT})
        return _named(WishList(user=user), name)


def rename(*, wish_list: WishList, name: str) -> None:
    """Raises NameTaken."""
    _named(wish_list, name)


def throw_away(*, wish_list: WishList) -> None:
    """The list and what is on it, for good."""
    wish_list.delete()


def _named(wish_list: WishList, name: str) -> WishList:
    wish_list.name = name
    try:
        with transaction.atomic():
            wish_list.save()
    except IntegrityError:
        raise NameTaken(_("You have a list of that name. Choose another one.")) from None
    return wish_list


def _free_name(user: User) -> str:
    taken = set(WishList.objects.filter(user=user).values_list("name", flat=True))
    name = _("My list")
    return next(each for each in (name, *(f"{name} {n}" for n in range(2, len(taken) + 3))) if each not in taken)
