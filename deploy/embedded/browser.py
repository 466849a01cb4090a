"""Where Chromium is, for tests, screenshots and the browser's bench."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium_path() -> str | None:
    """None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)
