"""Jobs of the e-mail queue."""

from commerce.jobs.domain.registry import task

from .domain import sending
from .models import Email


@task("notifications.send_email", queue="email")
def send_email(*, email: str) -> None:
    sending.send(email=Email.objects.get(public_id=email))
