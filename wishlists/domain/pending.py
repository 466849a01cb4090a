"""What a guest pressed the heart for waits in the session for the sign-in, and is saved then."""

from django.conf import settings
from django.http import HttpRequest

from commerce.accounts.models import User
from commerce.kernel.errors import ShopError

from ..models import Wish
from . import things

KEY = "wishes"


def wait(request: HttpRequest, *, product: str, variant: str) -> None:
    """Keep a press. Raises NotFound for what is not sold."""
    things.find(product=product, variant=variant)
    waiting = [each for each in request.session.get(KEY, []) if each != [product, variant]]
    request.session[KEY] = [*waiting, [product, variant]][-settings.WISHES_WAITING :]


def save_waiting(request: HttpRequest, *, user: User) -> list[Wish]:
    """Save what waited; what is gone meanwhile is passed over."""
    saved = []
    for product, variant in request.session.pop(KEY, []):
        try:
            saved.append(things.save(user=user, product=product, variant=variant))
        except ShopError:
            continue
    return saved
