"""At sign-in what a guest pressed the heart for is saved."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _

from .domain import pending


@receiver(user_logged_in, dispatch_uid="wishlists.save_waiting")
def save_waiting(sender: Any, request: HttpRequest | None, user: Any, **kwargs: Any) -> None:
    if request is None or pending.KEY not in request.session:
        return
    for wish in pending.save_waiting(request, user=user):
        words = _("“%(title)s” is on “%(list)s”.")
        messages.success(request, words % {"title": wish.title, "list": wish.wish_list.name})
