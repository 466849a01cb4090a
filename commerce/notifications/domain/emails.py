"""A letter is rendered and kept in the caller's transaction; the e-mail queue sends it."""

import re
from collections.abc import Mapping
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from commerce.jobs.domain import enqueue
from commerce.kernel.errors import Refused

from ..models import Email

SUBJECT_CHARS = 200


def queue_email(*, template: str, to: str, context: Mapping[str, Any], dedupe: str, reference: str = "") -> None:
    """Render emails/<template>.{subject.txt,txt,html} and have the letter sent once, whatever repeats.

    The same `dedupe` again does nothing. Raises Refused for an address that is none.
    """
    try:
        validate_email(to)
    except ValidationError as error:
        raise Refused(_("That is not an e-mail address."), code="bad_address") from error
    if Email.objects.filter(dedupe=dedupe).exists():
        return
    values = dict(context)
    letter = Email(
        template=template,
        to=to,
        subject=one_line(render_to_string(f"emails/{template}.subject.txt", values)),
        text=render_to_string(f"emails/{template}.txt", values).strip() + "\n",
        html=render_to_string(f"emails/{template}.html", values),
        message_id=make_msgid(domain=urlsplit(settings.SITE_URL).hostname or "localhost"),
        dedupe=dedupe,
        reference=reference,
    )
    Email.objects.bulk_create([letter], ignore_conflicts=True)
    enqueue("notifications.send_email", dedupe=f"email:{dedupe}"[:160], email=letter.public_id)


def one_line(text: str) -> str:
    """A subject without line breaks: nothing can be added to a letter's head through it."""
    return re.sub(r"\s+", " ", text).strip()[:SUBJECT_CHARS]
