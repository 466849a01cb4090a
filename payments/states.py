"""Lives of a payment, and of all that belongs to one."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from commerce.kernel.states import transitions


class PaymentState(TextChoices):
    DUE = "due", _("not paid")
    AUTHORISED = "authorised", _("promised")
    CAPTURED = "captured", _("paid")
    CANCELLED = "cancelled", _("cancelled")


PAYMENT_MOVES = transitions(
    {
        PaymentState.DUE: {PaymentState.AUTHORISED, PaymentState.CAPTURED, PaymentState.CANCELLED},
        # An authorisation that lapses leaves the amount due again.
        PaymentState.AUTHORISED: {PaymentState.CAPTURED, PaymentState.CANCELLED, PaymentState.DUE},
        # Money that arrives after all is still ours to know of, and to give back.
        PaymentState.CANCELLED: {PaymentState.CAPTURED},
        PaymentState.CAPTURED: set(),
    }
)


class AttemptState(TextChoices):
    CREATED = "created", _("not sent yet")
    SENT = "sent", _("outcome unknown")
    OPEN = "open", _("waiting for the shopper")
    LEFT = "left", _("being closed: another way was chosen")
    AUTHORISED = "authorised", _("promised")
    CAPTURED = "captured", _("paid")
    DECLINED = "declined", _("declined")
    EXPIRED = "expired", _("given up")
    MISMATCH = "mismatch", _("amounts differ")
    SURPLUS = "surplus", _("paid twice, given back")


# A provider's word can come late: an attempt that was given up or declined here may have been paid there.
PAID_SOMEHOW: set[str] = {AttemptState.CAPTURED, AttemptState.SURPLUS, AttemptState.MISMATCH}
ENDINGS: set[str] = {AttemptState.AUTHORISED, AttemptState.DECLINED, AttemptState.EXPIRED} | PAID_SOMEHOW
ATTEMPT_MOVES = transitions(
    {
        AttemptState.CREATED: {AttemptState.SENT, AttemptState.EXPIRED},
        AttemptState.SENT: {AttemptState.OPEN, AttemptState.LEFT} | ENDINGS,
        AttemptState.OPEN: {AttemptState.LEFT} | ENDINGS,
        AttemptState.LEFT: ENDINGS,
        AttemptState.AUTHORISED: {AttemptState.EXPIRED} | PAID_SOMEHOW,
        AttemptState.EXPIRED: PAID_SOMEHOW,
        AttemptState.DECLINED: PAID_SOMEHOW,
    }
)
# What the shopper may still be paying in: one of a payment.
UNFINISHED = [AttemptState.CREATED, AttemptState.SENT, AttemptState.OPEN]
# What a provider has to be asked about.
UNSETTLED = [*UNFINISHED, AttemptState.LEFT]


class TransferState(TextChoices):
    WAITING = "waiting", _("waited for")
    SHOWN = "shown", _("slip to check")
    RECEIVED = "received", _("money is there")
    REFUSED = "refused", _("slip refused")
    CLOSED = "closed", _("not waited for any more")


TRANSFER_MOVES = transitions(
    {
        TransferState.WAITING: {TransferState.SHOWN, TransferState.RECEIVED, TransferState.CLOSED},
        TransferState.SHOWN: {TransferState.RECEIVED, TransferState.REFUSED, TransferState.CLOSED},
        TransferState.REFUSED: {TransferState.SHOWN, TransferState.RECEIVED, TransferState.CLOSED},
        # Money that arrives after all is still ours to know of.
        TransferState.CLOSED: {TransferState.RECEIVED},
        TransferState.RECEIVED: set(),
    }
)


class PromiseState(TextChoices):
    TO_CONFIRM = "to_confirm", _("to be called")
    CONFIRMED = "confirmed", _("confirmed")
    REFUSED = "refused", _("refused")
    ENDED = "ended", _("ended")


PROMISE_MOVES = transitions(
    {
        PromiseState.TO_CONFIRM: {PromiseState.CONFIRMED, PromiseState.REFUSED, PromiseState.ENDED},
        PromiseState.CONFIRMED: {PromiseState.ENDED},
        PromiseState.REFUSED: set(),
        PromiseState.ENDED: set(),
    }
)


class CollectionState(TextChoices):
    EXPECTED = "expected", _("to be collected")
    COLLECTED = "collected", _("with the courier")
    REMITTED = "remitted", _("passed on to us")
    REFUSED = "refused", _("not paid")


COLLECTION_MOVES = transitions(
    {
        CollectionState.EXPECTED: {CollectionState.COLLECTED, CollectionState.REFUSED},
        CollectionState.COLLECTED: {CollectionState.REMITTED},
        CollectionState.REMITTED: set(),
        CollectionState.REFUSED: set(),
    }
)


class RefundState(TextChoices):
    CREATED = "created", _("to be sent")
    SENT = "sent", _("outcome unknown")
    PENDING = "pending", _("on its way")
    DONE = "done", _("refunded")
    FAILED = "failed", _("failed")


REFUND_MOVES = transitions(
    {
        RefundState.CREATED: {RefundState.SENT, RefundState.FAILED},
        RefundState.SENT: {RefundState.PENDING, RefundState.DONE, RefundState.FAILED},
        RefundState.PENDING: {RefundState.DONE, RefundState.FAILED},
        # Banks return money after "succeeded", too.
        RefundState.DONE: {RefundState.FAILED},
        RefundState.FAILED: set(),
    }
)


class RequestState(TextChoices):
    OPEN = "open", _("open")
    PAID = "paid", _("paid")
    EXPIRED = "expired", _("expired")
    WITHDRAWN = "withdrawn", _("withdrawn")


REQUEST_MOVES = transitions(
    {
        RequestState.OPEN: {RequestState.PAID, RequestState.EXPIRED, RequestState.WITHDRAWN},
        # Money that arrives after all was asked for, and is told as what it is: late.
        RequestState.EXPIRED: {RequestState.PAID},
        RequestState.WITHDRAWN: {RequestState.PAID},
        RequestState.PAID: set(),
    }
)


class DisputeState(TextChoices):
    WARNING = "warning", _("inquiry: nothing is taken")
    NEEDS_RESPONSE = "needs_response", _("waits for our answer")
    UNDER_REVIEW = "under_review", _("being decided")
    WON = "won", _("won")
    LOST = "lost", _("lost")
    ACCEPTED = "accepted", _("accepted: the shopper has the money")


# What waits for somebody's decision, and what the shopper has for good.
DISPUTES_OPEN = [DisputeState.WARNING, DisputeState.NEEDS_RESPONSE, DisputeState.UNDER_REVIEW]
DISPUTES_LOST = [DisputeState.LOST, DisputeState.ACCEPTED]
_DECIDED: set[str] = {DisputeState.WON, DisputeState.LOST, DisputeState.ACCEPTED}
# Banks take up again what was decided: another round, or another end. Nothing becomes a mere inquiry again.
DISPUTE_MOVES = transitions(
    {
        DisputeState.WARNING: {DisputeState.NEEDS_RESPONSE, DisputeState.UNDER_REVIEW} | _DECIDED,
        DisputeState.NEEDS_RESPONSE: {DisputeState.UNDER_REVIEW} | _DECIDED,
        DisputeState.UNDER_REVIEW: {DisputeState.NEEDS_RESPONSE} | _DECIDED,
        DisputeState.WON: {DisputeState.NEEDS_RESPONSE, DisputeState.UNDER_REVIEW, DisputeState.LOST},
        DisputeState.LOST: {DisputeState.NEEDS_RESPONSE, DisputeState.UNDER_REVIEW, DisputeState.WON},
        DisputeState.ACCEPTED: {DisputeState.WON},
    }
)
