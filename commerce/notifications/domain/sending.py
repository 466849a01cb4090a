"""Hands one e-mail to the mail server.

Sent at least once: a worker that dies between the server's yes and our note sends it again with the same
Message-ID, by which mailboxes know a repeat.
"""

import logging
import smtplib
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from commerce.kernel.clock import DatabaseNow
from commerce.kernel.errors import Unavailable

from ..models import Email
from . import bounces
from .emails import PRIVATE_PREFIX

log = logging.getLogger("shop.email")
ERROR_CHARS = 2_000


class MailServerAway(Unavailable):
    """Not reached, too slow, or it said "not now". The same mail may pass later."""

    code = "mail_server_away"


def send(*, email: Email) -> str:
    """Send it and note what became of it: "sent", "bounced", "withheld" when its address had refused mail for good
    before, or "already" when that was noted before.

    Raises MailServerAway for whatever may pass later; its words hold no address.
    """
    if email.sent_at or email.bounced_at:
        return _told(email, "already")
    if reason := bounces.reason_not_to_send(email.to):
        return _told(email, _note_withheld(email, reason))
    connection = get_connection(timeout=settings.EMAIL_TIMEOUT)
    try:
        connection.open()
        connection.send_messages([_message(email)])
        outcome = _note_sent(email)
    except (smtplib.SMTPException, OSError) as error:
        if not is_permanent(error):
            _told(email, "failed")
            raise MailServerAway(without_address(f"{type(error).__name__}: {error}", email.to)) from None
        outcome = _note_bounced(email, error)
    finally:
        connection.close()
    return _told(email, outcome)


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
    return text.replace(address, f"[{address_mark(address)}]")


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
