"""Products that go on sale, or off it, at a time of their own; by the database's clock, each change once.

Locks: product rows by id, then their times.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from commerce.kernel.clock import DatabaseNow, database_now

from ..errors import ScheduleWrong
from ..models import Product, PublicationTimes, ScheduleEvent, Variant
from ..models.product import ProductStatus
from ..models.schedule import ScheduleKind
from . import bulk, schedule_history

BATCH = 200


def set_times(*, product: Product, publish_from: datetime | None, take_down_at: datetime | None, actor: str) -> None:
    """Plan when the product goes on sale and when off it again; None for both takes the plan back.

    Raises ScheduleWrong for times that cannot be."""
    with transaction.atomic():
        locked = Product.objects.select_for_update(no_key=True).get(pk=product.pk)
        check_times(product=locked, publish_from=publish_from, take_down_at=take_down_at)
        if publish_from or take_down_at:
            times = {"publish_from": publish_from, "take_down_at": take_down_at}
            PublicationTimes.objects.update_or_create(product=locked, defaults=times)
            kind = ScheduleKind.TIMES_SET
        else:
            PublicationTimes.objects.filter(product=locked).delete()
            kind = ScheduleKind.TIMES_CLEARED
        schedule_history.of_times(locked, kind, actor=actor, begins=publish_from, ends=take_down_at).save()


def check_times(*, product: Product, publish_from: datetime | None, take_down_at: datetime | None) -> None:
    """Raises ScheduleWrong."""
    if publish_from and product.status == ProductStatus.ACTIVE:
        raise ScheduleWrong(_("It is on sale already: leave this empty."), field="publish_from")
    if take_down_at and take_down_at <= database_now():
        raise ScheduleWrong(_("That has passed: take it off sale at once instead."), field="take_down_at")
    if take_down_at and not publish_from and product.status != ProductStatus.ACTIVE:
        raise ScheduleWrong(_("It is not on sale: say when it goes on sale."), field="publish_from")
    if publish_from and take_down_at and take_down_at <= publish_from:
        raise ScheduleWrong(_("The end comes before the beginning."), field="take_down_at")


def turn_due() -> int:
    """Publish and take down what is due. What has nothing to sell waits until it has. Safe to run twice at once.

    Returns how many products changed."""
    turned = 0
    while ids := list(_due().values_list("pk", flat=True)[:BATCH]):
        turned += _turn(ids)
    return turned


def _due() -> QuerySet[PublicationTimes]:
    offered = Variant.objects.filter(is_active=True).values("product_id")
    comes = Q(publish_from__lte=DatabaseNow(), product_id__in=offered)
    return PublicationTimes.objects.filter(comes | Q(take_down_at__lte=DatabaseNow())).order_by("pk")


def _turn(ids: Iterable[int]) -> int:
    with transaction.atomic():
        rows = Product.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
        known = {product.pk: product for product in rows}
        # A statement of its own: another worker may have done it while we waited.
        due = list(_due().filter(pk__in=known))
        now = database_now()
        gone = [times.pk for times in due if times.take_down_at and times.take_down_at <= now]
        come = [times.pk for times in due if times.pk not in gone]
        changed = {key: ProductStatus.DRAFT for key in gone if known[key].status == ProductStatus.ACTIVE}
        changed |= {key: ProductStatus.ACTIVE for key in come if known[key].status != ProductStatus.ACTIVE}
        if changed:
            bulk.set_statuses(statuses=changed)
        _note([known[key] for key in changed], changed)
        PublicationTimes.objects.filter(Q(pk__in=gone) | Q(pk__in=come, take_down_at=None)).delete()
        PublicationTimes.objects.filter(pk__in=come).update(publish_from=None)
    return len(changed)


def _note(products: Iterable[Product], changed: Mapping[int, ProductStatus]) -> None:
    kinds = {ProductStatus.ACTIVE: ScheduleKind.PUBLISHED, ProductStatus.DRAFT: ScheduleKind.TAKEN_DOWN}
    ScheduleEvent.objects.bulk_create(
        schedule_history.of_times(product, kinds[changed[product.pk]], actor=schedule_history.CLOCK)
        for product in products
    )
