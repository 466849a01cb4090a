"""Orders of the last six weeks, made by the same functions that the shop's pages, desks and workers call.

Step by step in the order of time: place, pay, pack, send, cancel, give back. After each step its jobs are done here,
then what it wrote is moved to its own time. Paper money pays (see paper_money.py). Nobody gets a mail: letters to the
first shopper are kept in the log as sent, all others are left out.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from catalog.models import Variant
from commerce.accounts.domain import address_book
from commerce.accounts.models import Area, User
from commerce.jobs.domain import work
from commerce.jobs.models import Job
from commerce.kernel.clock import DatabaseNow, database_now
from commerce.kernel.logs import bound
from commerce.notifications.models import Email
from orders.models import Order, OrderLine

from . import market
from .backdating import backdate
from .clerk import Clerk
from .history import DemoOrder, Step, orders
from .paper_money import open_till

BATCH = "demo-orders"
MAIL, LETTERS = "notifications.send_email", "orders.send_"
PLACE = Step("place", timedelta(0))


@dataclass(frozen=True)
class Happening:
    """A step of one order and when it was; `number` tells the orders apart."""

    at: datetime
    number: int
    step: Step


def load_orders(*, now: datetime, variants: dict[str, Variant]) -> int:
    """Make them; how many there are. None in a shop whose carts are not in the demo's currency."""
    if settings.SHOP_CURRENCY != "GYD":
        return 0
    _keep_addresses()
    told = orders(now)
    steps = [Happening(order.placed_at, number, PLACE) for number, order in enumerate(told)]
    steps += [Happening(at, n, step) for n, order in enumerate(told) for at, step in order.happened(now)]
    clerk = Clerk({sku: variant.public_id for sku, variant in variants.items()})
    made: dict[int, Order] = {}
    with bound(request_id=BATCH), open_till(), _silence():
        for happening in sorted(steps, key=lambda each: each.at):
            _live(told[happening.number], happening, made, clerk, now)
    _end_downloads()
    Job.objects.filter(request_id=BATCH).delete()
    return len(made)


def _end_downloads() -> None:
    """The time to download counts from the day of paying: only now, since what is over could not be fetched above."""
    paid = Order.objects.filter(pk=OuterRef("order")).values("paid_at")
    lines = OrderLine.objects.exclude(fetch_until=None)
    lines.update(fetch_until=Subquery(paid) + timedelta(days=settings.DOWNLOAD_DAYS))


@contextmanager
def _silence() -> Iterator[None]:
    """The shop's log tells what happens now: not this."""
    log = logging.getLogger("shop")
    before = log.level
    log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        log.setLevel(before)


def _keep_addresses() -> None:
    """Shoppers with an account have their address saved."""
    areas = {area.code: area for area in Area.objects.filter(code__in=[s.area for s in market.shoppers()])}
    for shopper in market.shoppers():
        user = User.objects.get(email=shopper.email)
        User.objects.filter(pk=user.pk).update(date_joined=timezone.now() - timedelta(days=90), phone=shopper.phone)
        if shopper.area in areas and not user.addresses.exists():
            entry = address_book.Entry(
                shopper.name, shopper.phone, areas[shopper.area], shopper.street, shopper.landmark
            )
            address_book.add(user=user, entry=entry)


def _live(demo: DemoOrder, what: Happening, made: dict[int, Order], clerk: Clerk, now: datetime) -> None:
    """One step: done, its jobs done, moved to its time. The order that still waits stays in the present."""
    since = database_now()
    order = made[what.number] = clerk.act(demo, what.step, made.get(what.number), at=what.at)
    _work_off(order, with_letters=demo.shopper == market.shoppers()[0])
    if demo.story != "waiting":
        backdate(order, what.step.verb, since=since, by=since - what.at)


def _work_off(order: Order, *, with_letters: bool) -> None:
    """Do the jobs that the step left, as the workers would; mails are noted as sent and go to nobody."""
    due = Job.objects.filter(request_id=BATCH, state="ready", run_at__lte=DatabaseNow()).exclude(kind=MAIL)
    while job := due.order_by("pk").first():
        if job.kind.startswith(LETTERS) and not with_letters:
            job.delete()
        elif (outcome := work.run(job.pk, job.queue)) != "done":
            raise RuntimeError(f"{job.kind} of a demo order ended as {outcome}")
    Email.objects.filter(reference=order.public_id, sent_at=None).update(sent_at=DatabaseNow())
    Job.objects.filter(request_id=BATCH, kind=MAIL).delete()
