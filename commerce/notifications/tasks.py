"""Jobs of the e-mail queue."""

from commerce.jobs.domain.registry import task

from .domain import sending


@task("notifications.send_email", queue="email")
def send_email(*, email: str) -> None:
    sending.send(public_id=email)
