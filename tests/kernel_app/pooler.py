"""What a connection pooler looks like to a client: another process answers than the one that greeted it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

GREETING = b"K\x00\x00\x00\x0c"  # BackendKeyData: process id and secret


@contextmanager
def pooler(host: str, port: str) -> Iterator[int]:
    """A relay to PostgreSQL that tells a wrong process id, as PgBouncer does. Gives its port on 127.0.0.1."""
    door = socket.create_server(("127.0.0.1", 0))
    ends: list[socket.socket] = [door]

    def serve() -> None:
        with suppress(OSError):
            while True:
                client, _address = door.accept()
                server = reach(host, port)
                ends.extend((client, server))
                threading.Thread(target=relay, args=(client, server, False), daemon=True).start()
                threading.Thread(target=relay, args=(server, client, True), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield door.getsockname()[1]
    finally:
        for end in ends:
            end.close()


def reach(host: str, port: str) -> socket.socket:
    if not host.startswith("/"):
        return socket.create_connection((host, int(port)))
    server = socket.socket(socket.AF_UNIX)
    server.connect(f"{host}/.s.PGSQL.{port or 5432}")
    return server


def relay(source: socket.socket, target: socket.socket, is_server: bool) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            place = data.find(GREETING) if is_server else -1
            if place >= 0:
                start = place + len(GREETING)
                wrong = (int.from_bytes(data[start : start + 4], "big") + 1).to_bytes(4, "big")
                data, is_server = data[:start] + wrong + data[start + 4 :], False
            target.sendall(data)
        target.close()
