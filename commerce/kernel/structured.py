"""Structured data for search engines (schema.org) as a block that no browser runs."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe

Thing = Mapping[str, Any]
# Inside a script element only these could end it or begin something else.
HARMLESS = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def script(things: Iterable[Thing]) -> SafeString:
    """All things of a page in one block; nothing when there are none."""
    graph = list(things)
    if not graph:
        return SafeString("")
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(f'<script type="application/ld+json">{text.translate(HARMLESS)}</script>')  # noqa: S308
