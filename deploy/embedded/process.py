"""Child processes: started in a group of their own, watched, ended, never left behind."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from deploy.embedded import leftovers
from deploy.embedded.errors import BrokeDown
from deploy.embedded.layout import ROOT, Layout

HERE = Path(__file__).resolve().parent
BARE_PYTHON = (sys.executable, "-I", "-S")
LOG_LIMIT = 5_000_000  # bytes; a longer log is set aside once at the next start
POLL = 0.03  # seconds
ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def always() -> bool:
    return True


@dataclass(frozen=True)
class Program:
    """What to run and how to treat it. Times are seconds.

    `end` asks for an orderly end, `orphan` is sent when the supervisor died, `start_again_for` is how long an
    end before readiness is tried anew (PostgreSQL over the lock file of a killed server). Without a `vital` one
    there is no shop: when it does not stay up, everything ends.
    """

    name: str
    argv: tuple[str, ...]
    end: signal.Signals = signal.SIGTERM
    orphan: signal.Signals = signal.SIGTERM
    ready: Callable[[], bool] = always
    patience: float = 60
    grace: float = 10
    start_again_for: float = 0
    as_nobody: bool = False
    vital: bool = False
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Child:
    """A program that runs, or ran."""

    program: Program
    popen: subprocess.Popen[bytes]
    restarts: list[float] = field(default_factory=list)
    rests: bool = False

    @property
    def pid(self) -> int:
        return self.popen.pid

    @property
    def how_it_ended(self) -> str:
        code = self.popen.poll()
        if code is None:
            return "still runs"
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"

    def is_running(self) -> bool:
        return self.popen.poll() is None

    def signal_group(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, number)


class Family:
    """All children of one stack, in the order of their start."""

    def __init__(self, *, layout: Layout, environment: Mapping[str, str]) -> None:
        self.layout = layout
        self.environment = dict(environment) | {"STABROEK_RUN_DIR": str(layout.run_dir)}
        self.children: dict[str, Child] = {}
        guardian = [*BARE_PYTHON, str(HERE / "guardian.py")]
        self.guardian = subprocess.Popen(guardian, stdin=subprocess.PIPE, text=True, start_new_session=True)

    def start(self, program: Program) -> Child:
        """Start it without waiting for readiness. A former run of the same name is replaced."""
        # A signal between the start and the booking would leave a child that nobody knows of.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING_SIGNALS)
        try:
            return self._start(program)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def run(self, program: Program) -> int:
        """Run it to its end and return its exit code."""
        return self.end_of(self.start(program))

    def end_of(self, child: Child) -> int:
        """Wait until it ends by itself; its exit code."""
        code = child.popen.wait()
        self.forget(child)
        del self.children[child.program.name]
        return code

    def _start(self, program: Program) -> Child:
        user = "nobody" if program.as_nobody else "same"
        launch = [*BARE_PYTHON, str(HERE / "launch.py"), str(program.orphan.value), user]
        with self._open_log(program.name) as log:
            popen = subprocess.Popen(
                [*launch, *program.argv],
                cwd=ROOT,
                env=self.environment | dict(program.variables),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._tell_guardian(f"+ {popen.pid} {program.orphan.value}")
        former = self.children.get(program.name)
        child = Child(program, popen, former.restarts if former else [])
        self.children[program.name] = child
        self._write_book()
        return child

    def await_ready(self, child: Child) -> Child:
        """Wait until it answers. Raises BrokeDown with the end of its log."""
        program = child.program
        begun = time.monotonic()
        while not (child.is_running() and program.ready()):
            waited = time.monotonic() - begun
            if not child.is_running():
                if waited > program.start_again_for:
                    raise self._broke_down(child, f"{program.name} did not start ({child.how_it_ended}).")
                self.forget(child)
                time.sleep(0.3)
                child = self.start(program)
            elif waited > program.patience:
                raise self._broke_down(child, f"{program.name} did not answer in {program.patience:.0f} s.")
            time.sleep(POLL)
        return child

    def start_ready(self, program: Program) -> Child:
        return self.await_ready(self.start(program))

    def stop(self, *children: Child) -> None:
        """End them together; what does not end in its time is killed with its whole group."""
        for child in children:
            if child.is_running():
                # The leader alone: it knows how to end its own workers in order.
                child.popen.send_signal(child.program.end)
        begun = time.monotonic()
        for child in children:
            remaining = child.program.grace - (time.monotonic() - begun)
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.popen.wait(timeout=max(remaining, 0.01))
            self.forget(child)

    def forget(self, child: Child) -> None:
        """Kill what is left of its group and wait for it."""
        child.signal_group(signal.SIGKILL)
        child.popen.wait()
        self._tell_guardian(f"- {child.pid}")
        if self.children.get(child.program.name) is child:
            self._write_book(without=child)

    def close(self) -> None:
        """Stop everything in reverse order, then the guardian."""
        for child in reversed(list(self.children.values())):
            self.stop(child)
        self.layout.children.unlink(missing_ok=True)
        if self.guardian.stdin:
            self.guardian.stdin.close()
        self.guardian.wait()

    def _broke_down(self, child: Child, message: str) -> BrokeDown:
        return BrokeDown.with_log(message, self.layout.log(child.program.name))

    def _tell_guardian(self, order: str) -> None:
        if self.guardian.stdin:
            with contextlib.suppress(BrokenPipeError):
                print(order, file=self.guardian.stdin, flush=True)

    def _open_log(self, name: str) -> IO[bytes]:
        path = self.layout.log(name)
        if path.exists() and path.stat().st_size > LOG_LIMIT:
            path.replace(path.with_suffix(".log.1"))
        return path.open("ab")

    def _write_book(self, *, without: Child | None = None) -> None:
        """Who runs, for the next start to find and for tests to kill."""
        rows = {
            name: {"pid": child.pid, "started": leftovers.start_mark(child.pid)}
            for name, child in self.children.items()
            if child is not without and child.is_running()
        }
        draft = self.layout.children.with_suffix(".draft")
        draft.write_text(json.dumps(rows, indent=1))
        draft.replace(self.layout.children)
