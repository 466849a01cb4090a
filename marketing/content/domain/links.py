"""Addresses that staff give: one of ours, or one over https."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused

# Control characters and backslashes are what browsers read as something else than they look like.
STRANGE = re.compile(r"[\x00-\x20\\\x7f]")


class WrongLink(Refused):
    """Neither an address of the shop nor one over https."""

    code = "wrong_link"


def checked(link: str) -> str:
    """The address, shortened to its path when it is ours. Raises WrongLink."""
    link = link.strip().removeprefix(settings.SITE_URL) if link.strip() != settings.SITE_URL else "/"
    if STRANGE.search(link) or not (is_own(link) or is_secure(link)):
        raise WrongLink(_("Give an address of this shop that begins with /, or one that begins with https://."))
    return link


def is_own(link: str) -> bool:
    return link.startswith("/") and not link.startswith("//")


def is_secure(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and not parts.username
