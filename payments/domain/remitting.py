"""Couriers pass the cash on: what they list is matched with what they collected, to the cent (X23)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused
from commerce.kernel.money import Money

from ..models import Collection, Remittance
from ..states import CollectionState
from . import entries
from .moves import move


@dataclass(frozen=True)
class Line:
    """One parcel in a courier's list: our id or the courier's number of it, and minor units."""

    parcel: str
    minor: int


@dataclass(frozen=True)
class Matching:
    """What a list comes to. `wrong` are sentences about lines that cannot be taken as they are."""

    found: list[Collection] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def matched(*, courier: str, currency: str, lines: Iterable[Line], lock: bool = False) -> Matching:
    """Each line with its parcel; reads alone unless it is to `lock`."""
    given = list(lines)
    names = [line.parcel for line in given]
    rows = Collection.objects.filter(Q(reference__in=names) | Q(tracking__in=names), currency=currency)
    rows = rows.select_related("promise__attempt__payment").order_by("pk")
    known: dict[str, Collection] = {}
    for found in rows.select_for_update(of=("self",)) if lock else rows:
        known |= {found.reference: found, **({found.tracking: found} if found.tracking else {})}
    matching, seen = Matching(), set()
    for line in given:
        row, words = known.get(line.parcel), _problem(line, known.get(line.parcel), courier)
        if row and row.pk in seen:
            words = _("%(parcel)s stands in the list twice.") % {"parcel": line.parcel}
        if words:
            matching.wrong.append(words)
        elif row:
            seen.add(row.pk)
            matching.found.append(row)
    return matching


def remit(*, courier: str, number: str, received: Money, fee: Money, lines: Iterable[Line], actor: str) -> Remittance:
    """Take in what a courier passed on, whole or not at all. The same number again is the same remittance.

    Raises Refused when a line does not match, or when the lines are not what came and what the courier kept.
    """
    given = list(lines)
    with transaction.atomic():
        if found := Remittance.objects.filter(courier=courier, number=number).first():
            return found
        matching = matched(courier=courier, currency=received.currency, lines=given, lock=True)
        if matching.wrong:
            raise Refused(" ".join(matching.wrong), code="lines_differ")
        total = sum(row.amount_minor for row in matching.found)
        if not given or total != received.minor + fee.minor:
            words = _("The parcels come to %(parcels)s, what came and the fee to %(came)s.")
            came = received + fee
            raise Refused(words % {"parcels": Money(total, received.currency).major, "came": came.major}, code="sums")
        made = Remittance.objects.create(
            courier=courier, number=number, currency=received.currency, received_minor=received.minor,
            fee_minor=fee.minor, actor=actor,
        )  # fmt: skip
        for row in matching.found:
            move(row, CollectionState.REMITTED, actor=actor, remittance=made, is_locked=True)
        entries.cash_remitted(remittance=made, actor=actor)
    return made


def _problem(line: Line, row: Collection | None, courier: str) -> str:
    facts = {"parcel": line.parcel}
    if row is None:
        return _("%(parcel)s is no parcel of ours with cash.") % facts
    if row.courier and row.courier.casefold() != courier.casefold():
        return _("%(parcel)s was carried by %(courier)s.") % {**facts, "courier": row.courier}
    if row.state == CollectionState.REMITTED:
        return _("%(parcel)s was passed on before.") % facts
    if row.state != CollectionState.COLLECTED:
        return _("%(parcel)s is not marked as delivered and paid.") % facts
    if row.amount_minor != line.minor:
        given, ours = Money(line.minor, row.currency), row.amount
        return _("%(parcel)s brought %(ours)s, the list says %(given)s.") % {
            **facts, "ours": ours.major, "given": given.major,
        }  # fmt: skip
    return ""
