"""``./stabroek doctor``: what the market needs from this machine, and whether it is there."""

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec

from deploy.embedded import environment, ports, postgres, valkey
from deploy.embedded.browser import chromium_path
from deploy.embedded.errors import StackError
from deploy.embedded.layout import ROOT, Layout

LEAST_FREE_MB = 500
Finding = tuple[str, str, bool]


def python(_: Layout) -> Finding:
    return (
        "Python",
        f"{platform.python_version()} at {sys.executable}",
        (3, 11) <= sys.version_info[:2] <= (3, 13),
    )


def system(_: Layout) -> Finding:
    user = "root; PostgreSQL runs as user id 65534" if os.geteuid() == 0 else f"user id {os.geteuid()}"
    return (
        "System",
        f"{platform.system()} {platform.machine()}, {user}",
        platform.system() in ("Linux", "Darwin"),
    )


def packages(_: Layout) -> Finding:
    missing = [name for name in ("django", "psycopg", "granian", "celery", "redis") if not find_spec(name)]
    return "Packages", f"missing: {', '.join(missing)}" if missing else f"in {sys.prefix}", not missing


def database(_: Layout) -> Finding:
    return "PostgreSQL", f"{postgres.server_version()} from {postgres.binary('postgres')}", True


def queue(_: Layout) -> Finding:
    return "Valkey", str(valkey.binary()), True


def space(_: Layout) -> Finding:
    free = min(shutil.disk_usage(ROOT).free, shutil.disk_usage(tempfile.gettempdir()).free) // 1_000_000
    return "Disk space", f"{free} MB free", free >= LEAST_FREE_MB


def sockets(layout: Layout) -> Finding:
    return "Sockets", str(layout.sockets), True


def settings(layout: Layout) -> Finding:
    here = environment.survey(layout=layout)
    given = [name for name in ("DATABASE_URL", "REDIS_URL", "CACHE_URL", "EMAIL_URL") if not here.lacks(name)]
    return (
        "Settings",
        f"used as given: {', '.join(given)}" if given else "everything comes with the stack",
        True,
    )


def port(layout: Layout) -> Finding:
    wanted = environment.survey(layout=layout).port
    free = ports.is_free(wanted)
    return "Port", f"{wanted} is {'free' if free else 'taken (fine when the market is up already)'}", True


def browser(_: Layout) -> Finding:
    found = chromium_path()
    return "Chromium", found or "missing; only browser tests and screenshots need it", True


CHECKS: tuple[Callable[[Layout], Finding], ...] = (
    python, system, packages, database, queue, space, sockets, settings, port, browser,
)  # fmt: skip


def report(layout: Layout) -> int:
    """Print every finding; 0 when nothing is missing, 69 otherwise."""
    good = True
    for check in CHECKS:
        try:
            name, text, fine = check(layout)
        except StackError as error:
            name, text, fine = check.__name__.capitalize(), str(error), False
        good = good and fine
        print(f"  {'ok  ' if fine else 'NOT '} {name.ljust(12)} {text}")
    return 0 if good else 69
