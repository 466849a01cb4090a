"""Makes ``.venv`` and fills it from the lists with hashes. Run by ``./stabroek`` with the Python it found.

Standard library only: it runs before anything is installed. ``python deploy/install.py run|dev STAMP``;
exit code 69 when a package could not be had.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
HOME_MARK = VENV / "stamp-home"
LOG = ROOT / "var" / "log" / "install.log"
LISTS = {"run": "requirements/run.txt", "dev": "requirements/dev.txt"}
TOOLS = "requirements/tools.txt"
UNAVAILABLE = 69


class Progress:
    """One line on the terminal that counts the seconds while the block runs."""

    def __init__(self, *, text: str) -> None:
        self.text = text
        self.done = threading.Event()
        self.started = time.monotonic()
        self.counter = threading.Thread(target=self._count, daemon=True)

    def _count(self) -> None:
        while sys.stdout.isatty() and not self.done.wait(1):
            print(f"\r{self.text} ... {time.monotonic() - self.started:.0f} s", end="", flush=True)

    def __enter__(self) -> None:
        print(f"{self.text} ...", end="", flush=True)
        self.counter.start()

    def __exit__(self, failed: object, *_: object) -> None:
        self.done.set()
        self.counter.join()
        seconds = f"{time.monotonic() - self.started:.0f} s"
        print(f"\r{self.text} ... {seconds}" if sys.stdout.isatty() else f" {seconds}", flush=True)


def run(*command: str) -> bool:
    """Run a command into the log; True when it ended with 0."""
    with LOG.open("ab") as log:
        log.write(f"$ {' '.join(command)}\n".encode())
        log.flush()
        done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False)
    return done.returncode == 0


def answers(python: Path) -> bool:
    """Whether this interpreter still runs and has a version the lists are made for."""
    supported = "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"
    try:
        return subprocess.run([python, "-c", supported], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_venv() -> bool:
    """A venv that runs, at the place it was made for: its scripts carry the path."""
    moved = HOME_MARK.exists() and HOME_MARK.read_text() != str(ROOT)
    if not moved and answers(PYTHON):
        return True
    shutil.rmtree(VENV, ignore_errors=True)
    if not run(sys.executable, "-m", "venv", str(VENV)):
        return False
    HOME_MARK.write_text(str(ROOT))
    return True


def sync(*, wanted: str) -> bool:
    """Bring the venv to exactly the list: uv is fast, pip is the second way in."""
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes", "--disable-pip-version-check"]
    if run(*pip, "--no-deps", "-r", TOOLS):
        uv = [str(VENV / "bin" / "uv"), "pip", "sync", "--python", str(PYTHON), "--require-hashes"]
        if run(*uv, LISTS[wanted], TOOLS):
            return True
    return run(*pip, "-r", LISTS[wanted], "-r", TOOLS)


def install(*, wanted: str, stamp: str) -> bool:
    """Prepare the list, unless another start did while this one waited for the lock."""
    if any(VENV.glob("stamp-dev-*")):
        wanted = "dev"
    mark = VENV / f"stamp-{wanted}-{stamp}"
    if mark.exists() and answers(PYTHON):
        return True
    with Progress(text="Preparing Python packages"):
        ready = make_venv() and sync(wanted=wanted)
    if ready:
        for old in [*VENV.glob("stamp-run-*"), *VENV.glob("stamp-dev-*")]:
            old.unlink()
        mark.touch()
    return ready


def main() -> int:
    wanted, stamp = sys.argv[1:]
    if wanted not in LISTS:
        print(f"There is no list {wanted!r}: run or dev.", file=sys.stderr)
        return 64
    LOG.parent.mkdir(parents=True, exist_ok=True)
    # The kernel gives the lock back when its holder dies, so nothing can be left behind.
    with (LOG.parent.parent / "install.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        LOG.write_bytes(b"")
        if install(wanted=wanted, stamp=stamp):
            return 0
    print("The Python packages could not be installed. The end of var/log/install.log:", file=sys.stderr)
    for line in LOG.read_text(errors="replace").splitlines()[-12:]:
        print(f"  {line}", file=sys.stderr)
    return UNAVAILABLE


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
