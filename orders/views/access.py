"""Who may open an order: its member, staff, and whoever came by the link of a letter or placed it in this browser."""

import secrets
from collections.abc import Callable

from django.http import HttpRequest
from django.utils.translation import gettext as _

from commerce.kernel.errors import NotFound

from ..models import Order
from ..queries import order_rows

SESSION_KEY = "orders"
REMEMBERED = 50


def grant(request: HttpRequest, order: Order) -> None:
    """This browser may open the order from now on."""
    known = [public_id for public_id in request.session.get(SESSION_KEY, []) if public_id != order.public_id]
    request.session[SESSION_KEY] = [*known, order.public_id][-REMEMBERED:]


def order_for(request: HttpRequest, public_id: str) -> Order:
    """The order with everything its page needs. Raises NotFound for everyone it is not for."""
    return _theirs(request, order_rows.load(public_id=public_id), may_open)


def bare_order(request: HttpRequest, public_id: str) -> Order:
    """The order alone, for what shows no page of it. Raises NotFound for everyone it is not for."""
    return _theirs(request, Order.objects.filter(public_id=public_id).select_related("payment").first(), may_open)


def order_of(request: HttpRequest, public_id: str) -> Order:
    """The order for what only its shopper does: its member, or who holds its link. Staff look on, and are not meant.
    Raises NotFound."""
    return _theirs(request, Order.objects.filter(public_id=public_id).select_related("user").first(), is_holder)


def _theirs(request: HttpRequest, order: Order | None, may: Callable[[HttpRequest, Order], bool]) -> Order:
    if order is None or not may(request, order):
        raise NotFound(_("There is no such order, or it is not yours. Open it by the link in your mail, or sign in."))
    return order


def may_open(request: HttpRequest, order: Order) -> bool:
    is_staff = request.user.is_authenticated and request.user.is_staff
    return is_holder(request, order) or is_staff


def is_holder(request: HttpRequest, order: Order) -> bool:
    """Whether the visitor is the order's member, or came by its link, or placed it in this browser."""
    key = request.GET.get("key", "")
    if key and secrets.compare_digest(key.encode(), order.token.encode()):
        grant(request, order)
        return True
    if request.user.is_authenticated and order.user_id == request.user.pk:
        return True
    return order.public_id in request.session.get(SESSION_KEY, [])


def who(request: HttpRequest, order: Order) -> str:
    """The name under which this visitor's acts on the order are counted. A guest's first order comes before their
    session is written."""
    if request.user.is_authenticated:
        return f"user:{request.user.pk}"
    key = request.session.session_key
    return f"session:{key}" if key else f"order:{order.public_id}"
