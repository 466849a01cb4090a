"""From a placed order to the provider's page and back."""

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse

from catalog.domain import reservations
from commerce.currencies.queries.exchange import Exchange
from commerce.jobs.domain import enqueue, limits
from commerce.kernel.money import Money
from payments.domain import bills, charge, methods, transfers
from payments.domain.bills import Share
from payments.domain.charge import Started
from payments.models import PaymentAttempt
from payments.states import UNSETTLED

from ..models import Order
from ..states import OrderState
from . import settle
from .place_order import FEE, MARKET

EXTEND = """
UPDATE orders_order SET due_until = greatest(due_until, clock_timestamp() + make_interval(mins => %s))
 WHERE id = %s AND state = 'pending'
"""


def start_payment(*, order: Order, method: str, who: str, form: str = "hosted", back: str = "") -> Started | None:
    """Where the shopper goes to pay; None when nothing is to be paid any more.

    One order is open at one place: another method closes what was begun, and whoever asks for the provider's own page
    gets it once fields that were open in ours are closed. Goods stay held for ten more minutes at least. `back` is the
    whole address to come back to, where that is not the order's own. Raises
    TooOften, NotFound (no such method), NoRate, NothingToPay, Declined, Misconfigured, ProviderAway.
    """
    if order.total_minor == 0:
        charge.settle_without_charge(payment=order.payment, actor="shop")
        settle.settle(order=order)
        return None
    if not order.is_to_be_paid and order.state != OrderState.EXPIRED:
        return None
    limits.take(f"pay:{who}", per_minute=settings.PAYMENT_STARTS_PER_MINUTE)
    way, offered = methods.way_of(name=method, purchase=purchase(order), form=form)
    freeze(order=order, exchange=offered.exchange)
    refee(order=order, fee=offered.fee)
    attempt = _attempt(order, way, back)
    if form == "hosted" and attempt.form == "element":
        charge.give_up(attempt=attempt, actor="shopper")
        attempt = _attempt(order, way, back)
    keep(order=order)
    started = charge.send(attempt=attempt, actor="shopper")
    if attempt.provider == transfers.NAME:
        name = f"transfer:{attempt.public_id}"
        enqueue("orders.send_transfer_details", dedupe=name, order=order.public_id)
    return started


def purchase(order: Order) -> methods.Purchase:
    """What an order asks of a way of paying."""
    has_downloads = any(line.is_digital for part in order.parts.all() for line in part.lines.all())
    frozen = Exchange.from_kept(order.exchange) if order.exchange else None
    amount = order.total - Money(order.fee_minor, order.currency)
    return methods.Purchase(amount, order.shipping_address.get("country", ""), has_downloads, frozen)


def freeze(*, order: Order, exchange: Exchange | None) -> None:
    """The order keeps the first rate that its shopper agreed to."""
    if exchange is not None and order.exchange is None:
        order.exchange = exchange.kept()
        order.save(update_fields=["exchange"])


def refee(*, order: Order, fee: Money) -> None:
    """The order costs what its way of paying costs: another fee changes its total and its bill. Raises NothingToPay."""
    if order.fee_minor == fee.minor:
        return
    with transaction.atomic():
        locked = Order.objects.select_for_update().get(pk=order.pk)
        bills.rebill(payment=locked.payment, fee=Share(MARKET, FEE, fee.minor))
        locked.total_minor += fee.minor - locked.fee_minor
        locked.fee_minor = fee.minor
        locked.save(update_fields=["total_minor", "fee_minor"])
    order.refresh_from_db(fields=["total_minor", "fee_minor"])


def _attempt(order: Order, way: charge.Way, back: str) -> PaymentAttempt:
    if order.method != way.provider:
        Order.objects.filter(pk=order.pk).update(method=way.provider)
        order.method = way.provider
    return charge.open_attempt(
        payment=order.payment, way=way, return_url=back or _address("orders:payment_return", order),
        cancel_url=back or _address("orders:payment_left", order), actor="shopper",
    )  # fmt: skip


def keep(*, order: Order, minutes: int = 0) -> None:
    """Payment begins, or is asked for: the goods are kept while money may move, for `minutes` at least."""
    usual = methods.hold_minutes(order.method) if order.method else 0
    minutes = max(settings.HOLD_PAYMENT_MINUTES, usual, minutes)
    with connection.cursor() as cursor:
        cursor.execute(EXTEND, [minutes, order.pk])
    reservations.extend(checkout=order.checkout, minutes=minutes)


def look(*, order: Order, actor: str = "shopper") -> Order:
    """Ask the provider how the order's payment stands and settle accordingly. Raises ProviderAway."""
    for attempt in PaymentAttempt.objects.filter(payment=order.payment, state__in=UNSETTLED):
        charge.check(attempt=attempt, actor=actor)
    return settle.settle(order=order)


def _address(name: str, order: Order) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=[order.public_id])}"
