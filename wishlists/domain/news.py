"""Mails about watched wishes: back, or cheaper than at saving; one mail a person and look, once a change."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from commerce.accounts.models import User
from commerce.kernel.errors import NotFound
from commerce.kernel.money import Money
from commerce.kernel.money_text import money_text
from commerce.notifications.domain.emails import BadAddress, queue_email

from ..models import Wish
from ..queries.changes import changed

AT_A_TIME = 500
STOP = Signer(salt="wishlists.news")


@dataclass(frozen=True)
class Thing:
    """A line of the mail; `words` say what changed."""

    title: str
    option_text: str
    url: str
    price: Money
    words: str


def tell() -> int:
    """Look at watched wishes, note how they stand, write to whom it concerns. Returns how many mails were queued."""
    mails: dict[User, list[Wish]] = defaultdict(list)
    with transaction.atomic():
        for wish in changed()[:AT_A_TIME]:
            if _note(wish):
                mails[wish.wish_list.user].append(wish)
        for user, wishes in mails.items():
            _write(user, wishes)
    return len(mails)


def stop_key(user: User) -> str:
    """What the mail's link names the person by; it ends mails and opens nothing."""
    return STOP.sign(user.public_id)


def person_of(key: str) -> User:
    """Raises NotFound for a key that is not ours."""
    try:
        found = User.objects.filter(public_id=STOP.unsign(key)).first()
    except BadSignature:
        found = None
    if found is None:
        raise NotFound(_("This link does not work. Sign in to change your lists."))
    return found


def stop(*, user: User) -> int:
    """End all watching of a person; returns how many things were watched."""
    return Wish.objects.filter(wish_list__user=user, is_watched=True).update(is_watched=False)


def _note(wish: Any) -> bool:
    """Keep how it stands now; whether that is worth a mail. A price is told only while the thing can be had."""
    is_back = wish.can_be_had and not wish.known_available
    is_cheaper = wish.can_be_had and wish.now_minor < wish.known_minor
    known = min(wish.now_minor, wish.price_minor) if wish.can_be_had else wish.known_minor
    wish.is_back, wish.is_cheaper = is_back, is_cheaper
    wish.news += is_back or is_cheaper
    Wish.objects.filter(pk=wish.pk).update(known_available=wish.can_be_had, known_minor=known, news=wish.news)
    return is_back or is_cheaper


def _write(user: User, wishes: list[Any]) -> None:
    first = wishes[0]
    context = {
        "name": user.get_short_name() if user.full_name else "",
        "things": [_thing(wish) for wish in wishes],
        "lists_url": settings.SITE_URL + reverse("wishlists:lists"),
        "stop_url": settings.SITE_URL + reverse("wishlists:news", args=[stop_key(user)]),
    }
    try:
        queue_email(
            template="wish_news", to=user.email, context=context, dedupe=f"wish:{first.public_id}:{first.news}",
            reference=first.wish_list.public_id,
        )  # fmt: skip
    except BadAddress:  # nobody could be written to there
        return


def _thing(wish: Any) -> Thing:
    price = Money(wish.now_minor, wish.currency)
    address = wish.product.get_absolute_url() + (f"?v={wish.variant.public_id}" if wish.variant else "")
    return Thing(wish.title, wish.option_text, settings.SITE_URL + address, price, _words(wish, price))


def _words(wish: Any, price: Money) -> str:
    less = wish.price - price
    if not wish.is_cheaper:
        return _("Back in stock")
    words = _("%(amount)s less than when you saved it") % {"amount": money_text(less)}
    return _("Back in stock, %(words)s") % {"words": words} if wish.is_back else words
