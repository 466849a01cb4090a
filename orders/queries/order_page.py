"""An order as pages, mails and invoices show it, in a fixed number of statements."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.queries import pictures
from catalog.queries.rules import parcel_rules
from commerce.accounts.domain import addresses
from commerce.kernel.money import Money
from vendors.shipping.queries import rates

from ..models import Order, OrderEvent, OrderLine, SellerOrder
from ..models.event import Audience
from ..states import ACCEPTED, OrderState, SellerOrderState
from . import credit_notes, line_files
from .line_reviews import LineReview, of_order
from .progress import Badge, Happening, badge, part_badge, steps

NOT_COMING = (SellerOrderState.DELIVERED, SellerOrderState.RETURNED, SellerOrderState.CANCELLED)


@dataclass(frozen=True)
class Parcel:
    public_id: str
    seller: dict[str, Any]
    badge: Badge
    delivery: dict[str, Any]
    tracking: dict[str, str] | None
    events: list[Happening]
    lines: list[dict[str, Any]]
    packages: int = 1
    total: Money | None = None
    tax: Money | None = None
    is_digital: bool = False


@dataclass(frozen=True)
class OrderPage:
    """Addresses are empty for what cannot be done (any more)."""

    number: str
    public_id: str
    placed_at: datetime
    email: str
    badge: Badge
    payment_badge: Badge | None
    payment_state: str
    pay_note: str
    parcels: list[Parcel]
    subtotal: Money
    delivery: Money
    discount: Money
    fee: Money
    total: Money
    tax_included: Money | None
    refunded: Money | None
    payment_text: str
    address: dict[str, Any]
    url: str
    pay_url: str = ""
    change_url: str = ""
    cancel_url: str = ""
    reorder_url: str = ""
    invoice_url: str = ""
    credit_notes: list[dict[str, Any]] = field(default_factory=list)
    events: list[Happening] = field(default_factory=list)

    @property
    def travels(self) -> bool:
        """Whether anything is brought: not where there is nothing but downloads."""
        return bool(self.delivery.minor) or any(not parcel.is_digital for parcel in self.parcels)

    @property
    def is_in_step(self) -> bool:
        """Whether all parcels are equally far: then the order's state says it for each."""
        return len({parcel.badge for parcel in self.parcels}) == 1

    @property
    def count(self) -> int:
        return sum(line["quantity"] for parcel in self.parcels for line in parcel.lines)


def page(order: Order, *, audience: Iterable[str] = (Audience.EVERYONE,)) -> OrderPage:
    """What a reader of `audience` may see of an order that `load` brought."""
    payment, currency = order.payment, order.currency
    refunded = Money(payment.refund_reserved_minor, currency) if payment.refund_reserved_minor else None
    ways = _ways(order)
    reviews = of_order(order)
    files = {part.pk for part in order.parts.all() if part.is_digital}
    return OrderPage(
        number=order.number, public_id=order.public_id, placed_at=order.placed_at, email=order.email,
        badge=badge(order), payment_badge=None,
        payment_state="waiting" if order.state == OrderState.PENDING else "paid",
        pay_note=_pay_note(order), parcels=[_parcel(part, order, reviews) for part in order.parts.all()],
        subtotal=Money(order.goods_minor, currency), delivery=Money(order.shipping_minor, currency),
        discount=Money(order.discount_minor, currency), fee=Money(order.fee_minor, currency), total=order.total,
        tax_included=Money(order.tax_minor, currency) if order.tax_minor else None, refunded=refunded,
        payment_text=_payment_text(order), address=addresses.told(order.shipping_address),
        events=[_happening(event, files) for event in order.events.all() if event.audience in set(audience)],
        credit_notes=_credit_notes(order) if refunded else [], **ways,
    )  # fmt: skip


def link(order: Order, name: str = "orders:order") -> str:
    """The address for a letter: its key opens the order without an account, and is left out of the address then."""
    return link_to(order, reverse(name, args=[order.public_id]))


def link_to(order: Order, path: str) -> str:
    """The same for a page of the order."""
    return f"{settings.SITE_URL}{path}?key={order.token}"


def replace_parcels(page: OrderPage, parcels: list[Parcel]) -> OrderPage:
    """The same page with these parcels only."""
    return replace(page, parcels=parcels)


def _ways(order: Order) -> dict[str, str]:
    def to(name: str) -> str:
        return reverse(name, args=[order.public_id])

    found = {"url": to("orders:order"), "reorder_url": to("orders:reorder")}
    if order.is_to_be_paid:
        found["pay_url"] = to("orders:payment")
    if order.state == OrderState.PENDING:
        found["change_url"] = to("orders:change")
    if order.can_be_cancelled:
        found["cancel_url"] = to("orders:cancellation")
    if order.paid_at:
        found["invoice_url"] = to("orders:invoice")
    return found


