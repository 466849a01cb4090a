"""Handing a letter to the mail server."""

import hashlib
import logging
from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMultiAlternatives

from commerce.kernel.clock import DatabaseNow

from ..models import Email

log = logging.getLogger("shop.email")
PERMANENT = range(500, 600)


def send(*, public_id: str) -> None:
    """Send a letter that was not sent yet. A permanent refusal marks it bounced and ends the matter.

    Raises whatever the mail server or the way to it says otherwise: the job tries again.
    """
    letter = Email.objects.get(public_id=public_id)
    if letter.sent_at or letter.bounced_at:
        return
    mine = Email.objects.filter(pk=letter.pk, sent_at=None)
    try:
        message(letter).send()
    except SMTPRecipientsRefused as error:
        codes = [code for code, _words in error.recipients.values()]
        if not all(code in PERMANENT for code in codes):
            raise
        mine.update(bounced_at=DatabaseNow(), error=str(codes))
        log.warning("mail bounced", extra=about(letter))
        return
    mine.update(sent_at=DatabaseNow(), error="")
    log.info("mail sent", extra=about(letter))


def message(letter: Email) -> EmailMultiAlternatives:
    """The letter as the mail server gets it. Its Message-ID stays the same, so that a mailbox sees a repeat."""
    headers = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"}
    mail = EmailMultiAlternatives(letter.subject, letter.text, to=[letter.to], headers=headers)
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    return mail


def about(letter: Email) -> dict[str, str]:
    """What a log may say of a letter: no address, a digest of it."""
    return {
        "email": letter.public_id,
        "template": letter.template,
        "to_digest": hashlib.sha256(letter.to.lower().encode()).hexdigest()[:16],
        "order": letter.reference,
    }
