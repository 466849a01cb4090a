"""The style sheets that browsers load, joined from the small files under static/css.

Joining keeps one file per component for people and one request for browsers. The results are committed under
static/css/dist, so a deployment builds nothing; a test compares them with their sources.
"""

import re
from pathlib import Path

FOUNDATION = ("tokens.css", "tokens_dark.css")
SHEETS = {
    "shop.css": (*FOUNDATION, "base.css", "layout.css", "components/*.css", "utilities.css"),
    "admin.css": (*FOUNDATION, "admin/*.css"),
    "styleguide.css": ("styleguide/*.css",),
}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")
AROUND_MARKS = re.compile(r"\s*([{};,])\s*")
AFTER_COLON = re.compile(r"(?<=[\w-]):\s+")
LAST_SEMICOLON = re.compile(r";+}")


def minified(text: str) -> str:
    """The same rules without comments and needless spaces. Those around operators and before `:` stay."""
    text = SPACE.sub(" ", COMMENT.sub("", text))
    text = AFTER_COLON.sub(":", AROUND_MARKS.sub(r"\1", text))
    return LAST_SEMICOLON.sub("}", text).strip() + "\n"


def sources(folder: Path, name: str) -> list[Path]:
    """The files that make up one sheet, in the order they are read."""
    return [path for pattern in SHEETS[name] for path in sorted(folder.glob(pattern))]


def stylesheet(folder: Path, name: str) -> str:
    """One sheet of `SHEETS` built from the sources under `folder` (static/css)."""
    return minified("\n".join(path.read_text(encoding="utf-8") for path in sources(folder, name)))
