"""Prices for a while, or from a moment on: planned, changed, withdrawn. `price_turns` lets them come and go.

Locks: the product row, then the plan.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from commerce.kernel.clock import database_now
from commerce.kernel.errors import Conflict
from commerce.kernel.money import MAX_MINOR

from ..errors import ScheduleWrong
from ..models import Product, ScheduledPrice, Variant
from ..models.schedule import ScheduleKind
from ..queries.schedules import moment
from . import price_turns, schedule_history


@dataclass(frozen=True)
class Plan:
    """Amounts in minor units of the variant's currency. `starts_at` None: at once; `ends_at` None: for good.
    `compare_at_minor` None: what it cost before stands beside the lower price of a while."""

    price_minor: int
    compare_at_minor: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None


def plan_price(*, variant: Variant, plan: Plan, actor: str) -> ScheduledPrice:
    """Plan a price. Raises ScheduleWrong."""
    with transaction.atomic():
        Product.objects.select_for_update(no_key=True).get(pk=variant.product_id)
        check_plan(variant=variant, plan=plan)
        row = ScheduledPrice(variant=variant, currency=variant.currency)
        return _kept(row, plan, ScheduleKind.PRICE_PLANNED, actor)


def change_plan(*, scheduled: ScheduledPrice, plan: Plan, actor: str) -> ScheduledPrice:
    """Change what has not begun; of what is running only the end (None: it stays for good).

    Raises ScheduleWrong, Conflict when it is over."""
    with transaction.atomic():
        row = _locked(scheduled)
        if row.is_running:
            plan = Plan(row.price_minor, row.compare_at_minor, row.starts_at, plan.ends_at)
        check_plan(variant=row.variant, plan=plan, besides=row)
        if row.is_running and plan.ends_at is None:
            row.ended_at = database_now()
        return _kept(row, plan, ScheduleKind.PRICE_CHANGED, actor)


def withdraw(*, scheduled: ScheduledPrice, actor: str) -> None:
    """Take back what has not begun, or end what is running: the former price comes back. Raises Conflict when it is
    over."""
    with transaction.atomic():
        row = _locked(scheduled)
        if row.is_running:
            price_turns.end_now(row, actor=actor)
            return
        ScheduledPrice.objects.filter(pk=row.pk).update(ended_at=database_now())
        schedule_history.of_price(row, ScheduleKind.PRICE_WITHDRAWN, actor=actor, after=row.price_minor).save()


def check_plan(*, variant: Variant, plan: Plan, besides: ScheduledPrice | None = None) -> None:
    """Raises ScheduleWrong. `besides` is the plan that is being changed."""
    if variant.awaits_price:
        raise ScheduleWrong(_("Give it a price first."), field="price")
    if not 0 <= plan.price_minor <= MAX_MINOR:
        raise ScheduleWrong(_("A price is zero or more."), field="price")
    if plan.compare_at_minor is not None and not plan.price_minor < plan.compare_at_minor <= MAX_MINOR:
        raise ScheduleWrong(_("“Was” is above the price, or empty."), field="compare_at")
    now = database_now()
    starts_at = plan.starts_at or now
    if plan.ends_at and plan.ends_at <= max(starts_at, now):
        words = _("The end comes before the beginning.") if starts_at > now else _("That has passed.")
        raise ScheduleWrong(words, field="ends_at")
    if other := _overlapping(variant, starts_at, plan.ends_at or starts_at, besides):
        raise ScheduleWrong(
            _("Another price is planned for this time: from %(begin)s. Change or withdraw it first.")
            % {"begin": moment(other.starts_at)},
            field="starts_at",
        )


def _overlapping(
    variant: Variant, begin: datetime, end: datetime, besides: ScheduledPrice | None
) -> ScheduledPrice | None:
    """A price for good is one moment: it overlaps what stands around it."""
    others = variant.scheduled_prices.filter(ended_at=None).annotate(end=Coalesce("ends_at", "starts_at"))
    others = others.exclude(pk=besides.pk) if besides else others
    return others.filter(Q(starts_at__lt=end, end__gt=begin) | Q(starts_at=begin)).order_by("starts_at").first()


def _kept(row: ScheduledPrice, plan: Plan, kind: str, actor: str) -> ScheduledPrice:
    row.price_minor, row.compare_at_minor = plan.price_minor, plan.compare_at_minor
    row.starts_at, row.ends_at = plan.starts_at or database_now(), plan.ends_at
    row.save()
    before = row.variant.price_minor if row.former_minor is None else row.former_minor
    schedule_history.of_price(row, kind, actor=actor, before=before, after=row.price_minor).save()
    return row


def _locked(scheduled: ScheduledPrice) -> ScheduledPrice:
    Product.objects.select_for_update(no_key=True).get(pk=scheduled.variant.product_id)
    row = ScheduledPrice.objects.select_related("variant__product").get(pk=scheduled.pk)
    if row.ended_at:
        raise Conflict(_("That is over meanwhile."))
    return row
