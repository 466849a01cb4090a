"""One page to order: goods held, prices kept, at most eight fields, then the provider's page."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cart.domain import basket, cookies
from cart.models import Cart
from cart.queries.contents import Contents, contents
from catalog.errors import OutOfSeason, SoldOut, StockBusy
from commerce.accounts.domain import addresses
from commerce.accounts.domain.delivery_place import place_of
from commerce.accounts.models import User
from commerce.accounts.queries import areas
from commerce.kernel.errors import ShopError
from commerce.kernel.money import Money
from payments.domain.choosing import choices
from payments.domain.methods import Purchase, methods_for

from ..domain import checkout as checkouts
from ..domain import pay
from ..domain.place_order import Buyer, place_order
from ..errors import EmptyCart, TotalChanged
from ..forms import CheckoutForm, country_of
from ..models import Checkout, Order
from . import access
from .showing import shown

TEXTS = ("email", "full_name", "phone", "street", "landmark", "pin")


@require_http_methods(["GET", "POST"])
@never_cache
def checkout(request: HttpRequest) -> HttpResponse:
    cart = _cart(request)
    if cart is None:
        return _nothing_to_order(request)
    country = country_of(request.GET.get("country") or place_of(request).country)
    try:
        row = checkouts.begin(cart=cart, country=country)
    except EmptyCart:
        return _nothing_to_order(request)
    except SoldOut as error:
        messages.warning(request, _what_is_gone(cart, error))
        return redirect("cart:cart")
    except (OutOfSeason, StockBusy) as error:
        messages.warning(request, str(error.message))
        return redirect("cart:cart")
    if request.method == "POST":
        return _submitted(request, cart, row, country)
    return _page(request, cart, row, country, form=None)


def _cart(request: HttpRequest) -> Cart | None:
    user = request.user if request.user.is_authenticated else None
    return basket.find(user=user, token=cookies.token(request))


def _what_is_gone(cart: Cart, error: SoldOut) -> str:
    """Which things are sold out, and how many of the others are left."""
    words = []
    for line in cart.lines.filter(variant__in=error.left).select_related("variant__product"):
        left, title = error.left[line.variant_id], line.variant.product.title
        if left > 0:
            words.append(_("Only %(left)s of “%(title)s” left.") % {"left": left, "title": title})
        else:
            words.append(_("“%(title)s” has just been sold out.") % {"title": title})
    return " ".join(words) or str(error.message)


def _nothing_to_order(request: HttpRequest) -> HttpResponse:
    """A second press of the button, or the back button after it, lands on the order that was placed."""
    waiting = Order.objects.filter(public_id__in=request.session.get(access.SESSION_KEY, []), state="pending").last()
    if waiting:
        return redirect("orders:order", waiting.public_id)
    messages.info(request, _("Your cart is empty. Put something in before you check out."))
    return redirect("cart:cart")


def _submitted(request: HttpRequest, cart: Cart, row: Checkout, country: str) -> HttpResponse:
    before, found = row.area_id, _contents(cart, country, row.area_id)
    form = _form(found, country, data=request.POST)
    if not form.is_valid():
        checkouts.remember(checkout=row, typed=_typed(request, form))
        told = found if row.area_id == before else None
        return _page(request, cart, row, country, form=form, status=422, found=told)
    try:
        order = place_order(
            checkout=row, buyer=_buyer(form, country), user=_member(request), method=form.cleaned_data["payment"],
            agreed=Money(form.cleaned_data["total"], cart.currency),
            fee_minor=form.chosen.fee.minor if form.chosen else 0,
        )  # fmt: skip
    except ShopError as error:
        checkouts.remember(checkout=row, typed=_typed(request, form))
        told = error.found if isinstance(error, TotalChanged) else None
        return _page(request, cart, row, country, form=form, problem=_problem(error), status=error.status, found=told)
    pay.freeze(order=order, exchange=form.chosen.exchange if form.chosen else None)
    access.grant(request, order)
    return cookies.forget(to_payment(request, order, form=settings.STRIPE_FORM))


def _problem(error: ShopError) -> dict[str, str]:
    """Why it was not ordered, in a title and a sentence."""
    if not isinstance(error, TotalChanged):
        return {"title": _("This cannot be ordered as it is"), "text": str(error.message)}
    words = _("Delivery to the area you chose, or a price, changed the total. Look at it and press the button again.")
    return {"title": str(error.message), "text": words}


def to_payment(request: HttpRequest, order: Order, *, form: str, method: str = "") -> HttpResponse:
    """Lead the shopper to the provider's page. Where that is not possible the answer is the order's page: why, and what
    else there is to pay with."""
    asked = method or order.method
    try:
        started = pay.start_payment(order=order, method=asked, who=access.who(request, order), form=form)
    except ShopError as error:
        messages.error(request, str(error.message))
        return shown(request, access.order_for(request, order.public_id))
    if started is None:
        return redirect("orders:confirmation", order.public_id)
    if started.client_secret:
        return redirect("orders:pay_here", order.public_id)
    response = redirect(started.next_url)
    response.status_code = 303
    return response


def _page(
    request: HttpRequest, cart: Cart, row: Checkout, country: str, *, form: CheckoutForm | None,
    problem: dict[str, Any] | None = None, status: int = 200, found: Contents | None = None,
) -> HttpResponse:  # fmt: skip
    if form is None:
        initial = _initial(request, row, country)
        found = found or _contents(cart, country, initial["area"])
        bound = _form(found, country, initial=initial | {"total": found.total.minor})
    else:
        found, bound = found or _contents(cart, country, row.area_id), form
        bound.data = bound.data.copy()  # type: ignore[attr-defined]
        bound.data["total"] = str(found.total.minor)  # type: ignore[index]
    words = {
        "form": bound, "cart": found, "hold_until": found.hold_until, "problem": problem,
        "payment_methods": choices(bound.methods, bound["payment"].value()),
        "summary": render_to_string("orders/_checkout_summary.html", {"cart": found}),
    }  # fmt: skip
    return render(request, "orders/checkout.html", words, status=status)


def _contents(cart: Cart, country: str, area_id: int | None) -> Contents:
    return contents(cart=cart, country=country, area_id=area_id, area=areas.names(country).get(area_id or 0, ""))


def _form(found: Contents, country: str, **kwargs: Any) -> CheckoutForm:
    has_downloads = any(line.is_digital for line in found.lines)
    methods = methods_for(Purchase(found.total, country, has_downloads))
    needs_parcel = any(line.needs_parcel for line in found.lines)
    return CheckoutForm(country=country, methods=methods, needs_parcel=needs_parcel, **kwargs)


def _initial(request: HttpRequest, row: Checkout, country: str) -> dict[str, Any]:
    """What was typed before; else what a member has saved; else the area that pages told delivery for."""
    typed = {name: getattr(row, name) for name in TEXTS}
    typed["area"] = row.area_id
    place = place_of(request)
    known: dict[str, Any] = {"area": place.area_id if place.country == country else None}
    if request.user.is_authenticated:
        saved = addresses.default_of(request.user)
        me = saved or request.user
        known |= {"email": request.user.email, "full_name": me.full_name, "phone": addresses.phone_text(me.phone)}
        if saved:
            known |= {"area": saved.area_id, "street": saved.street, "landmark": saved.landmark}
            if typed["street"] in ("", saved.street):  # the pin of another street leads the courier astray
                known["pin"] = saved.pin
    return {name: typed.get(name) or known.get(name) for name in {**typed, **known}}


def _typed(request: HttpRequest, form: CheckoutForm) -> dict[str, Any]:
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in TEXTS}
    area = form.area_row
    return typed | ({"area_id": area.pk} if area else {})


def _buyer(form: CheckoutForm, country: str) -> Buyer:
    clean, area = form.cleaned_data, form.area_row
    address = addresses.snapshot_of(
        full_name=clean["full_name"], phone=clean["phone"], country=country, area=area,
        street=clean.get("street", ""), landmark=clean.get("landmark", ""), pin=clean.get("pin", ""),
    )  # fmt: skip
    return Buyer(
        email=clean["email"], full_name=clean["full_name"], phone=clean["phone"], address=address, country=country,
        area_id=area.pk if area else None,
    )  # fmt: skip


def _member(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None
