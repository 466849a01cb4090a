"""Changing many products at once: choose, preview, apply what was previewed, undo."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.accounts.models import User
from commerce.kernel.errors import Conflict, NotFound, Refused

from ..models import BulkChange, BulkState
from .bulk_kinds import KINDS, Step

MOST_PRODUCTS = 10_000


@dataclass(frozen=True)
class Plan:
    """What would happen. `digest` names exactly these steps: only what somebody saw is applied."""

    steps: list[Step]

    @property
    def changing(self) -> list[Step]:
        return [step for step in self.steps if step.before != step.after]

    @property
    def problems(self) -> list[Step]:
        return [step for step in self.steps if step.problem]

    @property
    def digest(self) -> str:
        rows = [[step.row, step.before, step.after] for step in self.changing]
        return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def draft(*, owner: User, kind: str, product_ids: Iterable[int]) -> BulkChange:
    """Keep the choice. Raises Refused for more than 10,000 products or none."""
    ids = list(product_ids)
    if not ids:
        raise Refused(_("Choose at least one product."))
    if len(ids) > MOST_PRODUCTS:
        raise Refused(_("At most %(most)s products can change at once. Narrow the list.") % {"most": MOST_PRODUCTS})
    return BulkChange.objects.create(owner=owner, kind=kind, product_ids=ids)


def of(*, public_id: str) -> BulkChange:
    """The change with this public id; raises NotFound."""
    change = BulkChange.objects.select_related("owner").filter(public_id=public_id).first()
    if change is None:
        raise NotFound(_("There is no such change."))
    return change


def preview(*, change: BulkChange, values: Mapping[str, Any]) -> Plan:
    """Every row that the chosen products have, before and after; nothing is written."""
    return Plan(KINDS[change.kind].plan(change.product_ids, values))


def apply(*, change: BulkChange, values: Mapping[str, Any], digest: str, actor: str, now: datetime) -> BulkChange:
    """Do what was previewed: all of it in one transaction, or nothing.

    Raises Conflict when the change was applied already or the products are no longer as the preview said, Refused
    when a row cannot take its new value.
    """
    with transaction.atomic():
        change = BulkChange.objects.select_for_update().get(pk=change.pk)
        if change.state != BulkState.DRAFT:
            raise Conflict(_("This change was applied already."))
        plan = preview(change=change, values=values)
        if plan.digest != digest:
            raise Conflict(_("Some of these products changed meanwhile. Look at the new preview."))
        if plan.problems:
            raise Refused(str(plan.problems[0].problem))
        KINDS[change.kind].write({step.row: (step.before, step.after) for step in plan.changing}, values, actor)
        change.steps = [[step.row, step.before, step.after] for step in plan.changing]
        change.values = dict(values)
        change.state, change.applied_at = BulkState.APPLIED, now
        change.save(update_fields=["steps", "values", "state", "applied_at"])
    return change


def undo(*, change: BulkChange, actor: str, now: datetime) -> int:
    """Put back what the change did. A row that somebody changed since then stays as it is.

    Returns how many rows stayed. Raises Conflict when there is nothing to undo.
    """
    with transaction.atomic():
        change = BulkChange.objects.select_for_update().get(pk=change.pk)
        if change.state != BulkState.APPLIED:
            raise Conflict(_("There is nothing to undo."))
        kind = KINDS[change.kind]
        present = kind.present([row for row, _before, _after in change.steps])
        back = {row: (after, before) for row, before, after in change.steps if kind.may_undo(present.get(row), after)}
        kind.write(back, {**change.values, "reason": _("Undone: %(id)s") % {"id": change.public_id}}, actor)
        change.state, change.undone_at = BulkState.UNDONE, now
        change.save(update_fields=["state", "undone_at"])
    return len(change.steps) - len(back)
