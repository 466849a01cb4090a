"""Static files under names that hold a hash of their content, so that browsers may keep them for ever."""

import os
import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from whitenoise.compress import Compressor  # type: ignore[import-untyped]
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

IMPORTS = ManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]  # type: ignore[attr-defined]
OURS = "js/*.js"  # other packages' scripts are taken as they are
HAS_HASH = re.compile(r"\.[0-9a-f]{12}\.")


class CompressorOfNew(Compressor):
    """Leaves what an earlier start has compressed: content under a hashed name never changes, and beside other files
    lies one with the time of what it was made from."""

    def compress(self, path: str) -> list[str]:
        found = [f"{path}.br", f"{path}.gz"]
        if all(map(os.path.exists, found)) and (HAS_HASH.search(os.path.basename(path)) or _is_as_old(found[0], path)):
            return found
        return list(super().compress(path))

    def write_data(self, path: str, data: bytes, suffix: str, stat_result: os.stat_result) -> str:
        """Whole or not at all: half a file would be left as it is for ever."""
        part = super().write_data(path, data, f"{suffix}.part", stat_result)
        os.replace(part, f"{path}{suffix}")
        return f"{path}{suffix}"


def _is_as_old(made: str, path: str) -> bool:
    return abs(os.stat(made).st_mtime - os.stat(path).st_mtime) < 0.001


class HashedStaticStorage(CompressedManifestStaticFilesStorage):
    """Our scripts import each other by hashed names, too: one that was kept never meets one of another release."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, (OURS, IMPORTS))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known: dict[tuple[str, bool, bool], str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """The address of a file, put together once: a page asks for dozens, and a release has the same ones all its
        life."""
        key = (name, force, settings.DEBUG)
        if key not in self.known:
            self.known[key] = super().url(name, force)
        return self.known[key]

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return CompressorOfNew(**kwargs)

    def post_process(self, *args: Any, **kwargs: Any) -> Iterator[tuple[str, str, bool]]:
        self.known.clear()
        yield from super().post_process(*args, **kwargs)
        self.known.clear()
