"""How a dispute stands, in sentences: what happened, what can be done, and until when."""

from collections.abc import Iterator

from django.contrib.humanize.templatetags.humanize import naturaltime
from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.money_text import money_text
from commerce.kernel.staff import Notice

from ..domain.answers import ASKS_US
from ..domain.disputes import is_to_be_looked_into
from ..models import Dispute
from ..states import DISPUTES_LOST, DisputeState

# Of both providers; others are shown as the provider writes them.
REASONS = {
    "fraudulent": gettext_lazy("the card holder says that somebody else paid"),
    "unauthorised": gettext_lazy("the account's holder says that somebody else paid"),
    "product_not_received": gettext_lazy("it did not arrive"),
    "merchandise_or_service_not_received": gettext_lazy("it did not arrive"),
    "product_unacceptable": gettext_lazy("it is not as described"),
    "merchandise_or_service_not_as_described": gettext_lazy("it is not as described"),
    "credit_not_processed": gettext_lazy("a refund that was promised did not come"),
    "duplicate": gettext_lazy("it was charged twice"),
    "subscription_canceled": gettext_lazy("it was cancelled before"),
    "unrecognized": gettext_lazy("the card holder does not recognise it"),
    "general": gettext_lazy("no reason is given"),
}


# What a line of the history says beside the names of states.
STEPS = {
    "answered": gettext_lazy("answer written"), "sent": gettext_lazy("answer sent"),
    "not_taken": gettext_lazy("answer not taken by the provider"), "accepting": gettext_lazy("given up by us"),
    "noted": gettext_lazy("dealt with"),
}  # fmt: skip


def step(word: str) -> str:
    return str(STEPS[word] if word in STEPS else DisputeState(word).label)


def reason(dispute: Dispute) -> str:
    return str(REASONS.get(dispute.reason, dispute.reason.replace("_", " ")))


def due(dispute: Dispute) -> str:
    """When the answer has to be there, in words; empty when none is asked for, or it is given."""
    if dispute.due_at is None or dispute.answered_at or dispute.state not in ASKS_US:
        return ""
    words = {"day": date_format(localtime(dispute.due_at), "DATETIME_FORMAT"), "ago": naturaltime(dispute.due_at)}
    if dispute.due_at < now():
        return _("overdue since %(day)s") % words
    return _("%(day)s, %(ago)s") % words


def notices(dispute: Dispute) -> Iterator[Notice]:
    yield happened(dispute)
    if dispute.error:
        yield Notice("problem", _("The provider did not do what we asked for: %(why)s") % {"why": dispute.error})
    yield from can_do(dispute)
    if dispute.uncovered:
        yield own_loss(dispute)


# The kind of the notice, and the words, by the state.
HAPPENED = {
    DisputeState.WARNING: (
        "warning", gettext_lazy("What happened: the bank asks about %(amount)s: %(why)s. Nothing is taken."),
    ),
    DisputeState.NEEDS_RESPONSE: ("problem", gettext_lazy(
        "What happened: the shopper has asked their bank for %(amount)s: %(why)s. %(provider)s has taken %(taken)s "
        "from us, and a fee of %(fee)s. The sellers' shares of it are frozen."
    )),
    DisputeState.UNDER_REVIEW: ("info", gettext_lazy(
        "What happened: our side is with the bank, which decides about %(amount)s. It can take two months."
    )),
    DisputeState.WON: (
        "success", gettext_lazy("What happened: it ended for us. Nothing is taken, and the shares are free."),
    ),
    DisputeState.ACCEPTED: ("info", gettext_lazy(
        "What happened: we have accepted it. The shopper keeps %(taken)s, and the sellers paid their shares."
    )),
    DisputeState.LOST: ("problem", gettext_lazy(
        "What happened: it was lost. The shopper keeps %(taken)s, and the sellers have paid their shares of it."
    )),
}  # fmt: skip


def happened(dispute: Dispute) -> Notice:
    words = {
        "amount": money_text(dispute.amount), "why": reason(dispute), "fee": money_text(dispute.fee),
        "taken": money_text(dispute.withdrawn), "provider": dispute.provider.capitalize(),
    }  # fmt: skip
    if dispute.state == DisputeState.WON and dispute.withdrawn_minor:
        return Notice("warning", _("What happened: it was won, and %(taken)s are on their way back to us.") % words)
    kind, told = HAPPENED[DisputeState(dispute.state)]
    return Notice(kind, str(told) % words)


def can_do(dispute: Dispute) -> Iterator[Notice]:
    if dispute.payment is None:
        yield unknown(dispute)
    if dispute.state in ASKS_US and dispute.accepted_at:
        yield Notice("warning", _("We have given it up and heard nothing from the provider. Ask now, or accept again."))
    elif dispute.state in ASKS_US and dispute.answered_at is None:
        yield answer_or_accept(dispute)
    elif dispute.answered_at and dispute.sent_at is None:
        yield Notice("warning", _("The answer is written and not sent yet. It is sent by itself; or ask now."))


def answer_or_accept(dispute: Dispute) -> Notice:
    until = due(dispute)
    first = _("What you can do, until %(until)s: ") % {"until": until} if until else _("What you can do: ")
    if dispute.due_at and dispute.due_at < now():
        first = _("The answer is %(until)s; it may not count any more. What you can do: ") % {"until": until}
    told = _(
        "add files that prove your side, then answer. The answer can be sent once. Or accept it, when the shopper is "
        "right."
    )
    if dispute.state == DisputeState.WARNING:
        told = _(
            "answer, once, with files that prove your side. Or refund the payment, so that no dispute comes of it: "
            "that costs no fee."
        )
    return Notice("warning", first + told)


def unknown(dispute: Dispute) -> Notice:
    told = _(
        "This charge (%(charge)s) is none that the shop has made, so nothing is booked. What you can do: look it up "
        "at %(provider)s. Was it made there by hand, or by another shop of this account? Answer it there or here, then "
        "say that it is dealt with. It is looked for again each time the provider is asked."
    )
    kind = "problem" if is_to_be_looked_into(dispute) else "info"
    return Notice(kind, told % {"charge": dispute.charge_ref, "provider": dispute.provider.capitalize()})


def own_loss(dispute: Dispute) -> Notice:
    amount = money_text(dispute.uncovered)
    if dispute.state in DISPUTES_LOST:
        told = _(
            "%(amount)s of it had gone back to the shopper before, by a refund. So the shopper has that twice, and it "
            "is the market's own loss. What you can do: write to the shopper and ask for it, and note here what came "
            "of it."
        )
        return Notice("problem", told % {"amount": amount})
    told = _(
        "%(amount)s of it were promised back to the shopper before the dispute came. Tell the bank so: send the "
        "refund's number as evidence. Should the dispute be lost, that amount is the market's own loss."
    )
    return Notice("problem", told % {"amount": amount})
