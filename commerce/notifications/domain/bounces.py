"""The list of addresses that refused a mail for good: nothing more is sent there until staff clear them."""

import re
import smtplib

from commerce.kernel.clock import DatabaseNow

from ..models import BouncedAddress, Email

REASON_CHARS = 500
# Codes of RFC 5321 by which a server says that there is no such mailbox, and of RFC 3463 that say it more exactly.
# A full mailbox (5.2.2) or a refused sender (5.7.x) says nothing about the address.
NO_MAILBOX = frozenset({521, 550, 551, 553, 556})
NO_SUCH_ADDRESS = re.compile(r"^5\.(1\.\d+|2\.1)\b")
ENHANCED = re.compile(r"^\d\.\d{1,3}\.\d{1,3}\b")


def is_address_refused(error: Exception) -> bool:
    """Whether the server said that the mailbox is not there, and not that it minds this mail or us."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(_is_gone(code, words) for code, words in error.recipients.values())


def note(*, email: Email, reason: str) -> None:
    """Put the mail's address on the list, or back on it."""
    facts = {"reason": reason[:REASON_CHARS], "email": email.public_id, "bounced_at": DatabaseNow(), "cleared_at": None}
    BouncedAddress.objects.update_or_create(address=email.to.lower(), defaults=facts)


def reason_not_to_send(address: str) -> str:
    """Why nothing is sent to the address; empty when it may be."""
    row = BouncedAddress.objects.filter(address=address.lower(), cleared_at=None).first()
    return row.reason if row else ""


def clear(*, row: BouncedAddress) -> None:
    """The address may be written to again."""
    BouncedAddress.objects.filter(pk=row.pk, cleared_at=None).update(cleared_at=DatabaseNow())


def _is_gone(code: int, words: bytes | str) -> bool:
    text = (words.decode(errors="replace") if isinstance(words, bytes) else words).strip()
    exact = ENHANCED.match(text)
    return code in NO_MAILBOX and (exact is None or bool(NO_SUCH_ADDRESS.match(text)))
