"""What is planned for a product, in words, and what came of earlier plans."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from commerce.kernel.money import Money
from commerce.kernel.money_text import money_text
from commerce.kernel.staff.who import named

from ..models import Product, PublicationTimes, ScheduledPrice, ScheduleEvent

SHOWN = 30


@dataclass(frozen=True)
class Entry:
    """One line of a history."""

    title: str
    text: str
    actor: str
    at: datetime


@dataclass(frozen=True)
class Planned:
    """A price that waits or runs: `key` is its row."""

    key: int
    kind: str
    words: str
    variant: str
    price: Money


def standing(scheduled: ScheduledPrice) -> tuple[str, str]:
    """waiting, running, over or never, and the same in words."""
    begins, ends = moment(scheduled.starts_at), scheduled.ends_at
    if scheduled.is_waiting:
        words = _("From %(begin)s until %(end)s") if ends else _("From %(begin)s on")
        return "waiting", words % {"begin": begins, "end": moment(ends) if ends else ""}
    if scheduled.is_running:
        return "running", _("Runs until %(end)s") % {"end": moment(ends) if ends else ""}
    if scheduled.began_at is None:
        return "never", _("Never began")
    return "over", _("Over")


def planned(product: Product) -> list[Planned]:
    """Prices of the product that wait or run, the next first. One statement."""
    rows = ScheduledPrice.objects.filter(variant__product=product, ended_at=None).select_related("variant__product")
    return [
        Planned(row.pk, *standing(row), row.variant.option_text or row.variant.sku,
                Money(row.price_minor, row.currency))
        for row in rows.order_by("starts_at")
    ]  # fmt: skip


def times_text(times: PublicationTimes | None) -> str:
    """What is ahead, as a sentence; empty when nothing is."""
    if times is None:
        return ""
    begin = moment(times.publish_from) if times.publish_from else ""
    end = moment(times.take_down_at) if times.take_down_at else ""
    if begin and end:
        return _("It goes on sale %(begin)s and off sale %(end)s.") % {"begin": begin, "end": end}
    if begin:
        return _("It goes on sale %(begin)s.") % {"begin": begin}
    return _("It goes off sale %(end)s.") % {"end": end}


def history(product: Product) -> list[Entry]:
    """What was planned and what happened, newest first. Two statements at most."""
    found = list(ScheduleEvent.objects.filter(subject=product.public_id).order_by("-id")[:SHOWN])
    who = named(event.actor for event in found)
    return [Entry(event.get_kind_display(), _text(event), who[event.actor], event.at) for event in found]


def _text(event: ScheduleEvent) -> str:
    amounts = [event.before_minor, event.after_minor]
    parts = [
        event.option_text,
        " → ".join(money_text(Money(each, event.currency)) for each in amounts if each is not None),
    ]
    parts += [_("from %(begin)s") % {"begin": moment(event.begins)}] if event.begins else []
    parts += [_("until %(end)s") % {"end": moment(event.ends)}] if event.ends else []
    return " · ".join(part for part in parts if part)


def moment(value: datetime) -> str:
    """`Thu 26 Nov 2026 09:00` in the market's time."""
    return date_format(localtime(value), "D j M Y H:i")
