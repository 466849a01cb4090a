"""Which scenes are played for the pictures that are wanted, and in which order."""

from .album import Album
from .scenes import (
    account,
    around,
    asking,
    bulk_and_files,
    buying,
    confidence,
    opinions,
    papers,
    planning,
    shop,
    staff,
    staff_acts,
    styleguide,
)
from .scenes.scene import Scene

ALL = [
    *shop.SCENES, *opinions.SCENES, *buying.SCENES, *asking.SCENES, *account.SCENES, *confidence.SCENES,
    *bulk_and_files.SCENES, *staff_acts.SCENES, *planning.SCENES, *staff.SCENES, *styleguide.SCENES, *papers.SCENES,
    *around.SCENES,
]  # fmt: skip


def wanted(album: Album) -> list[Scene]:
    """Every scene with a wanted picture, and before it those it needs."""
    chosen: list[Scene] = []
    for scene in ALL:
        if any(album.wants(name) for name in scene.names):
            chosen += [each for each in (*scene.needs, scene) if each not in chosen]
    return chosen


def names() -> list[str]:
    return [name for scene in ALL for name in scene.names]
