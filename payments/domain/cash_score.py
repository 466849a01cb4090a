"""How likely it is that nobody opens the door: signs in what was ordered before under this phone or address.

The points are ours, to begin with; a shop sees which signs were right and sets the two thresholds accordingly.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_noop

from commerce.kernel.clock import DatabaseNow
from commerce.kernel.money import Money

from ..models import CashPromise, Collection
from ..states import CollectionState, PromiseState

DAY = timedelta(days=1)
REFUSED_BEFORE, MOST_REFUSED = 40, 80
OPEN_NOW, MANY_TODAY, UNKNOWN, DEAR, NO_PHONE = 30, 40, 15, 35, 60
OPEN_LIMIT, DAY_LIMIT = 2, 3


@dataclass(frozen=True)
class Score:
    """`points` from 0 to 100; `signs` are message ids, to be translated where they are read."""

    points: int
    signs: list[str]


def score(*, phone: str, email: str, amount: Money) -> Score:
    """Of an order that is to be paid at the door. Reads; three statements."""
    theirs = Q(promise__phone=phone) | Q(promise__email=email) if phone else Q(promise__email=email)
    mine = Q(phone=phone) | Q(email=email) if phone else Q(email=email)
    ended = Collection.objects.filter(theirs)
    refused = ended.filter(state=CollectionState.REFUSED).count()
    paid = ended.filter(state__in=[CollectionState.COLLECTED, CollectionState.REMITTED]).exists()
    open_now = CashPromise.objects.filter(mine, state__in=[PromiseState.TO_CONFIRM, PromiseState.CONFIRMED]).count()
    today = CashPromise.objects.filter(mine, created_at__gt=DatabaseNow() - DAY).count()
    found = [
        (min(REFUSED_BEFORE * refused, MOST_REFUSED), gettext_noop("A parcel was refused before.")),
        (OPEN_NOW if open_now >= OPEN_LIMIT else 0, gettext_noop("Several orders are still to be paid at the door.")),
        (MANY_TODAY if today >= DAY_LIMIT else 0, gettext_noop("Many orders within one day.")),
        (0 if paid else UNKNOWN, gettext_noop("Nothing was paid at this door before.")),
        (DEAR if _is_dear(amount) else 0, gettext_noop("The amount is large.")),
        (0 if phone else NO_PHONE, gettext_noop("There is no phone number.")),
    ]
    return Score(min(sum(points for points, _sign in found), 100), [sign for points, sign in found if points])


def _is_dear(amount: Money) -> bool:
    limit = settings.COD_CALL_FROM
    return bool(limit) and amount >= Money.of(limit, amount.currency)
