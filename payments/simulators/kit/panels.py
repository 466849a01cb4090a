"""Panels that every control page has: webhooks, events, deliveries, faults, requests, clock and book.

`root` is where their forms are posted to; `place` keeps the ids of fields apart when a page has several.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from payments.simulators.kit.book import Book
from payments.simulators.kit.faults import ACTIONS, Fault
from payments.simulators.kit.html import button, choice, field, frame, table
from payments.simulators.kit.webhooks import Modes

SHOWN = 30


def code(text: object) -> str:
    return f"<code>{escape(str(text or ''))}</code>"


def at(moment: float | None) -> str:
    return time.strftime("%H:%M:%S", time.gmtime(moment)) if moment else ""


def deliveries_panel(book: Book) -> str:
    rows = []
    sql = "SELECT * FROM deliveries ORDER BY id DESC LIMIT ?"
    for row in book.rows(sql, (SHOWN,)):
        style = {"delivered": "good", "failed": "bad", "lost": "bad"}.get(row["state"], "quiet")
        answer = row["status"] or row["error"] or ""
        forged = "" if row["forge"] == "none" else row["forge"]
        state = f'<span class="{style}">{escape(row["state"])}</span>'
        rows.append(
            (
                at(row["started"] or row["due"]),
                escape(row["type"]),
                str(row["attempt"]),
                state,
                escape(str(answer)),
                escape(forged),
            )
        )
    heads = ("Time", "Type", "Try", "State", "Answer", "Forgery")
    return "<h3>Deliveries</h3>" + table("Deliveries", heads, rows)


def faults_panel(faults: list[dict[str, Any]], *, root: str = "/_control", place: str = "") -> str:
    rows = [
        (
            escape(f"{rule['method']} {rule['path']}"),
            escape(Fault(**rule).describe()),
            "until removed" if rule["count"] is None else f"{rule['count']} more",
            button(f"{root}/fault_removals", "Remove", {"id": rule["id"]}),
        )
        for rule in faults
    ]
    form = f"""<form method="post" action="{root}/faults"><div class="grid">
{choice("method", "Method", ("*", "POST", "GET"), place=place)}
{field("path", "Path pattern", "/v*", place=place)}
{choice("action", "What happens", ACTIONS, place=place)}
{choice("when", "Before or after the work", ("before", "after"), place=place)}
{field("status", "Status", "", type="number", hint="Empty: 500, and 200 for garbage.", place=place)}
{field("seconds", "Seconds to hang", 0, place=place)}
{field("retry_after", "Retry-After seconds", "", type="number", place=place)}
{field("count", "How many requests", 1, type="number", place=place)}
</div><button class="second">Add fault</button></form>"""
    return table("Faults in force", ("Requests", "Fault", "Left", "Action"), rows) + form


def requests_panel(book: Book) -> str:
    rows = []
    for row in book.rows("SELECT * FROM requests ORDER BY seq DESC LIMIT ?", (SHOWN,)):
        answer = "no reply" if row["status"] == 0 else f"{row['status']}{' replayed' if row['replayed'] else ''}"
        call = code(f"{row['method']} {row['path'][:60]}")
        rows.append((at(row["at"]), call, answer, escape(row["fault"] or ""), code(row["idempotency_key"])))
    return table("Requests", ("Time", "Request", "Answer", "Fault", "Idempotency key"), rows)


def webhooks_panel(
    modes: Modes, forgeries: Sequence[str], *, secret: bool = True, root: str = "/_control", place: str = ""
) -> str:
    """How webhooks are sent. Without `secret` the provider signs with a key of its own."""
    known = "A secret is set." if modes.secret else "No secret is set."
    hint = f"{known} Empty keeps it."
    signing = field("secret", "Signing secret", "", type="password", hint=hint, place=place) if secret else ""
    return f"""<form method="post" action="{root}/webhooks"><div class="grid">
{field("url", "Endpoint URL", modes.url, type="url", place=place)}
{signing}
{field("delay_min", "Shortest delay, seconds", modes.delay_min, place=place)}
{field("delay_max", "Longest delay, seconds", modes.delay_max, place=place)}
{field("duplicates", "Extra copies", modes.duplicates, place=place)}
{field("reorder", "Shuffle window, events", modes.reorder, place=place)}
{field("lose_k", "Lose this many", modes.lose_k, place=place)}
{field("lose_n", "of each so many events", modes.lose_n, place=place)}
{choice("forge", "Forgery", forgeries, modes.forge, place=place)}
{choice("hold", "Hold all webhooks", ("false", "true"), str(modes.hold).lower(), place=place)}
{field("retry_base", "First retry after seconds", modes.retry_base, place=place)}
{field("max_attempts", "Tries in all", modes.max_attempts, place=place)}
</div><button>Save webhook settings</button></form>
{button(f"{root}/webhooks", "End all webhook faults", {"reset": "true"}, "second")}"""


def events_panel(rows: Iterable[tuple[int, str, str, str]], *, forged: str) -> str:
    """Events as (time, type, what it tells of, id), each with buttons that send it; `forged` names one forgery."""
    cells = []
    for created, type, thing, id in rows:
        hidden: dict[str, object] = {"event": id}
        actions = (
            button("/_control/deliver", "Send", hidden)
            + button("/_control/deliver", "5 at once", {**hidden, "copies": 5, "at_once": "true"})
            + button("/_control/deliver", "Forged", {**hidden, "forge": forged})
        )
        cells.append((at(created), escape(type), code(thing[:30]), code(id), actions))
    return table("Events", ("Time", "Type", "Object", "Event", "Deliver now"), cells)


def book_panel(now: int, *, sentence: str) -> str:
    shown = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(now))
    return f"""<p>The simulator's clock shows {shown} UTC. {escape(sentence)}</p>
{button("/_control/clock", "Advance 31 minutes", {"advance": 1860}, "second")}
{button("/_control/clock", "Advance 24 hours", {"advance": 86400}, "second")}
<p>As JSON: <a href="/_control/book">book</a>, <a href="/_control/requests">requests</a>,
<a href="/_control/deliveries">deliveries</a>.</p>
{button("/_control/reset", "Empty the book", {}, "danger")}"""


def control_frame(*, title: str, banner: str, about: str, parts: Sequence[tuple[str, str, str]]) -> str:
    """The whole control page from (id, heading, HTML) of its parts. `about` is plain text."""
    jumps = "".join(f'<a href="#{id}">{escape(heading)}</a>' for id, heading, _ in parts)
    panels = "".join(
        f'<section class="panel" id="{id}" aria-labelledby="{id}-title">'
        f'<h2 id="{id}-title">{escape(heading)}</h2>{body}</section>'
        for id, heading, body in parts
    )
    head = f'<h1>{escape(title)}</h1><p class="quiet">{escape(about)}</p>'
    nav = f'<nav class="jump" aria-label="On this page">{jumps}</nav>'
    return frame(title=f"{title} control", banner=banner, body=head + nav + panels, kind="control")
