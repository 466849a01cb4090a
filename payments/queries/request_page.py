"""A payment request as its payer reads it. Nothing personal is on it: whoever has the link may look."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.conf import settings

from commerce.kernel.errors import NotFound
from commerce.kernel.money import Money
from vendors.sellers.models import Seller

from ..models import Payment, PaymentRequest
from ..providers.registry import enabled
from ..states import UNFINISHED, PaymentState, RequestState


class Standing(StrEnum):
    """How it stands for the payer: by the money first, then by the link."""

    OPEN = "open"
    PROMISED = "promised"
    PAID = "paid"
    LATE = "late"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


ENDED = {RequestState.EXPIRED: Standing.EXPIRED, RequestState.WITHDRAWN: Standing.WITHDRAWN}


@dataclass(frozen=True)
class Stall:
    """As its awning shows it; frozen, for pieces of pages that are made once."""

    name: str
    url: str
    colour: int


@dataclass(frozen=True)
class RequestPage:
    """`asker` is who asks; `stall` is it where it is a stall. `declined` says why the last try
    did not work; `how` and `paid_at` are of a paid one, `refunded` what went back or is on its way,
    `fee` what the way of paying cost."""

    token: str
    public_id: str
    url: str
    address: str
    asker: str
    stall: Stall | None
    description: str
    note: str
    amount: Money
    until: datetime
    standing: Standing
    ended_at: datetime | None
    declined: str
    how: str
    paid_at: datetime | None
    refunded: Money | None
    fee: Money | None

    @property
    def is_paid(self) -> bool:
        return self.standing in (Standing.PAID, Standing.LATE)

    @property
    def number(self) -> str:
        """Short enough to be read out on the telephone."""
        return self.public_id.removeprefix("prq_")[-8:].upper()


def by_token(token: str) -> PaymentRequest:
    """The request whose link this is, with its payment. Raises NotFound."""
    found = PaymentRequest.objects.filter(token=token).select_related("payment").first()
    if found is None:
        raise NotFound()
    return found


def page(request: PaymentRequest) -> RequestPage:
    payment = request.payment
    stall = _stall(request.payee)
    standing = standing_of(request)
    is_paid = payment.state == PaymentState.CAPTURED
    back = payment.refund_reserved_minor if is_paid else 0
    return RequestPage(
        token=request.token, public_id=request.public_id, url=request.get_absolute_url(), address=request.address,
        asker=stall.name if stall else settings.SHOP_NAME, stall=stall, description=request.description,
        note=request.note, amount=request.amount, until=request.expires_at, standing=standing,
        ended_at=request.ended_at, declined=_declined(payment) if standing == Standing.OPEN else "",
        how=_title(payment.provider) if is_paid else "", paid_at=payment.captured_at if is_paid else None,
        refunded=Money(back, payment.currency) if back else None,
        fee=payment.amount - request.amount if is_paid and payment.amount_minor > request.amount_minor else None,
    )  # fmt: skip


def standing_of(request: PaymentRequest) -> Standing:
    if request.payment.state == PaymentState.CAPTURED:
        return Standing.LATE if request.ended_at and request.is_for_amount else Standing.PAID
    if request.payment.state == PaymentState.AUTHORISED:
        return Standing.PROMISED
    return ENDED.get(RequestState(request.state), Standing.OPEN)


def _stall(payee: str) -> Stall | None:
    seller = Seller.objects.filter(public_id=payee).first()
    return Stall(seller.name, seller.get_absolute_url(), seller.stall_colour) if seller else None


def _declined(payment: Payment) -> str:
    """Of the last try, unless the payer is at another one."""
    last = payment.attempts.last()
    if last is None or (last.state in UNFINISHED and not last.decline_message):
        return ""
    return last.decline_message


def _title(provider_name: str) -> str:
    return next((str(a.capabilities.title) for a in enabled() if a.name == provider_name), provider_name)
