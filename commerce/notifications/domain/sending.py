"""Hands one e-mail to the mail server.

Sent at least once: a worker that dies between the server's yes and our note sends it again with the same
Message-ID, by which mailboxes know a repeat.
"""

import logging
import smtplib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from commerce.kernel.clock import DatabaseNow
from commerce.kernel.resilience import ProviderAway, ProviderBusy, guarded

from ..models import Email
from . import bounces
from .emails import PRIVATE_PREFIX

log = logging.getLogger("shop.email")
NAME = "email"  # of the breaker
CLOSING = 421  # RFC 5321 section 3.8
ERROR_CHARS = 2_000


class MailServerAway(ProviderAway):
    """Not reached, or lost on the way. The same mail may pass later."""

    code = "mail_server_away"


class MailPutOff(ProviderBusy):
    """The server is there and said "not now" to this mail, or refuses our sign-in. It may pass later."""

    code = "mail_put_off"


def send(*, email: Email) -> str:
    """Send it and note what became of it: "sent", "bounced", "withheld" when its address had refused mail for good
    before, or "already" when that was noted before.

    Raises MailServerAway or MailPutOff for whatever may pass later, with words that hold no address; BreakerOpen while
    the server has been away too often to be asked.
    """
    if email.sent_at or email.bounced_at:
        return _told(email, "already")
    if reason := bounces.reason_not_to_send(email.to):
        return _told(email, _note_withheld(email, reason))
    try:
        guarded(NAME)(_talk, lambda connection: connection.send_messages([_message(email)]), email.to)
    except RefusedForGood as error:
        return _told(email, _note_bounced(email, error.answer))
    except ProviderAway:
        _told(email, "failed")
        raise
    return _told(email, _note_sent(email))


def greet() -> None:
    """Whether the mail server is there; nothing is sent. Raises as `send` does."""
    guarded(NAME)(_talk, lambda connection: None)


class RefusedForGood(Exception):
    """What the server answered will not change."""

    def __init__(self, answer: Exception) -> None:
        super().__init__(str(answer))
        self.answer = answer


def _talk(say: Callable[[Any], object], address: str = "") -> None:
    connection = get_connection(timeout=settings.EMAIL_TIMEOUT)
    try:
        connection.open()
        say(connection)
    except (smtplib.SMTPException, OSError) as error:
        if is_permanent(error):
            raise RefusedForGood(error) from None
        kind = MailServerAway if is_away(error) else MailPutOff
        raise kind(without_address(f"{type(error).__name__}: {error}", address)) from None
    finally:
        connection.close()


def is_away(error: Exception) -> bool:
    """Whether nobody answered, or the server itself is closing, rather than said no."""
    if isinstance(error, (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError)):
        return True
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return any(code == CLOSING for code, _words in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code == CLOSING
    return not isinstance(error, smtplib.SMTPException)


def is_permanent(error: Exception) -> bool:
    """Whether the server refused this recipient or this mail for good (a 5yz answer, RFC 5321 section 4.2.1).

    A refused sender or sign-in is our own fault: it is repeated, and its dead letter tells the operator.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _words in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and 500 <= error.smtp_code < 600


def address_mark(address: str) -> str:
    """A keyed hash by which lines about one address can be put together without telling it."""
    return salted_hmac("notifications.address", address.lower(), algorithm="sha256").hexdigest()[:12]


def without_address(text: str, address: str) -> str:
    return text.replace(address, f"[{address_mark(address)}]") if address else text


def _message(email: Email) -> EmailMultiAlternatives:
    headers = {"Message-ID": email.message_id, "Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(
        email.subject, email.text, settings.DEFAULT_FROM_EMAIL, [email.to], headers=headers
    )
    if email.html:
        message.attach_alternative(email.html, "text/html")
    return message


def _note_sent(email: Email) -> str:
    return "sent" if _note(email, sent_at=DatabaseNow(), error="") else "already"


def _note_bounced(email: Email, error: Exception) -> str:
    with transaction.atomic():
        _note(email, bounced_at=DatabaseNow(), error=str(error)[:ERROR_CHARS])
        if bounces.is_address_refused(error):
            bounces.note(email=email, reason=str(error))
    return "bounced"


def _note_withheld(email: Email, reason: str) -> str:
    words = _("Not sent: the address refused mail for good before. %(reason)s") % {"reason": reason}
    _note(email, bounced_at=DatabaseNow(), error=words[:ERROR_CHARS])
    return "withheld"


def _note(email: Email, **values: Any) -> int:
    """One conditional UPDATE: of two workers the first one's note counts. Links and codes go with it."""
    words = {"text": "", "html": ""} if email.template.startswith(PRIVATE_PREFIX) else {}
    return Email.objects.filter(pk=email.pk, sent_at=None).update(**values, **words)


def _told(email: Email, outcome: str) -> str:
    """One line a mail and try."""
    extra = {"email": email.public_id, "template": email.template, "to": address_mark(email.to), "outcome": outcome}
    if email.reference.startswith("ord_"):
        extra["order"] = email.reference
    log.info("email", extra=extra)
    return outcome
