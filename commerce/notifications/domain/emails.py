"""Writes an e-mail into the log and has the e-mail queue send it, all in the caller's transaction."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from commerce.jobs.domain import dead_letters, enqueue
from commerce.jobs.models import Job
from commerce.kernel.clock import DatabaseNow
from commerce.kernel.errors import Refused
from commerce.kernel.ids import new_id

from ..models import Email
from . import bounces

SUBJECT_CHARS = 200
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# Mails of sign-in carry links and codes that open an account: staff must not read them.
PRIVATE_PREFIX = "account/"
PRIVATE_PER_HOUR = 5


class BadAddress(Refused):
    """Not an address that mail could be sent to."""

    code = "bad_email"


class NotAgain(Refused):
    """This mail cannot be sent a second time."""

    code = "email_not_again"


@dataclass(frozen=True)
class Letter:
    """A rendered mail. `html` may be empty."""

    subject: str
    text: str
    html: str = ""


def queue_email(*, template: str, to: str, context: Mapping[str, Any], dedupe: str, reference: str = "") -> None:
    """Render emails/<template>.{subject.txt,txt,html} and send it once, if the caller's transaction commits.

    A second call with the same `dedupe` does nothing. `reference` is the public id that the mail is about.
    `shop` and `site_url` need not be in `context`. Raises BadAddress.
    """
    if Email.objects.filter(dedupe=dedupe).exists():
        return
    queue_letter(template=template, to=to, letter=_rendered(template, context), dedupe=dedupe, reference=reference)


def queue_letter(*, template: str, to: str, letter: Letter, dedupe: str, reference: str = "") -> Email | None:
    """Queue a mail that is rendered already. Returns its row, None when `dedupe` was used. Raises BadAddress."""
    address = checked_address(to)
    public_id = new_id("eml")
    host = urlsplit(settings.SITE_URL).hostname
    fields = {
        "public_id": public_id,
        "message_id": f"<{public_id}@{host}>",
        "template": template,
        "to": address,
        "subject": one_line(letter.subject),
        "text": letter.text.replace("\x00", ""),
        "html": letter.html.replace("\x00", ""),
        "reference": reference,
    }
    with transaction.atomic():
        email, is_new = Email.objects.get_or_create(dedupe=dedupe, defaults=fields)
        if not is_new:
            return None
        enqueue("notifications.send_email", dedupe=f"email:{public_id}", email=public_id)
    return email


def queue_private(*, template: str, to: str, letter: Letter) -> Email | None:
    """Queue a mail of sign-in (`template` begins with account/); its words are forgotten once it is sent.

    An address gets five an hour, counted in the database; what is beyond is dropped, so that nobody can flood
    somebody else's mailbox. Returns None then.
    """
    hour = DatabaseNow() - timedelta(hours=1)
    recent = Email.objects.filter(to__iexact=to, template__startswith=PRIVATE_PREFIX, queued_at__gt=hour)
    if recent.count() >= PRIVATE_PER_HOUR:
        return None
    return queue_letter(template=template, to=to, letter=letter, dedupe=new_id("acc"))


def send_again(*, email: Email) -> Email:
    """Send a mail once more: a new row with a Message-ID of its own, or the dead letter that it became.

    Raises NotAgain for mails of sign-in, for one that is still under way, and when the address is on the list of
    refused ones.
    """
    if email.template.startswith(PRIVATE_PREFIX):
        raise NotAgain(_("Mails of sign-in are not kept. The person can ask for another one."))
    if bounces.reason_not_to_send(email.to):
        raise NotAgain(_("The address is on the list of refused addresses. Clear it there first."))
    if email.sent_at is None and email.bounced_at is None:
        dead = Job.objects.filter(kind="notifications.send_email", args={"email": email.public_id})
        if not dead_letters.retry(job_ids=dead.values_list("pk", flat=True)):
            raise NotAgain(_("It is still under way: the next try follows by itself."))
        return email
    again = queue_letter(
        template=email.template,
        to=email.to,
        letter=Letter(email.subject, email.text, email.html),
        dedupe=new_id("agn"),
        reference=email.reference,
    )
    assert again is not None  # the key is fresh
    return again


def checked_address(to: str) -> str:
    """The address without blanks around it. Raises BadAddress; a line break never reaches a header."""
    address = to.strip(" ")
    try:
        if CONTROL.search(address):
            raise ValidationError("control character")
        validate_email(address)
    except ValidationError:
        raise BadAddress(_("This is not an e-mail address that we can write to.")) from None
    return address


def one_line(subject: str) -> str:
    """A subject without line breaks or control characters, short enough for its column."""
    return " ".join(CONTROL.sub(" ", subject).split())[:SUBJECT_CHARS]


def _rendered(template: str, context: Mapping[str, Any]) -> Letter:
    shop = {"name": settings.SHOP_NAME, "country": settings.SHOP_COUNTRY, "currency": settings.SHOP_CURRENCY}
    words = {"shop": shop, "site_url": settings.SITE_URL} | dict(context)
    subject, text, html = (
        render_to_string(f"emails/{template}.{ending}", words).strip() for ending in ("subject.txt", "txt", "html")
    )
    return Letter(subject, text + "\n", html)
