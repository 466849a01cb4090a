"""HTML of simulator pages: one frame, escaped text, tables and options."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from payments.simulators.kit.http import Reply

KIT_STATIC = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".html": "text/html; charset=utf-8",
}


def frame(*, title: str, banner: str, body: str, kind: str = "") -> str:
    """A whole page. `title` and `banner` are plain text, `body` is HTML."""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/_static/simulator.css">
</head>
<body class="{escape(kind)}">
<header class="banner">{escape(banner)}</header>
<main>
{body}
</main>
</body>
</html>
"""


def static_file(folder: Path, name: str, headers: dict[str, str] | None = None) -> Reply | None:
    """A file that lies directly in the folder, or None."""
    path = folder / name
    if path.parent != folder or not path.is_file():
        return None
    return Reply(200, path.read_bytes(), {"Content-Type": TYPES[path.suffix], **(headers or {})})


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table that scrolls sideways inside its frame. Cells are HTML already."""
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    if not body:
        return '<p class="quiet">Nothing yet.</p>'
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    label = escape(caption)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{label} table">'
        f"<table><caption>{label}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def button(action: str, label: str, hidden: dict[str, object], style: str = "small") -> str:
    """A form that is one button."""
    fields = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(str(value))}">' for name, value in hidden.items()
    )
    return (
        f'<form method="post" action="{escape(action)}" class="inline">{fields}'
        f'<button class="{escape(style)}">{escape(label)}</button></form>'
    )


def field(name: str, label: str, value: object = "", *, type: str = "text", hint: str = "", place: str = "") -> str:
    """An input. `place` tells it from one of the same name in another form of the page."""
    id = f"{place}{name}"
    note = f'<span class="hint" id="{id}-hint">{escape(hint)}</span>' if hint else ""
    described = f' aria-describedby="{id}-hint"' if hint else ""
    return (
        f'<div class="field"><label for="{id}">{escape(label)}</label>'
        f'<input id="{id}" name="{name}" type="{type}" value="{escape(str(value))}"{described}>{note}</div>'
    )


def choice(name: str, label: str, options: Iterable[str], chosen: str = "", *, place: str = "") -> str:
    items = "".join(f"<option{' selected' if item == chosen else ''}>{escape(item)}</option>" for item in options)
    select = f'<select id="{place}{name}" name="{name}">{items}</select>'
    return f'<div class="field"><label for="{place}{name}">{escape(label)}</label>{select}</div>'
