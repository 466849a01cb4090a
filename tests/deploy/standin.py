"""A checkout with the real deploy/ and a market of twenty lines: starting and killing takes no time."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

MANAGE = """
import json, os, sys, time
import psycopg

def database():
    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)

word = sys.argv[1]
if word == "migrate":
    database().execute("CREATE TABLE IF NOT EXISTS accounts_user (email text)")
elif word == "load_demo":
    database().execute("INSERT INTO accounts_user VALUES ('shopper@example.com')")
    row = {"role": "shopper", "email": "shopper@example.com", "password": "open-sesame"}
    row["url"] = os.environ["SITE_URL"]
    with open(os.path.join(os.environ["STABROEK_RUN_DIR"], "logins.json"), "w") as file:
        json.dump([row], file)
elif word == "count_accounts":
    print(database().execute("SELECT count(*) FROM accounts_user").fetchone()[0])
elif word == "pump":
    while not os.path.exists("broken"):
        time.sleep(0.1)
    sys.exit("no pump today")
"""
WSGI = """
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"open"]
"""
CELERY_APP = """
import os
import urllib.parse
from celery import Celery
app = Celery("standin", broker="redis+socket://" + urllib.parse.urlsplit(os.environ["REDIS_URL"]).path)
"""
# Shadows the real package, whose four workers take a second to start and three to end.
WORKER = """
import time
time.sleep(600)
"""


@dataclass
class Checkout:
    """The folder, and how to start its market as a person would."""

    root: Path
    port: int

    @property
    def children(self) -> dict[str, int]:
        """Name and process id of every child that runs."""
        book = self.root / "var" / "children.json"
        rows = json.loads(book.read_text()) if book.exists() else {}
        return {name: row["pid"] for name, row in rows.items()}

    def start(self, *words: str, **variables: str) -> subprocess.Popen[str]:
        given = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        return subprocess.Popen(
            [sys.executable, "-m", "deploy.embedded", *(words or ("up",))],
            cwd=self.root,
            env=given | {"PORT": str(self.port), "PYTHONUNBUFFERED": "1"} | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self, *words: str, **variables: str) -> tuple[int, str]:
        """Start and wait; exit code and everything printed."""
        process = self.start(*words, **variables)
        said = process.communicate(timeout=60)[0]
        return process.returncode, said


OURS = (
    "PYTHONDONTWRITEBYTECODE",
    "STABROEK_",
    "STRIPE_",
    "PAYPAL_",
    "DATABASE_",
    "REDIS_",
    "CACHE_",
    "EMAIL_",
    "MAILBOX_",
    "SITE_URL",
    "SECRET_KEY",
)


def make_checkout(root: Path, *, real_workers: bool = False) -> Checkout:
    root.mkdir(parents=True, exist_ok=True)
    for folder in ("deploy", "payments/simulators"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "commerce").mkdir()
    shutil.copy(ROOT / "commerce" / "env.py", root / "commerce" / "env.py")
    texts = {"manage.py": MANAGE, "commerce/wsgi.py": WSGI, "commerce/celery.py": CELERY_APP}
    for name, text in texts.items() | {("commerce/__init__.py", ""), ("payments/__init__.py", "")}:
        (root / name).write_text(text)
    if not real_workers:
        (root / "celery").mkdir()
        (root / "celery" / "__init__.py").touch()
        (root / "celery" / "__main__.py").write_text(WORKER)
    return Checkout(root, free_port())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def read_until(process: subprocess.Popen[str], text: str) -> str:
    """What it printed up to and with the line that holds `text`."""
    lines = []
    assert process.stdout
    for line in process.stdout:
        lines.append(line)
        if text in line:
            return "".join(lines)
    raise AssertionError(f"{text!r} never came:\n{''.join(lines)}")


def of_checkout(checkout: Checkout) -> list[str]:
    """Every process that carries the folder in its environment or command; zombies are gone."""
    mark = str(checkout.root).encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            texts = (folder / "environ").read_bytes() + (folder / "cmdline").read_bytes()
            state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if mark in texts and state != "Z" and int(folder.name) != os.getpid():
            found.append(f"{folder.name} {texts[-200:]!r}")
    return found


def eventually(check: Callable[[], bool], *, seconds: float) -> bool:
    """Whether it comes true within this time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if check():
            return True
        time.sleep(0.05)
    return check()


def end(process: subprocess.Popen[str]) -> int:
    """Ctrl-C."""
    process.send_signal(signal.SIGINT)
    return process.wait(timeout=25)
