"""Where allauth meets the shop: its mail goes to the e-mail log, its limits are counted in the database."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commerce.kernel.middleware import client_address

from .domain import entrance
from .signals import account_mail_due


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "Address and password do not belong together. Look at both, or get a new password."
        ),
        "too_many_login_attempts": _("Too many wrong passwords. Wait five minutes, or get a new password."),
        "incorrect_code": _("That is not the code of our latest mail. Look again, or ask for another code."),
        "incorrect_password": _("That is not your password."),
        "enter_current_password": _("That is not your present password."),
        "duplicate_email": _("This address is in your account already."),
        "rate_limited": _("That was too often. Wait a minute and try again."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Announces the rendered mail: no request waits for a mail server."""
        links = {name: on_shop(value) for name, value in context.items() if name.endswith("_url") and value}
        words = {"request": self.request, "email": email, "current_site": get_current_site(self.request)}
        message = self.render_mail(template_prefix, email, words | context | links)
        rich = [part.content for part in getattr(message, "alternatives", []) if part.mimetype == "text/html"]
        account_mail_due.send(
            sender=EmailMultiAlternatives,
            template=template_prefix,
            to=email,
            subject=str(message.subject),
            text=str(message.body) + "\n",
            html=str(rich[0]) if rich else "",
        )

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuses further guesses at one address; counted where a lost cache cannot forget them."""
        if entrance.is_guessed_at(email=credentials.get("email", "")):
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        entrance.note_wrong_password(email=credentials.get("email", ""))

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)


def on_shop(url: str) -> str:
    """The link at the shop's own address: what a visitor wrote into the Host header reaches no mail."""
    return settings.SITE_URL + urlsplit(url)._replace(scheme="", netloc="").geturl()