def _credit_notes(order: Order) -> list[dict[str, Any]]:
    return [
        {"number": note.number, "seller": note.seller.name, "amount": note.amount,
         "url": reverse("orders:credit_note", args=[order.public_id, note.public_id])}
        for note in credit_notes.issued(order)
    ]  # fmt: skip


def _parcel(part: SellerOrder, order: Order, reviews: dict[str, LineReview]) -> Parcel:
    seller = part.seller
    return Parcel(
        public_id=part.public_id,
        seller={
            "name": seller.name,
            "url": seller.get_absolute_url(),
            "colour": seller.stall_colour,
            "hue": seller.stall_hue,
        },
        badge=part_badge(part, order),
        delivery={"text": _when(part, order), "price": Money(part.shipping_minor, part.currency)},
        tracking=_tracking(part),
        events=steps(part, order),
        lines=[_line(line, order, part) | {"review": reviews.get(line.public_id)} for line in part.lines.all()],
        packages=part.packages,
        total=part.total,
        tax=Money(part.tax_minor, part.currency) if part.tax_minor else None,
        is_digital=part.is_digital,
    )


def _line(line: OrderLine, order: Order, part: SellerOrder) -> dict[str, Any]:
    product = line.variant.product if line.variant else None
    return {
        "title": line.product_title, "url": product.get_absolute_url() if product else "",
        "option_text": line.option_text, "quantity": line.quantity, "unit_price": line.unit, "total": line.total,
        "picture": pictures.view(product.lead_picture if product else None, line.product_title), "sku": line.sku,
        "rules": parcel_rules(hazard=line.hazard, packages=line.packages),
        "files": line_files.files(line, order) if line.is_digital and order.is_open_for_fetching(part) else None,
    }  # fmt: skip


def _when(part: SellerOrder, order: Order) -> str:
    """When it arrives; nothing once it has, or when it never will."""
    comes = order.state in (OrderState.PENDING, *ACCEPTED) and part.state not in NOT_COMING
    if not comes or part.arrives_from_date is None:
        return ""
    return rates.arrival_text(part.arrives_from_date, part.arrives_to_date or part.arrives_from_date)


def _tracking(part: SellerOrder) -> dict[str, str] | None:
    if not part.tracking_number:
        return None
    return {"text": f"{part.carrier} {part.tracking_number}".strip(), "url": part.tracking_url}


def _happening(event: OrderEvent, digital: Container[int | None]) -> Happening:
    """`digital` are the keys of parts that are downloads only."""
    words = {
        ("order", "confirmed"): _("Order confirmed"),
        ("order", "paid"): _("Payment received"),
        ("order", "cancelled"): _("Order cancelled"),
        ("order", "expired"): _("Not paid in time: your things went back to the stalls"),
        ("order", "unfillable"): _("Sold out before the payment arrived"),
        ("parcel", "confirmed"): _("The stall packs your parcel"),
        ("parcel", "shipped"): _("Parcel sent"),
        ("parcel", "delivered"): _("Parcel delivered"),
        ("parcel", "returned"): _("Parcel came back to the stall"),
        ("parcel", "cancelled"): _("Parcel cancelled"),
        ("placed", ""): _("Order placed"),
        ("refund", ""): _("Money sent back"),
        ("disputed", ""): _("The shopper's bank disputes the payment"),
        ("dispute_ended", ""): _("The dispute of the payment has ended"),
        ("fetched", ""): _("File downloaded"),
        ("reopened", ""): _("Downloads opened again"),
    }
    if event.part_id in digital:
        words |= {("parcel", "confirmed"): _("Files ready to download"), ("parcel", "delivered"): _("Files downloaded"),
                  ("parcel", "cancelled"): _("Downloads cancelled")}  # fmt: skip
    title = words.get((event.kind, event.after), event.kind)
    return Happening("done", title, event.reason, event.at, actor=_who(event.actor))


def _who(actor: str) -> str:
    """The one who did it, for the shopper to read: names of staff and of programs stay in the house."""
    return _("you") if actor == "shopper" else settings.SHOP_NAME


def _pay_note(order: Order) -> str:
    if not order.is_to_be_paid:
        return ""
    tried = [attempt for attempt in order.payment.attempts.all() if attempt.decline_message]
    return tried[-1].decline_message if tried else _("Nothing has been charged yet.")


def _payment_text(order: Order) -> str:
    if order.state == OrderState.PAID and order.total_minor:
        return _("Paid by card")
    return ""
