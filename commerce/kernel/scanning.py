"""Whether a file that somebody sent is safe to touch. EICAR's test file is always known; CLAMD_URL adds a scanner."""

from django.conf import settings
from django.utils.translation import gettext as _

from . import clamd
from .errors import Refused, Unavailable
from .resilience import ProviderAway, guarded

# The signature every scanner is tried with, in two halves so that none finds it here.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + rb"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Infected(Refused):
    """A scanner says that this file does harm."""

    code = "infected"


class ScannerAway(Unavailable):
    """Nobody can say now whether this file does harm, so it is not taken."""

    code = "scanner_away"


def clean(content: bytes) -> bytes:
    """The same bytes. Raises Infected; ScannerAway when the operator's scanner does not answer.

    Not for transactions when CLAMD_URL is set.
    """
    if EICAR in content:
        raise Infected(_("A virus scanner would stop this file. Send another one."))
    if settings.CLAMD_URL:
        try:
            found = guarded("clamd", tries=2)(clamd.scan, settings.CLAMD_URL, content)
        except ProviderAway as error:
            words = _("Files cannot be checked just now. Send it again in a few minutes, or go on without it.")
            raise ScannerAway(words) from error
        if found:
            raise Infected(_("The virus scanner stopped this file. Send another one."))
    return content
