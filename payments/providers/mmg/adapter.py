"""MMG behind the six verbs.

Paid is what a look-up calls successful, in the full amount, in Guyana dollars, to our account, under a number that
stands for no other payment. The look-up does not echo our id, so a number comes from a reply that our key opens and
that names our id: a claim (`Notice.learned`), which `fetch_claimed` asks about. There is no call to begin a payment, to
end a page or to give back a part.
"""

import contextlib
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, urlencode

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.money import Money

from ...errors import BadWebhook, Declined, Misconfigured
from ..base import Candidate, Capabilities, Charge, Fetched, Notice, Refunded, RefundOrder, Started
from . import client, keys, tokens
from .answers import Found, candidates_in, found_in
from .clock import wall_clock
from .window import Window, parse

NAME, CURRENCY = "mmg", "GYD"
MOST_CLAIMS = 5  # numbers asked about at once; more than one is a sign of forgery already
HISTORY_PAGES = 50
DUPLICATE = "REVERSAL_FAIL_DUPLICATE"


class MmgProvider:
    name = NAME

    @property
    def capabilities(self) -> Capabilities:
        least, most = settings.MMG_LIMITS
        return Capabilities(
            name=NAME,
            title=gettext_lazy("MMG"),
            note=gettext_lazy("Mobile money of Guyana. You pay on MMG's page, with your phone number and a code."),
            icon="phone",
            currencies=frozenset({CURRENCY}),
            partial_refunds=False,
            whole_units=True,
            receiver=settings.MMG_MERCHANT_ID,
            limits={CURRENCY: (Money.of(least, CURRENCY).minor, Money.of(most, CURRENCY).minor)},
        )

    def start(self, charge: Charge) -> Started:
        """The address of MMG's page; MMG itself is not asked. Repeating it gives another token for the same id, which
        MMG takes once. Raises Declined for an amount it does not take, Misconfigured for keys that do not fit."""
        order = tokens.Order(
            secret_key=settings.MMG_SECRET_KEY,
            dollars=whole_dollars(charge.amount),
            merchant_id=settings.MMG_MERCHANT_ID,
            reference=charge.reference,
            description=charge.description,
            started_unix=client.now_unix(),
            merchant_name=settings.SHOP_NAME,
        )
        try:
            token = tokens.seal(order, keys.public_key())
        except ValueError as error:
            raise Misconfigured(str(error)) from error
        query = {"token": token, "merchantId": settings.MMG_MERCHANT_ID, "X-Client-ID": settings.MMG_CLIENT_ID}
        return Started(charge.reference, f"{settings.MMG_PAGE_URL}?{urlencode(query, safe='=')}")

    def fetch(self, provider_ref: str) -> Fetched:
        """Without a number there is nothing to ask by."""
        return Fetched("open", Money.zero(CURRENCY), provider_ref)

    def fetch_claimed(self, provider_ref: str, amount: Money, numbers: Sequence[str]) -> Fetched:
        """See KnownByNumber. At most MOST_CLAIMS are asked about, so that a flood of forgeries costs a few look-ups."""
        best = self.fetch(provider_ref)
        for number in list(dict.fromkeys(numbers))[:MOST_CLAIMS]:
            told = fetched(provider_ref, _looked_up(number))
            if told.outcome == "captured" and told.amount == amount:
                return told
            best = max(best, told, key=nearness)
        return best

    def capture(self, provider_ref: str, amount: Money, key: str) -> Fetched:
        """MMG sets nothing aside."""
        raise Misconfigured("MMG takes money at once")

    def cancel(self, provider_ref: str) -> Fetched:
        """MMG's page cannot be ended from here. We stop waiting for it; money that still arrives finds its attempt by
        the reply or by hand. Whoever calls this has asked about the numbers it knows of first."""
        return Fetched("expired", Money.zero(CURRENCY), provider_ref)

    def refund(self, order: RefundOrder) -> Refunded:
        """All or nothing; done only when the look-up says so. Raises Declined for a part."""
        found = _looked_up(order.charge_ref)
        if found.status == "reversed":
            return Refunded("done", order.charge_ref)
        if order.provider_ref:
            return Refunded("pending", order.provider_ref)
        if found.status != "successful" or not found.is_ours:
            raise Declined(_("MMG has no payment of ours under this number."), code="nothing_to_reverse")
        if found.amount != order.amount:
            raise Declined(_("MMG gives back whole payments only."), code="full_reversal_only")
        with contextlib.suppress(Duplicate):
            _reverse(order.charge_ref)
        is_back = _looked_up(order.charge_ref).status == "reversed"
        return Refunded("done" if is_back else "pending", order.charge_ref)

    def parse_webhook(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        """A reply, from MMG's POST (JSON or form) or from the query string with which the browser comes back. The same
        token again is the same event; one that was sealed anew is another ring at the door."""
        try:
            token = token_in(body)
            reply = tokens.reply(token, keys.private_key())
        except (tokens.BadToken, UnicodeDecodeError) as error:
            raise BadWebhook("token") from error
        return Notice(
            event_id=hashlib.sha256(token.encode()).hexdigest(),
            kind=f"reply.{reply.result}",
            account="",
            refs=(reply.reference, reply.number) if reply.number else (reply.reference,),
            learned={reply.reference: reply.number} if reply.number else {},
        )

    def candidates(self, amount: Money, since_unix: int, until_unix: int) -> list[Candidate]:
        """From the transaction history. Raises Declined for a period of more than HISTORY_PAGES pages."""
        since, until = wall_clock(since_unix), wall_clock(until_unix)
        rows: list[dict[str, Any]] = []
        for _page in range(HISTORY_PAGES):  # the history is cut into pages by the number of rows before them
            page = client.history(since, until, len(rows))
            if not page:
                return candidates_in(rows, amount, since_unix, until_unix)
            rows += page
        raise Declined(_("MMG lists too many payments. Ask for a shorter time."), code="history_too_long")


class Duplicate(Exception):
    """The reversal was asked for before."""


def _reverse(number: str) -> None:
    try:
        client.reverse(number)
    except Declined as error:
        if error.code == DUPLICATE:
            raise Duplicate from error
        raise


def _looked_up(number: str) -> Found:
    """What MMG says of a number; nothing at all of one that it does not know."""
    try:
        return found_in(number, client.look_up(number), settings.MMG_MERCHANT_ID)
    except Declined:
        return found_in(number, {}, settings.MMG_MERCHANT_ID)


def fetched(provider_ref: str, found: Found) -> Fetched:
    """A look-up in the domain's words. What is not ours or not understood stays open; what ended without money cannot
    be paid under the same id again, so the attempt has ended with it."""
    if found.is_ours and found.amount and found.status == "successful":
        return Fetched(
            outcome="captured", amount=found.amount, reference=provider_ref, charge_ref=found.number,
            receiver=found.account, numbers=found.numbers,
        )  # fmt: skip
    has_ended = found.is_ours and found.status in ("failed", "reversed")
    return Fetched(
        outcome="expired" if has_ended else "open", amount=Money.zero(CURRENCY), reference=provider_ref,
        decline_code=f"mmg_{found.status}" if has_ended else "", receiver=found.account,
    )  # fmt: skip


def nearness(told: Fetched) -> int:
    """Money of another amount, for staff to look at, before an end, before what MMG knows at all."""
    return {"captured": 3, "expired": 2}.get(told.outcome, 1 if told.receiver else 0)


def whole_dollars(amount: Money) -> int:
    """MMG's page takes Guyana dollars without cents, within limits. Raises Declined."""
    least, most = settings.MMG_LIMITS
    if amount.currency != CURRENCY:
        raise Declined(_("MMG takes Guyana dollars only."), code="currency_not_taken")
    if amount.major != int(amount.major):
        raise Declined(_("MMG takes whole dollars only, and this amount has cents."), code="whole_dollars_only")
    if not least <= amount.major <= most:
        raise Declined(_("MMG does not take a payment of this size."), code="outside_limits")
    return int(amount.major)


def token_in(body: bytes) -> str:
    """The token of a JSON object or of form fields. Raises BadToken or UnicodeDecodeError."""
    text = body.decode()
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = {name: values[0] for name, values in parse_qs(text, max_num_fields=20).items()}
    token = found.get("token") if isinstance(found, dict) else None
    if not isinstance(token, str) or not token:
        raise tokens.BadToken("no token")
    return token.strip()


def bank_window() -> Window:
    """When banks take part in payments with MMG, as the settings say. Raises ValueError for days that are none."""
    return parse(settings.MMG_WINDOW, settings.MMG_CLOSED_DAYS, settings.MMG_HOLIDAYS)
