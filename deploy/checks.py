"""``./stabroek test [--fast] [words for pytest]``: every gate in order, then the tests, then a table.

A gate that cannot run counts as failed: nothing is passed over in silence. ``--fast`` leaves out the tests
that drive a browser. Exit code 0 only when everything passed.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.embedded.errors import StackError
from deploy.embedded.services import running

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
SCRIPTS = Path(sys.prefix) / "bin"
WIDTH = 30


@dataclass(frozen=True)
class Gate:
    """A command that has to end with 0; its output is shown only when it does not."""

    name: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    name: str
    code: int
    seconds: float

    @property
    def line(self) -> str:
        return f"  {self.name} ".ljust(WIDTH, ".") + f" {self.seconds:6.1f} s  {'failed' if self.code else 'ok'}"


GATES = (
    Gate("Format", (PYTHON, "-m", "ruff", "format", "--check", ".")),
    Gate("Lint", (PYTHON, "-m", "ruff", "check", ".")),
    Gate("Types", (PYTHON, "-m", "mypy", ".")),
    Gate("Import contracts", (PYTHON, str(SCRIPTS / "lint-imports"))),
    Gate("Missing migrations", (PYTHON, "manage.py", "makemigrations", "--check", "--dry-run")),
    Gate("Django checks", (PYTHON, "manage.py", "check", "--fail-level", "WARNING")),
)
# A warning that the migrations could not be compared with the database is a gate that did not run.
UNABLE = re.compile(r"Got an error checking a consistent migration history")


def gate_environment(services: Mapping[str, str]) -> dict[str, str]:
    """Settings good enough to load the project; no secret, nothing of the caller's market."""
    project = {"SECRET_KEY": "only-for-the-gates-" * 4, "DEBUG": "1", "PYTHONPATH": str(ROOT)}
    return os.environ | project | dict(services)


def run_gate(gate: Gate, environment: Mapping[str, str]) -> Result:
    print(f"  {gate.name} ".ljust(WIDTH, "."), end=" ", flush=True)
    begun = time.monotonic()
    done = subprocess.run(
        gate.command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    code = done.returncode or int(bool(UNABLE.search(done.stdout)))
    result = Result(gate.name, code, time.monotonic() - begun)
    print(result.line[WIDTH + 1 :], flush=True)
    if code:
        print(f"\n$ {' '.join(gate.command)}\n{done.stdout}", flush=True)
    return result


def run_gates() -> list[Result]:
    """The gates need a database to compare migrations with: one that nobody else uses."""
    with tempfile.TemporaryDirectory(prefix="stabroek-gates-") as folder, running(folder) as services:
        environment = gate_environment(services)
        return [run_gate(gate, environment) for gate in GATES]


def run_tests(words: list[str], *, fast: bool) -> Result:
    """pytest writes to the terminal itself, so that its own closing line is what people read."""
    begun = time.monotonic()
    browser = ["-m", "not e2e"] if fast else []
    command = [PYTHON, "-m", "pytest", "-n", "2", *browser, *words]
    print(f"\n$ pytest {' '.join(command[3:])}", flush=True)
    code = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode
    return Result("Tests", code, time.monotonic() - begun)


def main(words: list[str]) -> int:
    fast = "--fast" in words
    print("Checks", flush=True)
    results = run_gates()
    results.append(run_tests([word for word in words if word != "--fast"], fast=fast))
    print("\nSummary", *(result.line for result in results), sep="\n")
    failed = [result.name for result in results if result.code]
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nEverything passed.", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except StackError as error:
        print(f"\n{error}", file=sys.stderr)
        sys.exit(error.code)
    except KeyboardInterrupt:
        sys.exit(130)
