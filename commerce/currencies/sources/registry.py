"""The source that the operator chose."""

from django.conf import settings

from .base import Source
from .exchangerate_host import ExchangerateHost
from .file import File
from .frankfurter import Frankfurter
from .openexchangerates import OpenExchangeRates

FILE = "file:"


def chosen() -> Source | None:
    """None when rates are set by hand alone (RATES_SOURCE=none)."""
    word, url, key = settings.RATES_SOURCE, settings.RATES_URL.rstrip("/"), settings.RATES_KEY
    if word.startswith(FILE):
        return File(word.removeprefix(FILE))
    if word == "frankfurter":
        return Frankfurter(url)
    if word == "openexchangerates":
        return OpenExchangeRates(url, key)
    if word == "exchangerate_host":
        return ExchangerateHost(url, key)
    return None
