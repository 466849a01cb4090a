"""Jobs of the e-mail queue, and whether the mail server is there."""

from datetime import timedelta

from commerce.jobs.domain.registry import task
from commerce.kernel import standings

from .domain import sending
from .models import Email

# A server that puts an unknown sender off takes the same mail some minutes later (greylisting, RFC 6647); the tries
# spread over ten. One that is away is stopped by its breaker before they are used up, and then mails wait.
TRIES = 8


@task("notifications.send_email", queue="email", max_attempts=TRIES, is_patient=True)
def send_email(*, email: str) -> None:
    sending.send(email=Email.objects.get(public_id=email))


@task("notifications.watch_server", queue="inventory", every=timedelta(seconds=30), max_attempts=1)
def watch_server() -> None:
    standings.ask(sending.NAME, sending.greet)
