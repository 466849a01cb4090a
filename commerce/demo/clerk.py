"""Does one step of a demo order by the domain function that the shop itself uses for it."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from cart.domain import basket
from cart.queries.contents import contents
from catalog.models import Download
from commerce.accounts.domain import addresses
from commerce.accounts.models import Area, User
from commerce.jobs.domain import enqueue
from commerce.kernel.clock import DatabaseNow
from commerce.kernel.money import Money
from commerce.kernel.staff.access import STAFF_ACTOR
from orders.domain import cancel, checkout, downloads, expire, fulfil, pay, refunds
from orders.domain.place_order import Buyer, place_order
from orders.models import Order, SellerOrder
from payments.domain.methods import Purchase, methods_for
from vendors.sellers.models import Seller
from vendors.shipping.queries import rates

from . import paper_money
from .history import DemoOrder, Step
from .load_people import STAFF

NEVER_PAID = ("waiting", "not-paid", "thought-again")
CARRIER = "Demerara Couriers"


class Clerk:
    """`variants` are public ids by SKU."""

    def __init__(self, variants: dict[str, str]) -> None:
        self.variants = variants
        self.office = STAFF_ACTOR + User.objects.get(email=STAFF).public_id

    def act(self, demo: DemoOrder, step: Step, order: Order | None, *, at: datetime) -> Order:
        """Take the step; the order as it is then."""
        if order is None:
            order = self.place(demo, at)
        else:
            getattr(self, step.verb)(order, step)
        order.refresh_from_db()
        return order

    def place(self, demo: DemoOrder, at: datetime) -> Order:
        shopper = demo.shopper
        user = None if demo.guest else User.objects.get(email=shopper.email)
        area = Area.objects.filter(code=shopper.area).select_related("parent__parent").first()
        cart = basket.obtain(user=user, token="")
        for sku, pieces in demo.things:
            basket.add(cart=cart, variant=self.variants[sku], quantity=pieces)
        row = checkout.begin(cart=cart, country=shopper.country)
        buyer = _buyer(demo, area)
        typed = {"email": buyer.email, "full_name": buyer.full_name, "phone": buyer.phone, "area_id": buyer.area_id}
        checkout.remember(checkout=row, typed={**typed, "street": shopper.street, "landmark": shopper.landmark})
        agreed = contents(cart=cart, country=shopper.country, area_id=buyer.area_id).total
        method = _method(agreed) if demo.story in NEVER_PAID else paper_money.NAME
        order = place_order(checkout=row, buyer=buyer, user=user, method=method, agreed=agreed)
        _promise_from(order, buyer, at)
        return order

    def pay(self, order: Order, step: Step) -> None:
        pay.start_payment(order=order, method=order.method, who=order.public_id)
        pay.look(order=order)

    def fetch(self, order: Order, step: Step) -> None:
        products = order.lines.filter(is_digital=True).values("variant__product")
        for file in Download.objects.filter(product__in=products).order_by("pk"):
            downloads.fetch(order=order, download=file.public_id, actor="shopper")

    def ship(self, order: Order, step: Step) -> None:
        for part in _chosen(order, step):
            number = f"DC{order.number}{part.position}GY"
            fulfil.ship(part=part, actor=self.office, carrier=CARRIER, tracking_number=number)

    def deliver(self, order: Order, step: Step) -> None:
        for part in _chosen(order, step):
            fulfil.deliver(part=part, actor=self.office)

    def expire(self, order: Order, step: Step) -> None:
        Order.objects.filter(pk=order.pk).update(due_until=DatabaseNow())
        expire.expire(order=order)

    def cancel(self, order: Order, step: Step) -> None:
        cancel.cancel_order(order=order, actor="shopper", reason=step.words)

    def invite(self, order: Order, step: Step) -> None:
        """The letter that a worker would send days after the last parcel."""
        enqueue("orders.send_review_invitation", order=order.public_id)

    def refund(self, order: Order, step: Step) -> None:
        """A third of the dearest line, in whole dollars."""
        line = order.lines.order_by("-total_minor")[0]
        amount = Money(max(line.total_minor // 300 * 100, 100), order.currency)
        refunds.refund(order=order, amount=amount, actor=self.office, reason=step.words, key="demo")


def _chosen(order: Order, step: Step) -> Iterable[SellerOrder]:
    """Downloads are nobody's to pack."""
    parts = order.parts.select_related("seller").prefetch_related("lines").order_by("position")
    home = order.shipping_address["country"]
    return [
        part for part in parts
        if step.part in (0, part.position) and step.far in (None, part.seller.country != home)
        and not part.is_digital
    ]  # fmt: skip


def _buyer(demo: DemoOrder, area: Area | None) -> Buyer:
    who = demo.shopper
    address = addresses.snapshot_of(
        full_name=who.name, phone=who.phone, country=who.country, area=area, street=who.street, landmark=who.landmark
    )
    return Buyer(who.email, who.name, who.phone, address, who.country, area.pk if area else None)


def _method(total: Money) -> str:
    """What a shopper who has not paid yet would pay with."""
    return next((method.name for method in methods_for(Purchase(total, settings.SHOP_COUNTRY))), paper_money.NAME)


def _promise_from(order: Order, buyer: Buyer, at: datetime) -> None:
    """The days of arrival as they were promised on the day the order was placed."""
    for part in order.parts.exclude(arrives_from_date=None):
        seller = Seller.objects.get(pk=part.seller_id)
        parcels = {seller.public_id: rates.Parcel(Money(part.goods_minor, part.currency))}
        found = rates.answers(parcels=parcels, country=buyer.country, area_id=buyer.area_id)
        if quote := found[seller.public_id].quote:
            first, last = rates.arrival(now=at, dispatch_days=seller.dispatch_days, quote=quote)
            SellerOrder.objects.filter(pk=part.pk).update(arrives_from_date=first, arrives_to_date=last)
