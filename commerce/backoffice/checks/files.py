"""Room and permission for files."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from .finding import Finding, failed, passed, warned

MB = 1_000_000
LEAST_FREE_MB, ENOUGH_FREE_MB = 500, 2_000


def media() -> Iterator[Finding]:
    folder = Path(settings.MEDIA_ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"written by the doctor")
    except OSError as error:
        todo = "Make MEDIA_ROOT a folder that the shop's user may write to."
        yield failed("Pictures", f"{folder}: {error.strerror}", todo)
    else:
        yield passed("Pictures", f"{folder} can be written")


def space() -> Iterator[Finding]:
    folder = Path(settings.MEDIA_ROOT)
    present = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(present).free // MB
    text, todo = f"{free} MB free for pictures", "Make room, or move MEDIA_ROOT to a larger disk."
    if free < LEAST_FREE_MB:
        yield failed("Disk space", text, todo)
    elif free < ENOUGH_FREE_MB:
        yield warned("Disk space", text, todo)
    else:
        yield passed("Disk space", text)


def static() -> Iterator[Finding]:
    """The manifest is what pages look file names up in; without it every page is an error."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.is_file():
        yield passed("Style sheets", "collected")
    elif settings.DEBUG:
        yield warned("Style sheets", "not collected; fine while DEBUG is on", "Run manage.py collectstatic at launch.")
    else:
        yield failed("Style sheets", "not collected", "Run manage.py collectstatic.")
