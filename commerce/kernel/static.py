"""Static files under names that hold a hash of their content, so that browsers may keep them for ever."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

IMPORTS = ManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]  # type: ignore[attr-defined]
OURS = "js/*.js"  # other packages' scripts are taken as they are


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

    def post_process(self, *args: Any, **kwargs: Any) -> Iterator[tuple[str, str, bool]]:
        self.known.clear()
        yield from super().post_process(*args, **kwargs)
        self.known.clear()
