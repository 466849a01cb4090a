"""Rates too far from the last one: kept for staff, who take or refuse them."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from commerce.kernel.clock import database_now

from ..errors import AlreadyAnswered, StaleRate
from ..models import Jump, Rate
from ..states import Answer
from .latest import one_writer


def hold(*, base: str, quote: str, rate: Decimal, source: str, day: date, last: Rate) -> Jump | None:
    """Keep it for staff; the one that waited for the pair before is replaced. Within the writer's transaction.

    The same value said again is one jump, whose `seen_at` moves on. None when staff refused this very value and the
    source has said nothing else since: they are not asked every hour.
    """
    newest = Jump.objects.filter(base=base, quote=quote).order_by("-id").first()
    says_again = newest is not None and (newest.rate, newest.source) == (rate, source)
    if newest and says_again and newest.answer == Answer.REFUSED:
        return None
    if newest and says_again and newest.answer == Answer.WAITING:
        Jump.objects.filter(pk=newest.pk).update(seen_at=Now(), date=day)
        return newest
    _close(base, quote, Answer.REPLACED)
    return Jump.objects.create(base=base, quote=quote, rate=rate, source=source, date=day, against=last)


def withdraw(*, base: str, quote: str) -> None:
    """The source says something believable again. Within the writer's transaction."""
    _close(base, quote, Answer.WITHDRAWN)


def _close(base: str, quote: str, answer: Answer) -> None:
    waiting = Jump.objects.filter(base=base, quote=quote, answer=Answer.WAITING)
    waiting.update(answer=answer, answered_at=Now(), actor="clock")


def take(*, jump: Jump, actor: str) -> Rate:
    """The rate counts, as of the moment the source last said it. Raises AlreadyAnswered, or StaleRate when that is
    longer ago than RATE_MAX_HOURS."""
    with one_writer():
        _answer(jump, Answer.TAKEN, actor)
        jump.refresh_from_db()
        if is_too_old(jump):
            raise StaleRate(_("The source said this too long ago. Ask it again, or set a rate by hand."))
        return Rate.objects.create(
            base=jump.base, quote=jump.quote, rate=jump.rate, date=jump.date, source=jump.source,
            fetched_at=jump.seen_at, actor=actor, note=_("Confirmed: it differed much from the rate before."),
        )  # fmt: skip


def refuse(*, jump: Jump, actor: str) -> None:
    """The rate is not taken, and not asked about again until the source says another. Raises AlreadyAnswered."""
    with one_writer():
        _answer(jump, Answer.REFUSED, actor)
    jump.refresh_from_db()


def is_too_old(jump: Jump) -> bool:
    """Whether a rate of that moment could not be used any more."""
    return (database_now() - jump.seen_at).total_seconds() > settings.RATE_MAX_HOURS * 3600


def _answer(jump: Jump, answer: Answer, actor: str) -> None:
    waiting = Jump.objects.filter(pk=jump.pk, answer=Answer.WAITING)
    if not waiting.update(answer=answer, answered_at=Now(), actor=actor):
        raise AlreadyAnswered(_("This was answered meanwhile, or the source says something else by now."))
