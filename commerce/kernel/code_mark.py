"""A mark of the code that runs: what another version kept in the cache is not read by this one.

Kept values are Python objects and whole pages. After an update the one may have another shape, the other names style
sheets that are gone; processes of both versions may run for a while beside each other.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.apps import apps
from django.conf import settings

KINDS = frozenset({".py", ".html"})


@cache
def code_mark() -> str:
    """Of all sources of our apps, the templates and the names of the static files. A tenth of a second, once."""
    found = blake2b(digest_size=6)
    for path in sorted({*_sources()}):
        found.update(str(path.relative_to(settings.ROOT)).encode())
        found.update(path.read_bytes())
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.exists():
        found.update(manifest.read_bytes())
    return found.hexdigest()


def marked_key(key: str, prefix: str, version: int) -> str:
    """Django's KEY_FUNCTION."""
    return f"{prefix}:{code_mark()}:{version}:{key}"


def _sources() -> Iterator[Path]:
    ours = [Path(config.path) for config in apps.get_app_configs() if _is_ours(Path(config.path))]
    for folder in (*ours, settings.ROOT / "templates"):
        yield from (path for path in folder.rglob("*") if path.suffix in KINDS)


def _is_ours(folder: Path) -> bool:
    return folder.is_relative_to(settings.ROOT) and not {".venv", "site-packages"} & set(folder.parts)
