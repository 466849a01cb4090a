"""The one place that speaks HTTP to sources of rates.

A key may have to stand in the address. So no error holds the address, what urllib3 tells while debugging is muted
(commerce.kernel.logs), and no span of the call is sent to a collector.
"""

import json
import time
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import requests
from django.conf import settings
from django.utils.translation import gettext as _
from opentelemetry.instrumentation.utils import suppress_http_instrumentation
from urllib3.exceptions import HTTPError

from commerce.kernel.resilience import ProviderAway

from ..errors import SourceRefuses
from ..states import SOURCE_NAMES
from .base import MOST_BYTES, reading

CONNECT_SECONDS, DEADLINE_SECONDS = 2, 20
CHUNK = 16 * 1024
HEADERS = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "Stabroek (exchange rates)"}


def get_json(*, name: str, url: str, params: Mapping[str, str]) -> Any:
    """The JSON document at `url`, its numbers as Decimal. Raises ProviderAway, or SourceRefuses for a 3xx or 4xx."""
    body = _get(name, url, params)
    with reading(name):
        return json.loads(body, parse_float=Decimal, parse_int=Decimal, parse_constant=_no_number)


def _no_number(word: str) -> Any:
    raise ValueError(word)


def _get(name: str, url: str, params: Mapping[str, str]) -> bytes:
    timeout = (CONNECT_SECONDS, settings.RATES_TIMEOUT_SECONDS)
    try:
        # `auth` that adds nothing keeps requests from looking for a password in ~/.netrc.
        with (
            suppress_http_instrumentation(),
            requests.get(
                url, params=params, headers=HEADERS, timeout=timeout, stream=True, allow_redirects=False,
                auth=lambda request: request,
            ) as response,
        ):  # fmt: skip
            return _read(name, response)
    except (requests.RequestException, HTTPError, OSError):
        raise ProviderAway(_("%(source)s does not answer.") % {"source": SOURCE_NAMES[name]}) from None


def _read(name: str, response: requests.Response) -> bytes:
    told = {"source": SOURCE_NAMES[name], "status": response.status_code}
    if response.status_code == 429:
        raise ProviderAway(_("%(source)s says that it was asked too often.") % told)
    if response.status_code >= 500:
        raise ProviderAway(_("%(source)s answers with an error (%(status)s).") % told)
    if response.status_code != 200:
        raise SourceRefuses(_("%(source)s refuses the question (%(status)s): check its settings.") % told)
    body, deadline = bytearray(), time.monotonic() + DEADLINE_SECONDS
    while chunk := response.raw.read(CHUNK, decode_content=False):
        body += chunk
        if len(body) > MOST_BYTES or time.monotonic() > deadline:
            raise ProviderAway(_("%(source)s sends far more than a table of rates.") % told)
    return bytes(body)
