"""Real processes of the shop: a worker that does one job, to be killed or frozen in the middle."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).parents[2]


def environment(**more: str) -> dict[str, str]:
    """The environment of a process that uses the same database as this one."""
    name = connection.settings_dict["NAME"]
    url = os.environ["DATABASE_URL"]
    head, query = url.partition("?")[::2]
    return os.environ | {"DATABASE_URL": f"{head.rpartition('/')[0]}/{name}?{query}"} | more


def start(module: str, *words: str, stdin: int | None = None, **more: str) -> "subprocess.Popen[str]":
    """Run a module of the tests as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", module, *words], cwd=ROOT, env=environment(**more), text=True, stdin=stdin,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def finished(module: str, *words: str, env: Mapping[str, str] | None = None, seconds: float = 60) -> tuple[int, str]:
    """Run it to its end: exit status (negative is a signal) and what it said last on stderr."""
    process = start(module, *words, **dict(env or {}))
    _out, err = process.communicate(timeout=seconds)
    return process.returncode, err[-2000:]


def said(module: str, *words: str, seconds: float = 120, **more: str) -> tuple[int, str, str]:
    """Run it to its end: exit status, what it said, and its last complaints."""
    process = start(module, *words, **more)
    out, err = process.communicate(timeout=seconds)
    return process.returncode, out, err[-2000:]


def freeze(process: "subprocess.Popen[str]") -> None:
    os.kill(process.pid, signal.SIGSTOP)


def thaw(process: "subprocess.Popen[str]") -> None:
    os.kill(process.pid, signal.SIGCONT)


def wait_for(condition: Callable[[], object], *, seconds: float = 20) -> None:
    """Until the condition is true. Raises AssertionError when it does not become so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)
