"""TCP ports: the one that was asked for, and free ones that stay the same from start to start."""

import json
import socket
from pathlib import Path

from deploy.embedded.errors import Unusable

HOST = "127.0.0.1"


def is_free(port: int) -> bool:
    """Whether nobody listens there; a connection in TIME_WAIT does not count."""
    for host in (HOST, "0.0.0.0"):  # noqa: S104 - bound for an instant, never listened on
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                return False
    return True


def demand(port: int) -> int:
    """The port itself. Raises Unusable, naming the variable to set, when it is taken."""
    if not 1 <= port <= 65535:
        raise Unusable(f"PORT={port} is not a port: take a number from 1 to 65535.")
    if not is_free(port):
        another = next((near for near in range(port + 1, 65535) if is_free(near)), port)
        raise Unusable(f"Port {port} is taken or not allowed. Take another: PORT={another} ./stabroek up")
    return port


def remembered(names: tuple[str, ...], *, book: Path) -> dict[str, int]:
    """A free port for each name: the one of the last start where it is still free."""
    known: dict[str, int] = json.loads(book.read_text()) if book.exists() else {}
    ports = {name: port for name, port in known.items() if name in names and is_free(port)}
    held = [socket.socket() for name in names if name not in ports]
    for name, probe in zip([name for name in names if name not in ports], held, strict=True):
        probe.bind((HOST, 0))
        ports[name] = probe.getsockname()[1]
    for probe in held:
        probe.close()
    book.write_text(json.dumps(ports, indent=1))
    return ports
