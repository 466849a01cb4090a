"""The market in a folder of its own, with as many products as one wants, and the two servers beside it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commerce.demo.market import sellers
from deploy.embedded import environment, ports, programs, supervisor
from deploy.embedded.layout import ROOT, Layout
from deploy.embedded.process import Child, Family, Program

OWN_PORTS = ("shop", "uncached", "bare")


@dataclass(frozen=True)
class Server:
    """One of the three: where it answers, and the process whose children do the work."""

    name: str
    url: str
    child: Child


@dataclass(frozen=True)
class Market:
    shop: Server
    uncached: Server
    bare: Server
    environ: Mapping[str, str]

    def ask(self, module: str, *words: str) -> Any:
        """What a module of ours, run with the shop's settings, prints as JSON."""
        command = [sys.executable, "-m", module, *words]
        done = subprocess.run(command, cwd=ROOT, env=dict(self.environ), capture_output=True, check=False)
        if done.returncode:
            raise SystemExit(done.stderr.decode()[-2000:])
        return json.loads(done.stdout)


@contextmanager
def market(folder: Path, *, products: int, catalogue: Path | None) -> Iterator[Market]:
    """Start everything and fill it: the demo market, and made-up products or those of a file."""
    layout = Layout(run_dir=folder)
    layout.make_folders()
    own = ports.remembered(OWN_PORTS, book=folder / "bench-ports.json")
    here = environment.survey(layout=layout, environ={**_plain(), "PORT": str(own["shop"])})
    with supervisor.family_of(here) as family:
        supervisor.start_services(family, here)
        supervisor.prepare_data(family)
        _fill(family, products, catalogue)
        supervisor.start_market(family, here)
        shop = Server("shop", f"http://localhost:{own['shop']}", family.children["web"])
        off = {"SHOP_PAGE_CACHE": "off"}
        uncached = _server(family, "uncached", own["uncached"], "commerce.wsgi:application", off)
        bare = _server(family, "bare", own["bare"], "loadtests.bench.bare:application", {})
        yield Market(shop, uncached, bare, family.environment)


def _plain() -> dict[str, str]:
    """The environment without what would lead to another market."""
    ours = ("DATABASE_", "REDIS_", "CACHE_", "STRIPE_", "EMAIL_", "SHOP_", "STABROEK_", "PG")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def _fill(family: Family, products: int, catalogue: Path | None) -> None:
    if catalogue:
        supervisor.run_manage(family, "import_products", str(catalogue), "--seller", sellers()[0].slug)
    elif products:
        supervisor.run_manage(family, "load_catalogue", "--products", str(products))


def _server(family: Family, name: str, port: int, app: str, variables: dict[str, str]) -> Server:
    url = f"http://localhost:{port}"
    argv = programs.granian(port, app)
    ready = lambda: programs.answers(f"{url}/")  # noqa: E731
    child = family.start_ready(Program(name=name, argv=argv, variables=variables, ready=ready))
    return Server(name, url, child)
