"""What the person at the terminal reads: a line for each step, then one screen with the addresses."""

import contextlib
import json
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from deploy.embedded.environment import Surroundings

WIDTH = 34


@contextlib.contextmanager
def step(text: str) -> Iterator[None]:
    """Print what goes on, and its seconds when it is done."""
    print(f"  {text} ".ljust(WIDTH, "."), end=" ", flush=True)
    begun = time.monotonic()
    try:
        yield
    except BaseException:
        print("stopped", flush=True)
        raise
    print(f"{time.monotonic() - begun:.1f} s", flush=True)


def logins(book: Path, *, site: str) -> list[dict[str, str]]:
    """Rows of role, email, password, url that the demo market wrote down; none when there is no demo.

    The port may be another one than at the time of writing, so only the path of the url is kept.
    """
    if not book.exists():
        return []
    rows: list[dict[str, str]] = json.loads(book.read_text())
    return [row | {"url": f"{site.rstrip('/')}{urlsplit(row['url']).path}"} for row in rows]


def login_lines(rows: list[dict[str, str]]) -> list[str]:
    if not rows:
        return []
    widths = {key: max(len(row[key]) for row in rows) for key in ("role", "email", "password")}
    cells = ("  ".join(row[key].ljust(widths[key]) for key in widths) + f"  {row['url']}" for row in rows)
    return ["", "  Log in as", *(f"    {line}" for line in cells)]


def summary(here: Surroundings, *, seconds: float) -> str:
    """The one screen."""
    lines = ["", f"  The market is open at   {here.site}     ({seconds:.1f} s)"]
    lines += login_lines(logins(here.layout.logins, site=here.site))
    lines.append("")
    if here.lacks("EMAIL_URL"):
        lines.append(f"  Mail it sends           {here.mailbox}")
    if here.simulates:
        lines.append(f"  Card simulator          {here.simulator}/_control/")
        lines.append(f"  PayPal simulator        {here.paypal_simulator}/_control/")
        lines.append(f"  MMG simulator           {here.mmg_simulator}/_control/")
        lines.append(f"  All simulators          {here.simulators}")
    lines += [
        f"  Logs                    {here.layout.logs}",
        "",
        f"  Ctrl-C stops everything; the data stays in {here.layout.run_dir.name}/.",
        "",
    ]
    return "\n".join(lines)
