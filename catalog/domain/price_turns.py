"""Planned prices come and go when the database's clock says so, each once, together with what lists tell.

Locks: product rows by id, before anything is written; whoever waited for them reads anew what is still due.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet

from commerce.kernel.clock import DatabaseNow, database_now

from ..models import Product, ScheduledPrice, ScheduleEvent, Variant
from ..models.schedule import ScheduleKind
from . import schedule_history, summaries
from .schedule_history import CLOCK

BATCH = 200


def turn_due() -> int:
    """Let planned prices begin and end that are due, a batch of products a transaction. Safe to run twice at once.

    Returns how many prices changed."""
    turned = 0
    while ids := sorted(set(_due().values_list("variant__product_id", flat=True)[:BATCH])):
        turned += _turn(ids)
    return turned


def end_now(plan: ScheduledPrice, *, actor: str) -> None:
    """End what is running before its time. In a transaction that holds the product row."""
    _write([plan], [_end(plan, actor)])


def _due() -> QuerySet[ScheduledPrice]:
    begins = Q(began_at=None, starts_at__lte=DatabaseNow())
    return ScheduledPrice.objects.filter(begins | Q(ends_at__lte=DatabaseNow()), ended_at=None).order_by("starts_at")


def _turn(product_ids: Iterable[int]) -> int:
    with transaction.atomic():
        list(Product.objects.filter(pk__in=product_ids).order_by("pk").select_for_update(no_key=True).values("pk"))
        plans = _with_one_variant_each(_due().filter(variant__product_id__in=product_ids))
        # What ends at a moment makes room for what begins at the same one.
        ends = [plan for plan in plans if plan.began_at]
        begins = [plan for plan in plans if not plan.began_at]
        events = [_end(plan, CLOCK) for plan in ends] + [_begin(plan) for plan in begins]
        _write(plans, events)
    return len(plans)


def _with_one_variant_each(due: QuerySet[ScheduledPrice]) -> list[ScheduledPrice]:
    """Plans of one variant share one object of it, so that the second sees what the first did."""
    plans = list(due.select_related("variant__product"))
    variants = {plan.variant_id: plan.variant for plan in plans}
    for plan in plans:
        plan.variant = variants[plan.variant_id]
    return plans


def _begin(plan: ScheduledPrice) -> ScheduleEvent:
    """What was due while nobody worked, and is over, never begins."""
    variant, now = plan.variant, database_now()
    if plan.ends_at and plan.ends_at <= now:
        plan.ended_at = now
        return schedule_history.of_price(plan, ScheduleKind.PRICE_MISSED, actor=CLOCK, after=plan.price_minor)
    plan.began_at, plan.ended_at = now, None if plan.ends_at else now
    plan.former_minor, plan.former_compare_at_minor = variant.price_minor, variant.compare_at_minor
    plan.compare_at_minor = _shown_before(plan)
    variant.price_minor, variant.compare_at_minor = plan.price_minor, plan.compare_at_minor
    return schedule_history.of_price(
        plan, ScheduleKind.PRICE_BEGAN, actor=CLOCK, before=plan.former_minor, after=plan.price_minor
    )


def _shown_before(plan: ScheduledPrice) -> int | None:
    """The "was" beside the price: as planned, else what it really cost before; a price for good leaves it as it is."""
    if plan.compare_at_minor is not None:
        return plan.compare_at_minor
    if plan.ends_at is None:
        return plan.former_compare_at_minor
    return plan.former_minor if plan.former_minor and plan.former_minor > plan.price_minor else None


def _end(plan: ScheduledPrice, actor: str) -> ScheduleEvent:
    """The former price comes back, unless somebody has set another one meanwhile: that one stays."""
    variant = plan.variant
    plan.ended_at = database_now()
    before, is_ours = variant.price_minor, variant.price_minor == plan.price_minor
    assert plan.former_minor is not None
    if is_ours:
        variant.price_minor = plan.former_minor
    if variant.compare_at_minor == plan.compare_at_minor:
        variant.compare_at_minor = plan.former_compare_at_minor
    kind = ScheduleKind.PRICE_ENDED if is_ours else ScheduleKind.PRICE_KEPT
    return schedule_history.of_price(plan, kind, actor=actor, before=before, after=variant.price_minor)


def _write(plans: list[ScheduledPrice], events: list[ScheduleEvent]) -> None:
    variants = list({plan.variant_id: plan.variant for plan in plans}.values())
    Variant.objects.bulk_update(variants, ["price_minor", "compare_at_minor"])
    columns = ["began_at", "ended_at", "former_minor", "former_compare_at_minor", "compare_at_minor"]
    ScheduledPrice.objects.bulk_update(plans, columns)
    ScheduleEvent.objects.bulk_create(events)
    products = sorted({variant.product_id for variant in variants})
    Product.objects.filter(pk__in=products).update(updated_at=DatabaseNow())
    summaries.refresh(products)
