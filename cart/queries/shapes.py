"""The shapes of a cart's contents: stalls with their lines, delivery and sums."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from catalog.queries.bulk_prices import Step
from catalog.queries.rules import Rule
from commerce.kernel.money import Money, total


@dataclass(frozen=True)
class Stall:
    """The seller of a group, as pages show it."""

    id: int
    public_id: str
    name: str
    url: str
    colour: int
    tax_rate_bp: int
    dispatch_days: int
    commission_bp: int


@dataclass(frozen=True)
class Line:
    """One line with what it costs now; `left` are units that this cart could have (its own holds apart); `packages`
    are those of one piece, `hazard` what is dangerous about it; `over` says when it is back, empty in season; `rules`
    are shown beside it; `single` is the price of one alone, `following` the bulk price that a few pieces more would
    reach."""

    id: str
    variant_id: int
    variant: str
    title: str
    url: str
    option_text: str
    sku: str
    picture: Any
    quantity: int
    max_quantity: int
    left: int
    unit_price: Money
    total: Money
    tax: Money
    tax_rate_bp: int
    seen: Money
    is_digital: bool
    needs_parcel: bool
    grams: int
    packages: int
    hazard: str
    over: str
    rules: list[Rule]
    notice: str
    single: Money
    following: Step | None = None

    @property
    def is_bulk(self) -> bool:
        """Whether each piece is cheaper than one alone would be."""
        return self.unit_price < self.single


@dataclass(frozen=True)
class Delivery:
    """`price` is None when the seller does not deliver there: `reason` is then that of the delivery table, and
    `advice` says what to do. `missing` is the worth of goods that would make it free; the price is for all
    its `packages`, none where nothing travels; `icon` is drawn beside the text."""

    price: Money | None
    text: str
    missing: Money | None = None
    reason: str = ""
    advice: str = ""
    from_date: date | None = None
    to_date: date | None = None
    packages: int = 1
    icon: str = "truck"

    @property
    def reachable(self) -> bool:
        return not self.reason


@dataclass(frozen=True)
class Group:
    seller: Stall
    lines: list[Line]
    subtotal: Money
    delivery: Delivery
    tax: Money

    @property
    def total(self) -> Money:
        """Goods and delivery of this stall; the goods alone while it does not deliver there."""
        return self.subtotal + (self.delivery.price or Money.zero(self.subtotal.currency))


@dataclass(frozen=True)
class Contents:
    """A cart as pages and orders see it. Amounts include tax; `tax_included` is the tax within `total`.

    It is forgotten at `expires_at` unless it is changed before; goods and prices are kept until `hold_until`.
    """

    public_id: str
    version: int
    currency: str
    groups: list[Group]
    hold_until: datetime | None
    expires_at: datetime | None = None
    checkout_url: str = ""
    changes: list[str] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [line for group in self.groups for line in group.lines]

    @property
    def is_empty(self) -> bool:
        return not self.groups

    @property
    def count(self) -> int:
        return sum(line.quantity for line in self.lines)

    @property
    def parcels(self) -> int:
        """How many stalls send something: a download travels in no parcel."""
        return sum(1 for group in self.groups if group.delivery.packages)

    @property
    def subtotal(self) -> Money:
        return total((group.subtotal for group in self.groups), self.currency)

    @property
    def delivery(self) -> Money | None:
        prices = [group.delivery.price for group in self.groups]
        return None if any(price is None for price in prices) else total((p for p in prices if p), self.currency)

    @property
    def tax_included(self) -> Money:
        return total((group.tax for group in self.groups), self.currency)

    @property
    def total(self) -> Money:
        return self.subtotal + (self.delivery or Money.zero(self.currency))
