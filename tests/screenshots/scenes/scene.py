"""A scene, and plain pages that need no way to them."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.screenshots.studio import Studio


@dataclass(frozen=True)
class Scene:
    """`names` are the pictures it may take; `needs` are the scenes whose findings it uses; a `last` one leaves the
    market unusable and is only played in a market of our own."""

    title: str
    names: tuple[str, ...]
    play: Callable[[Studio], None]
    needs: tuple["Scene", ...] = ()
    last: bool = False


def pages(title: str, who: str, paths: dict[str, str]) -> Scene:
    """Pictures by name, each of one address in the window of `who`."""

    def play(studio: Studio) -> None:
        window = studio.window(who)
        for name, path in paths.items():
            if studio.album.wants(name):
                window.open(path)
                window.shoot(name)

    return Scene(title, tuple(paths), play)
