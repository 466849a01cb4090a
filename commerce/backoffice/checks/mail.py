"""The mail server takes a greeting."""

from collections.abc import Iterator

from django.conf import settings
from django.core.mail import get_connection

from .finding import Finding, failed, passed

LIMIT_SECONDS = 5


def server() -> Iterator[Finding]:
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    mailer = get_connection(timeout=LIMIT_SECONDS)
    try:
        mailer.open()
        code, _answer = mailer.connection.noop()  # type: ignore[attr-defined]
    except OSError as error:
        yield failed("Mail server", f"{where}: {type(error).__name__}", "Check EMAIL_URL and that the server runs.")
        return
    finally:
        mailer.close()
    if code == 250:
        yield passed("Mail server", f"{where} answers")
    else:
        yield failed("Mail server", f"{where} answers {code}", "Check the name and the password in EMAIL_URL.")
