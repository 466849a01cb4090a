"""What must not be left as it is on a developer's machine."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings

from .finding import Finding, failed, passed, warned

SECRET_KEY_CHARS = 50
SECRET_KEY_DIFFERENT = 8
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


def is_local() -> bool:
    """Whether the shop's address leads nowhere but to this machine."""
    return urlsplit(settings.SITE_URL).hostname in LOCAL_HOSTS


def secret_key() -> Iterator[Finding]:
    key = settings.SECRET_KEY
    todo = "Set SECRET_KEY to at least 50 random characters."
    if len(key) < SECRET_KEY_CHARS:
        yield failed("Secret key", f"{len(key)} characters", todo)
    elif len(set(key)) < SECRET_KEY_DIFFERENT or key.startswith("not-secret"):
        yield (warned if is_local() else failed)("Secret key", "easy to guess", todo)
    else:
        yield passed("Secret key", f"{len(key)} characters")


def debugging() -> Iterator[Finding]:
    if not settings.DEBUG:
        yield passed("Debug pages", "off")
    elif is_local():
        yield warned("Debug pages", "on; fine on this machine alone", "Set DEBUG=0 before others use the shop.")
    else:
        yield failed("Debug pages", "on with a public address", "Set DEBUG=0: these pages show settings to strangers.")


def hosts() -> Iterator[Finding]:
    if "*" in settings.ALLOWED_HOSTS:
        yield failed("Host names", "any name is answered", "Name the shop's own hosts in ALLOWED_HOSTS.")
    else:
        yield passed("Host names", ", ".join(dict.fromkeys(str(host) for host in settings.ALLOWED_HOSTS)))


def address() -> Iterator[Finding]:
    if settings.SITE_URL.startswith("https://"):
        yield passed("Address", settings.SITE_URL)
    elif is_local():
        yield warned("Address", f"{settings.SITE_URL}, without https", "Set SITE_URL to the https address at launch.")
    else:
        yield failed("Address", f"{settings.SITE_URL}, without https", "Put https before the shop and into SITE_URL.")
