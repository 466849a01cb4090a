"""Static files under names that hold a hash of their content, so that browsers may keep them for ever."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

IMPORTS = ManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]  # type: ignore[attr-defined]
OURS = "js/*.js"  # other packages' scripts are taken as they are


class HashedStaticStorage(CompressedManifestStaticFilesStorage):
    """Our scripts import each other by hashed names, too: one that was kept never meets one of another release."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, (OURS, IMPORTS))
