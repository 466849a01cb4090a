"""A person's saved addresses: add, change, remove, use first. Others' addresses do not exist here."""

from dataclasses import dataclass, fields

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.kernel.errors import NotFound, Refused

from ..models import Address, Area, User

LIMIT = 20


@dataclass(frozen=True)
class Entry:
    """What an address says. `phone` in E.164; `area` is one without children."""

    full_name: str
    phone: str
    area: Area
    street: str
    landmark: str = ""
    pin: str = ""


def own(*, user: User, public_id: str) -> Address:
    """An address of this person with its area's parents. Raises NotFound for any other."""
    mine = Address.objects.filter(user=user, public_id=public_id).select_related("area__parent__parent").first()
    if mine is None:
        raise NotFound(_("There is no such address."))
    return mine


def add(*, user: User, entry: Entry) -> Address:
    """Save a new address; the first one is used first. Raises Refused beyond 20."""
    with transaction.atomic():
        _locked(user)
        count = Address.objects.filter(user=user).count()
        if count >= LIMIT:
            raise Refused(_("You have %(n)d addresses saved. Remove one first.") % {"n": count}, code="address_limit")
        return Address.objects.create(user=user, is_default=count == 0, **_columns(entry))


def change(*, user: User, public_id: str, entry: Entry) -> None:
    """Rewrite an address. Orders keep the words they were placed with. Raises NotFound."""
    if not Address.objects.filter(user=user, public_id=public_id).update(**_columns(entry)):
        raise NotFound(_("There is no such address."))


def remove(*, user: User, public_id: str) -> None:
    """Forget an address; if it was used first, the newest other one takes its place. Raises NotFound."""
    with transaction.atomic():
        _locked(user)
        address = own(user=user, public_id=public_id)
        address.delete()
        heir = Address.objects.filter(user=user).order_by("-created_at", "-pk").first()
        if address.is_default and heir:
            Address.objects.filter(pk=heir.pk).update(is_default=True)


def use_first(*, user: User, public_id: str) -> None:
    """Make it the address that checkout fills in. Raises NotFound."""
    with transaction.atomic():
        _locked(user)
        address = own(user=user, public_id=public_id)
        Address.objects.filter(user=user, is_default=True).update(is_default=False)
        Address.objects.filter(pk=address.pk).update(is_default=True)


def _locked(user: User) -> None:
    """One at a time for each person: two tabs cannot both add "the first" address."""
    User.objects.select_for_update(of=("self",)).only("pk").get(pk=user.pk)


def _columns(entry: Entry) -> dict[str, object]:
    return {field.name: getattr(entry, field.name) for field in fields(entry)}
