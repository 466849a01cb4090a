"""ClamAV's daemon, by its INSTREAM command: chunks with their length before them, an empty one at the end."""

import socket
import struct
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from .resilience import ProviderAway

PORT = 3310
SECONDS = 10
CHUNK = 64 * 1024
ANSWER_BYTES = 4096


def scan(url: str, content: bytes) -> str:
    """The name of what was found in `content`, empty for nothing. `url` is tcp://host:port or unix:///path.

    Raises ProviderAway when it does not answer, or answers with an error (a file beyond its own limit is one).
    """
    try:
        with _connected(url) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                chunk = content[start : start + CHUNK]
                line.sendall(struct.pack("!L", len(chunk)) + chunk)
            line.sendall(struct.pack("!L", 0))
            answer = _read(line)
    except OSError as error:
        raise ProviderAway(_("The virus scanner does not answer.")) from error
    return found_in(answer)


def found_in(answer: str) -> str:
    """The finding of an answer ("stream: Win.Test.EICAR_HDB-1 FOUND"). Raises ProviderAway for errors."""
    words = answer.partition(": ")[2]
    if words == "OK":
        return ""
    if words.endswith(" FOUND"):
        return words.removesuffix(" FOUND")
    raise ProviderAway(_("The virus scanner could not look at the file."))


def _connected(url: str) -> socket.socket:
    parts = urlsplit(url)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        line.connect(parts.path)
        return line
    return socket.create_connection((parts.hostname or "localhost", parts.port or PORT), timeout=SECONDS)


def _read(line: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < ANSWER_BYTES and (part := line.recv(ANSWER_BYTES)):
        answer += part
    return answer.rstrip(b"\0\n").decode(errors="replace")
