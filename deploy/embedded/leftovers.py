"""Processes of a former start that outlived it: found by the run folder in their environment, then ended."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
GRACE = 3.0  # seconds until SIGKILL


@dataclass(frozen=True)
class Seen:
    """What the system says about a process. `started` tells it from a later one with the same number."""

    command: str
    parent: int
    state: str
    started: str


def look(pid: int) -> Seen | None:
    """The process as the system sees it now; None when there is none."""
    return look_in_proc(pid) if sys.platform == "linux" else look_by_ps(pid)


def look_in_proc(pid: int) -> Seen | None:
    """From proc_pid_stat(5); the command in field 2 may hold brackets, so split at the last one."""
    try:
        head, _, tail = (PROC / str(pid) / "stat").read_text().rpartition(")")
    except OSError:
        return None
    fields = tail.split()
    return Seen(head.partition("(")[2], int(fields[1]), fields[0], fields[19])


def look_by_ps(pid: int) -> Seen | None:
    """The same from ps, for systems without /proc."""
    fields = ps("-o", "ppid=,stat=,lstart=,comm=", "-p", str(pid)).split()
    if len(fields) < 8:
        return None
    return Seen(Path(fields[7]).name, int(fields[0]), fields[1], " ".join(fields[2:7]))


def ps(*words: str) -> str:
    return subprocess.run(["ps", *words], capture_output=True, text=True, check=False).stdout


def start_mark(pid: int) -> str:
    seen = look(pid)
    return seen.started if seen else ""


def marked(run_dir: Path) -> set[int]:
    """Processes whose environment names the run folder."""
    mark = f"STABROEK_RUN_DIR={run_dir}"
    return marked_in_proc(mark) if sys.platform == "linux" else marked_by_ps(mark)


def marked_in_proc(mark: str) -> set[int]:
    found = set()
    for folder in PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark.encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.add(int(folder.name))
    return found


def marked_by_ps(mark: str) -> set[int]:
    """ps with "e" appends the environment to the command (BSD, macOS; procps knows it too)."""
    rows = (line.split() for line in ps("axeww", "-o", "pid=,command=").splitlines())
    return {int(row[0]) for row in rows if mark in row}


def booked(book: Path) -> set[int]:
    """Processes that the former start wrote down and that are still the same ones.

    PostgreSQL and Valkey write their title over their environment, so the mark alone does not find them all.
    """
    if not book.exists():
        return set()
    rows = json.loads(book.read_text() or "{}").values()
    return {row["pid"] for row in rows if row["started"] and start_mark(row["pid"]) == row["started"]}


def ancestors() -> set[int]:
    """This process and those above it: a shell opened inside the stack may start it anew."""
    family = {os.getpid()}
    pid = os.getppid()
    while pid > 1 and pid not in family:
        family.add(pid)
        seen = look(pid)
        pid = seen.parent if seen else 0
    return family


def find(*, run_dir: Path, book: Path) -> set[int]:
    """Leftovers of this run folder, never the caller or those above it."""
    return (marked(run_dir) | booked(book)) - ancestors()


def send(pid: int, number: int) -> bool:
    """Signal one process; False when it is gone or only waits to be collected."""
    try:
        os.kill(pid, number)
    except (ProcessLookupError, PermissionError):
        return False
    seen = look(pid)
    return seen is not None and not seen.state.startswith("Z")


def ending_signal(pid: int) -> int:
    """SIGINT for PostgreSQL, which would wait for its clients on SIGTERM."""
    seen = look(pid)
    return signal.SIGINT if seen and seen.command == "postgres" else signal.SIGTERM


def end(*, run_dir: Path, book: Path) -> int:
    """End all leftovers and return how many there were. Only safe while the lock of the folder is held."""
    found = find(run_dir=run_dir, book=book)
    waiting = {pid for pid in found if send(pid, ending_signal(pid))}
    deadline = time.monotonic() + GRACE
    while waiting and time.monotonic() < deadline:
        time.sleep(0.05)
        waiting = {pid for pid in waiting if send(pid, 0)}
    for pid in waiting:
        send(pid, signal.SIGKILL)
    book.unlink(missing_ok=True)
    return len(found)
