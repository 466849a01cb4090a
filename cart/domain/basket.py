"""Putting things into a cart, changing their number, taking them out.

Every change raises the cart's version in the same transaction, under the cart row's lock. A form that was drawn
from an older version raises CartChanged and changes nothing (K02).
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from catalog.models import Variant
from catalog.queries import seasons
from catalog.queries.bulk_prices import unit_minor
from catalog.queries.limits import why_not_deliverable
from commerce.accounts.models import User
from commerce.kernel.clock import DatabaseNow
from commerce.kernel.errors import NotFound
from commerce.kernel.prepared import Prepared

from ..errors import CartChanged, CartFull, MixedCurrency, NotForSale
from ..models import Cart, CartLine
from ..models.cart import CartState

OPEN = Q(state=CartState.OPEN)
OF_MEMBER = Prepared[Cart](lambda *, user: Cart.objects.filter(OPEN, user=user).order_by("pk")[:1], user=int)
OF_TOKEN = Prepared[Cart](lambda *, token: Cart.objects.filter(OPEN, token=token, user=None)[:1], token=str)


@dataclass(frozen=True)
class Removed:
    """What an undo needs to put a line back."""

    title: str
    variant: str
    quantity: int


def find(*, user: User | None, token: str) -> Cart | None:
    """The open cart of a member, or of the holder of a guest's token."""
    if user is not None:
        return OF_MEMBER.first(user=user.pk)
    return OF_TOKEN.first(token=token) if token else None


def obtain(*, user: User | None, token: str) -> Cart:
    """The open cart, made when there is none."""
    cart = find(user=user, token=token)
    if cart is not None:
        return cart
    try:
        with transaction.atomic():
            return Cart.objects.create(user=user, currency=settings.SHOP_CURRENCY)
    except IntegrityError:  # the member's other device was quicker
        return Cart.objects.get(user=user, state=CartState.OPEN)


def add(*, cart: Cart, variant: str, quantity: int = 1, version: int | None = None) -> CartLine:
    """Add `quantity` of a variant (public id) to what is there already; only to that `version`, when one is given.

    Raises NotFound, NotForSale, MixedCurrency, CartFull, CartChanged.
    """
    with transaction.atomic():
        locked = _lock(cart, version)
        thing = _buyable(variant, locked)
        lines = {line.variant_id: line for line in locked.lines.all()}
        line = lines.get(thing.pk) or CartLine(cart=locked, quantity=0)
        _check(thing, line.quantity + quantity, others=len(lines) if line.pk is None else 0)
        line.variant, line.quantity = thing, line.quantity + quantity
        line.seen_minor = unit_minor(thing, line.quantity)
        line.save(update_fields=["quantity", "seen_minor"] if line.pk else None)
        _touch(locked)
    cart.version, cart.locked_until = locked.version, None
    cart.units = sum(each.quantity for each in (lines | {thing.pk: line}).values())
    return line


def set_quantity(*, cart: Cart, line: str, quantity: int, version: int) -> Removed | None:
    """Make a line's number `quantity`; 0 takes it out. Raises CartChanged, NotFound, CartFull."""
    if quantity <= 0:
        return remove(cart=cart, line=line, version=version)
    with transaction.atomic():
        locked = _lock(cart, version)
        row = _line(locked, line)
        _check(row.variant, quantity)
        row.quantity, row.seen_minor = quantity, unit_minor(row.variant, quantity)
        row.save(update_fields=["quantity", "seen_minor"])
        _touch(locked)
    cart.version, cart.locked_until, cart.units = locked.version, None, None
    return None


def remove(*, cart: Cart, line: str, version: int) -> Removed:
    """Take a line out; returns what an undo needs. Raises CartChanged, NotFound."""
    with transaction.atomic():
        locked = _lock(cart, version)
        row = _line(locked, line)
        removed = Removed(row.variant.product.title, row.variant.public_id, row.quantity)
        row.delete()
        _touch(locked)
    cart.version, cart.locked_until, cart.units = locked.version, None, None
    return removed


def put_back(*, cart: Cart, variant: str, quantity: int) -> None:
    """Undo a removal; nothing when the thing is in the cart again. Raises as `add` does."""
    with transaction.atomic():
        if not _lock(cart).lines.filter(variant__public_id=variant).exists():
            add(cart=cart, variant=variant, quantity=quantity)


def accept_prices(*, cart: Cart) -> None:
    """The shopper has seen today's prices."""
    for line in cart.lines.select_related("variant"):
        price = unit_minor(line.variant, line.quantity)
        if line.seen_minor != price:
            CartLine.objects.filter(pk=line.pk).update(seen_minor=price)


def _lock(cart: Cart, version: int | None = None) -> Cart:
    locked = Cart.objects.select_for_update().get(pk=cart.pk)
    if locked.state != CartState.OPEN or (version is not None and locked.version != version):
        raise CartChanged
    return locked


def _touch(cart: Cart) -> None:
    """A changed cart has a new version, and no longer the prices locked for what it was."""
    Cart.objects.filter(pk=cart.pk).update(version=F("version") + 1, updated_at=DatabaseNow(), locked_until=None)
    cart.version += 1
    cart.locked_until = None


def _line(cart: Cart, line: str) -> CartLine:
    row = CartLine.objects.select_related("variant__product").filter(cart=cart, public_id=line).first()
    if row is None:
        raise CartChanged
    return row


def _buyable(variant: str, cart: Cart) -> Variant:
    thing = Variant.objects.select_related("product__seller").filter(public_id=variant).first()
    if thing is None:
        raise NotFound(_("There is no such thing in the market."))
    if not thing.is_for_sale:
        raise NotForSale(_("“%(title)s” is not for sale any more.") % {"title": thing.product.title})
    if over := seasons.why_not(thing.product):
        raise NotForSale(f"“{thing.product.title}”: {over}")
    if thing.currency != cart.currency:
        raise MixedCurrency(
            _("“%(title)s” is sold in %(theirs)s; your cart is in %(ours)s. Order it on its own.")
            % {"title": thing.product.title, "theirs": thing.currency, "ours": cart.currency}
        )
    return thing


def _check(variant: Variant, quantity: int, *, others: int = 0) -> None:
    """`others` are the lines that a new one comes to."""
    if quantity < 1 or quantity > settings.LINE_QUANTITY_LIMIT:
        raise CartFull(_("One order takes 1 to %(most)s of a thing.") % {"most": settings.LINE_QUANTITY_LIMIT})
    if others >= settings.CART_LINE_LIMIT:
        raise CartFull(_("A cart takes %(most)s different things.") % {"most": settings.CART_LINE_LIMIT})
    if reason := why_not_deliverable(variant, quantity):
        raise NotForSale(reason)
