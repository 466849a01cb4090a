"""``./stabroek screenshots [--url http://localhost:8000] [--only WORD ...]``."""

import argparse
import contextlib
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Error

from deploy.embedded import supervisor
from deploy.embedded.errors import StackError
from deploy.embedded.layout import ROOT
from deploy.embedded.process import ENDING_SIGNALS

from . import markets, plan
from .album import Album
from .markets import Market
from .scenes.scene import Scene
from .studio import DESK, PHONE, Studio, chromium

FOLDER = ROOT / "var" / "screenshots"


def options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./stabroek screenshots", description="Pictures of every page.")
    parser.add_argument(
        "--url", default="", help="a market on this machine; without it the one that is up, or an own one"
    )
    parser.add_argument("--own", action="store_true", help="start a market of its own although one is up")
    parser.add_argument("--logins", type=Path, help="the logins of that market (var/logins.json)")
    parser.add_argument("--only", nargs="+", default=[], metavar="WORD", help="pictures whose name holds a word")
    parser.add_argument("--names", action="store_true", help="list the names of the pictures and end")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the pictures go (var/screenshots)")
    return parser.parse_args(words)


@contextlib.contextmanager
def market_of(asked: argparse.Namespace) -> Iterator[Market]:
    found = None if asked.own else markets.running(asked.url, asked.logins)
    if found:
        print(f"Looking at {found.url}. A few orders are placed there.", flush=True)
        yield found
        return
    print("Starting a market for the pictures.", flush=True)
    with markets.own() as own:
        yield own


def play(scene: Scene, studio: Studio) -> None:
    """A scene that goes wrong is told and does not hold up the others."""
    begun = time.monotonic()
    try:
        scene.play(studio)
    except (Error, StopIteration, KeyError, OSError) as fault:
        studio.album.trouble(f"{scene.title} at {studio.sight.width} px: {str(fault).splitlines()[0]}")
    print(f"  {studio.sight.width:>4} px  {scene.title:<28} {time.monotonic() - begun:5.1f} s", flush=True)


def take(album: Album, market: Market) -> None:
    scenes = plan.wanted(album)
    with chromium() as browser:
        studios = [Studio(browser, market, album, sight) for sight in (PHONE, DESK)]
        studios[1].signed_in = studios[0].signed_in
        for studio in studios:
            for scene in scenes:
                if not scene.last:
                    play(scene, studio)
        for scene in scenes:
            if scene.last and market.break_down is None:
                album.trouble(f"{scene.title}: only in a market of its own (--own)")
            elif scene.last:
                for studio in studios:
                    play(scene, studio)


def main(words: list[str]) -> int:
    asked = options(words)
    if asked.names:
        print("\n".join(plan.names()))
        return 0
    for number in ENDING_SIGNALS:
        signal.signal(number, supervisor.ask_to_end)
    album = Album(asked.folder, tuple(asked.only))
    if not plan.wanted(album):
        print(f"No picture's name holds {' or '.join(asked.only)}. --names lists them.", file=sys.stderr)
        return 64
    try:
        with market_of(asked) as market:
            album.clear()
            take(album, market)
    except supervisor.Ended as ended:
        return ended.code
    sheet = album.write_sheet()
    count = sum(len(files) for files in album.taken.values())
    print(f"{count} pictures of {len(album.taken)} pages in {time.monotonic() - album.begun:.0f} s: {sheet}")
    return 1 if album.troubles else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except StackError as error:
        print(f"\n{error}", file=sys.stderr)
        sys.exit(error.code)
