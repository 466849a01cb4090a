"""At sign-in a guest's cart goes into the member's."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _

from .domain import cookies
from .domain.merge import merge_into_member


@receiver(user_logged_in, dispatch_uid="cart.merge")
def merge(sender: Any, request: HttpRequest | None, user: Any, **kwargs: Any) -> None:
    token = cookies.token(request) if request else ""
    if not token or request is None:
        return
    if merge_into_member(user=user, token=token):
        messages.info(request, _("What was in your cart here is now in the cart of your account."))
