"""The market that is looked at: one that runs on this machine, or one of our own that ends with us."""

import contextlib
import json
import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

from deploy.embedded import environment, programs, screen, supervisor
from deploy.embedded.errors import Unusable
from deploy.embedded.layout import Layout, checkout
from deploy.embedded.process import Family

# A market of our own brings every service itself, whatever this shell or .env says.
OWN_SERVICES = ("DATABASE_URL", "REDIS_URL", "CACHE_URL", "EMAIL_URL", "STRIPE_SECRET_KEY", "ALLOWED_HOSTS")
LOOPBACK = ("localhost", "127.0.0.1", "::1")
DIRECT = build_opener(ProxyHandler({}))


@dataclass(frozen=True)
class Market:
    """Addresses, and who may sign in: role in small letters to (e-mail, password)."""

    url: str
    logins: dict[str, tuple[str, str]] = field(default_factory=dict)
    mailbox: str = ""
    simulator: str = ""
    break_down: Callable[[], None] | None = None

    def read(self, path: str) -> object:
        """A JSON answer of the market."""
        with DIRECT.open(self.url + path, timeout=20) as reply:
            return json.load(reply)


def demand_loopback(url: str) -> str:
    """The address without its last slash. Raises Unusable when it is not on this machine."""
    if urlsplit(url).hostname not in LOOPBACK:
        raise Unusable(f"{url} is not on this machine. Orders are placed there, so only localhost is visited.")
    return url.rstrip("/")


def known_logins(book: Path) -> dict[str, tuple[str, str]]:
    rows = json.loads(book.read_text()) if book.exists() else []
    return {row["role"].lower(): (row["email"], row["password"]) for row in rows}


def running(url: str, logins: Path | None = None) -> Market | None:
    """The market at `url`; without one, the one that this checkout runs, if it does."""
    here = checkout()
    told = json.loads(here.environment.read_text()) if here.environment.exists() else {}
    site = demand_loopback(url or told.get("SITE_URL", "http://localhost:1"))
    if not programs.answers(f"{site}/"):
        if url:
            raise Unusable(f"Nobody answers at {url}.")
        return None
    ours = told if site == told.get("SITE_URL") else {}
    simulator = ours.get("STRIPE_API_BASE", "").replace("127.0.0.1", "localhost")
    return Market(site, known_logins(logins or here.logins), ours.get("MAILBOX_URL", ""), simulator)


@contextlib.contextmanager
def own() -> Iterator[Market]:
    """A demo market on free ports, as shoppers meet it (no developer pages); nothing is left of it at the end."""
    with tempfile.TemporaryDirectory(prefix="stabroek-pictures-") as folder:
        layout = Layout(run_dir=Path(folder).resolve())
        port = free_port()
        asked = {"PORT": str(port), "SITE_URL": f"http://localhost:{port}", "DEBUG": "0"}
        here = environment.survey(layout=layout, environ=os.environ | dict.fromkeys(OWN_SERVICES, "") | asked)
        with supervisor.family_of(here) as family:
            with screen.step("Database, queue, cache"):
                supervisor.start_services(family, here)
            supervisor.prepare_data(family)
            with screen.step("Shop, workers, mail, cards"):
                supervisor.start_market(family, here)
            yield Market(
                here.site, known_logins(layout.logins), here.mailbox, here.simulator, lambda: end_database(family)
            )


def end_database(family: Family) -> None:
    """For the page that has to work when nothing else does."""
    family.stop(family.children["postgres"])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
