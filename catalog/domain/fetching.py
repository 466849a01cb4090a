"""Fetching a picture from an address that a seller wrote: a stranger's word, so nothing inside our network answers.

Only http and https; each host is resolved once, every address it has must be public, and the connection goes to the
address that was checked (a name that changes its mind between the two is of no use). Redirects are followed by us,
under the same checks. No credentials, proxies or cookies; a size cap and a deadline hold while bytes arrive.
"""

import ipaddress
import socket
import time
import zlib
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings
from django.utils.translation import gettext as _
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError

from commerce.kernel.renditions import PictureRefused
from commerce.kernel.resilience import ProviderAway, guarded

TIMEOUT = (2, 10)  # seconds to connect, seconds between bytes
DEADLINE_SECONDS = 30
REDIRECTS = 3
CHUNK = 64 * 1024
AGENT = "Mozilla/5.0 (compatible; picture import)"
# Breakers are kept per host, in a fixed number of drawers: sellers must not be able to make ever more of them.
BREAKERS = 64
NAT64 = ipaddress.ip_network("64:ff9b::/96")


def download(url: str) -> bytes:
    """The bytes at `url`. Raises PictureRefused when it will never work, ProviderAway when it may later."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    for _hop in range(REDIRECTS + 1):
        host, address = check(url)
        drawer = zlib.crc32(host.encode()) % BREAKERS
        answer = guarded(f"pictures-{drawer}")(_get, url, host, address, deadline)
        if isinstance(answer, bytes):
            return answer
        url = urljoin(url, answer)
    raise PictureRefused(_("The address leads from one place to the next without end."))


def check(url: str) -> tuple[str, str]:
    """Host and the IP address to connect to. Raises PictureRefused, or ProviderAway for a name without address."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise PictureRefused(_("The address of the picture is not valid.")) from error
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.password:
        raise PictureRefused(_("Only plain http and https addresses are fetched."))
    try:
        found = socket.getaddrinfo(host, port or parts.scheme, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ProviderAway(_("There is no host of this name: %(host)s") % {"host": host}) from error
    addresses = [str(entry[4][0]) for entry in found]
    if not all(may_visit(address) for address in addresses):
        raise PictureRefused(_("The address leads into a private network."))
    return host, addresses[0]


def may_visit(address: str) -> bool:
    """Whether an IP address is a public one. Addresses of this machine only with PICTURES_FROM_LOOPBACK."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if ip in NAT64:
        return False
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None) or ip
    if ip.is_loopback and settings.PICTURES_FROM_LOOPBACK:
        return True
    return ip.is_global and inner.is_global and not ip.is_multicast


class Pinned(HTTPAdapter):
    """Connects to one checked address; the certificate is still that of the host's name."""

    def __init__(self, host: str, address: str) -> None:
        self.host, self.address = host, address
        super().__init__(max_retries=0)

    def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
        where, tls = super().build_connection_pool_key_attributes(request, verify, cert)
        where["host"] = self.address
        if where["scheme"] == "https":
            tls |= {"server_hostname": self.host, "assert_hostname": self.host}  # type: ignore[misc]
        return where, tls


def _get(url: str, host: str, address: str, deadline: float) -> bytes | str:
    """The body, or where a redirect leads."""
    headers = {"Host": urlsplit(url).netloc, "Accept": "image/*", "Accept-Encoding": "identity", "User-Agent": AGENT}
    with requests.Session() as session:
        session.trust_env = False
        for scheme in ("http://", "https://"):
            session.mount(scheme, Pinned(host, address))
        try:
            with session.get(url, headers=headers, timeout=TIMEOUT, stream=True, allow_redirects=False) as response:
                return _read(response, deadline)
        except (requests.RequestException, HTTPError, OSError) as error:
            raise ProviderAway(_("%(host)s does not answer.") % {"host": host}) from error


def _read(response: requests.Response, deadline: float) -> bytes | str:
    if response.is_redirect:
        return response.headers["Location"]
    status = response.status_code
    if status == 429 or status >= 500:
        raise ProviderAway(_("The other side answers with an error (%(status)s).") % {"status": status})
    if status != 200:
        raise PictureRefused(_("There is no picture at this address (%(status)s).") % {"status": status})
    body = bytearray()
    while chunk := response.raw.read(CHUNK, decode_content=False):
        body += chunk
        if len(body) > settings.IMAGE_MAX_BYTES:
            raise PictureRefused(_("The picture has more than %(n)s MB.") % {"n": settings.IMAGE_MAX_BYTES >> 20})
        if time.monotonic() > deadline:
            raise ProviderAway(_("The picture takes too long to arrive."))
    return bytes(body)
