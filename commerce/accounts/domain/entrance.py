"""How often one may knock: guesses at a password, sign-ups, requests for a new password.

The counts stand in the database, so they hold, and sign-in works, while the cache is away.
"""

from datetime import timedelta

from django.db.models import Sum
from django.utils.crypto import salted_hmac

from commerce.jobs.domain import limits
from commerce.jobs.models import LimitCount
from commerce.kernel.clock import DatabaseNow

WRONG_PASSWORDS = 5
WRONG_PASSWORDS_WITHIN = timedelta(minutes=5)
# POSTs a minute of one visitor's address, or of one person who is signed in, by the name of allauth's page.
PER_MINUTE = {
    "account_login": 30,
    "account_signup": 20,
    "account_reset_password": 20,
    "account_reset_password_from_key": 20,
    "account_email_verification_sent": 20,
    "account_email": 10,
    "account_change_password": 5,
    "account_set_password": 5,
    "account_reauthenticate": 10,
}
NO_LIMIT = 10**6


def knock(*, page: str, visitor: str) -> None:
    """Count one POST of `visitor` to a page of sign-in. Raises commerce.jobs.domain.limits.TooOften."""
    if page in PER_MINUTE:
        limits.take(f"{page}:{visitor}", per_minute=PER_MINUTE[page])


def note_wrong_password(*, email: str) -> None:
    """Count a failed sign-in to an address, whether an account uses it or not."""
    limits.take(_subject(email), per_minute=NO_LIMIT)


def is_guessed_at(*, email: str) -> bool:
    """Whether an address has seen five wrong passwords in the last five minutes."""
    recent = LimitCount.objects.filter(subject=_subject(email), window__gt=DatabaseNow() - WRONG_PASSWORDS_WITHIN)
    return (recent.aggregate(total=Sum("count"))["total"] or 0) >= WRONG_PASSWORDS


def _subject(email: str) -> str:
    return f"wrong_password:{salted_hmac('accounts.entrance', email.lower(), algorithm='sha256').hexdigest()}"
