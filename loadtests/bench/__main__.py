"""`./stabroek bench [--products N | --catalogue FILE] [--seconds S] [--json FILE]`.

Prints pages a second with their cost, then purchases a minute with the time of each step.

`./stabroek bench --browser [--runs N] [--only PAGE ...] [--json FILE]` looks at the demo market's pages in Chromium
instead, behind a slow line and a slow processor. It ends with 1 when a page misses a goal.
"""

import argparse
import json
import signal
import sys
import tempfile
from pathlib import Path

from . import journeys, pages, peers
from .browser import run as browser
from .journeys import Journeys
from .market import market
from .pages import Row
from .peers import PEERS

PRODUCTS = 22_074
CONNECTIONS, LANES = 8, 4
COLUMNS = ("per second", "bare is ×", *(f"{peer} ×" for peer in PEERS), "P50 ms", "P95 ms", "CPU ms", "SQL", "KB")


def main() -> int:
    words = argparse.ArgumentParser(prog="./stabroek bench", description=__doc__)
    words.add_argument("--products", type=int, default=PRODUCTS, help=f"made-up products beside the demo ({PRODUCTS})")
    words.add_argument("--catalogue", type=Path, help="products of a file in Shopify's format instead")
    words.add_argument("--seconds", type=float, default=5, help="for each kind of page (5)")
    words.add_argument("--journeys", type=float, default=30, help="seconds of purchases (30)")
    words.add_argument("--json", type=Path, help="write the figures there, too")
    words.add_argument("--browser", action="store_true", help="what a person waits for, in Chromium, instead")
    words.add_argument("--runs", type=int, default=5, help="looks at each page, of which the median is told (5)")
    words.add_argument("--only", nargs="+", default=[], metavar="PAGE", help="these pages of the browser's alone")
    asked = words.parse_args()
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    with tempfile.TemporaryDirectory(prefix="stabroek-bench-") as folder:
        print("Starting and filling the market.", flush=True)
        if asked.browser:
            return in_a_browser(Path(folder), asked)
        with market(Path(folder), products=asked.products, catalogue=asked.catalogue) as here:
            wanted = here.ask("loadtests.bench.wanted")
            rows = pages.rows(here, wanted["pages"], seconds=asked.seconds, connections=CONNECTIONS)
            show_pages(rows)
            bought = journeys.run(here, wanted, seconds=asked.journeys, lanes=LANES)
            show_journeys(bought, pages.bare_rate(rows))
    if asked.json:
        asked.json.write_text(json.dumps({"pages": [row.json() for row in rows], "journeys": bought.json()}, indent=1))
    return 1 if bought.failed or any(row.failed for row in rows) else 0


def in_a_browser(folder: Path, asked: argparse.Namespace) -> int:
    with market(folder, products=0, catalogue=None) as here:
        seen = browser.look(here.shop.url, here.uncached.url, runs=asked.runs, only=asked.only)
        missed = browser.show(seen)
    if asked.json:
        asked.json.write_text(json.dumps(seen.json(), indent=1))
    return 1 if missed else 0


def show_pages(rows: list[Row]) -> None:
    print(f"{'page':<12}{'server':<10}" + "".join(f"{name:>11}" for name in COLUMNS))
    for row in rows:
        cells = (
            f"{row.per_second:,.0f}", f"{row.ratio:.1f}", *beside(row), f"{row.p50:.1f}", f"{row.p95:.1f}",
            f"{row.cpu_ms:.2f}", f"{row.statements:.1f}", f"{row.bytes / 1000:.1f}",
        )  # fmt: skip
        failed = f"  {row.failed} failed" if row.failed else ""
        print(f"{row.kind:<12}{row.server:<10}" + "".join(f"{cell:>11}" for cell in cells) + failed, flush=True)


def beside(row: Row) -> list[str]:
    """How many times as many pages as each peer."""
    return [f"{times:.0f}" for times in peers.times_quicker(row.kind, row.ratio)] or [""] * len(PEERS)


def show_journeys(bought: Journeys, bare: float) -> None:
    told = bought.json()
    print(
        f"\n{bought.per_minute:,.0f} purchases a minute, {bought.paid} paid, {len(bought.failed)} failed;"
        f" each {bought.requests / max(bought.paid, 1):.1f} requests, {told['cpu_ms']:.0f} ms CPU of the shop,"
        f" {told['statements']:.0f} statements of all"
    )
    times = zip(PEERS, peers.orders_times(bought.per_minute, bare), strict=True)
    print(f"  {', '.join(f'{many:.1f} times {peer}' for peer, many in times)}, by the bare view's {bare:,.0f} a second")
    for name, took in told["steps"].items():
        print(f"  {name:<20}{took['p50']:>8.1f} ms{took['p95']:>8.1f} ms P95")
    for problem in bought.failed[:3]:
        print(f"  {problem}")


if __name__ == "__main__":
    sys.exit(main())
