"""Panels of a control page that every simulator has: deliveries, faults, requests."""

from __future__ import annotations

import time
from html import escape
from typing import Any

from payments.simulators.kit.book import Book
from payments.simulators.kit.faults import ACTIONS, Fault
from payments.simulators.kit.html import button, choice, field, table

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


def faults_panel(faults: list[dict[str, Any]]) -> str:
    rows = [
        (
            escape(f"{rule['method']} {rule['path']}"),
            escape(Fault(**rule).describe()),
            "until removed" if rule["count"] is None else f"{rule['count']} more",
            button("/_control/fault_removals", "Remove", {"id": rule["id"]}),
        )
        for rule in faults
    ]
    form = f"""<form method="post" action="/_control/faults"><div class="grid">
{choice("method", "Method", ("*", "POST", "GET"))}
{field("path", "Path pattern", "/v1/*")}
{choice("action", "What happens", ACTIONS)}
{choice("when", "Before or after the work", ("before", "after"))}
{field("status", "Status", 500, type="number")}
{field("seconds", "Seconds to hang", 0)}
{field("retry_after", "Retry-After seconds", "", type="number")}
{field("count", "How many requests", 1, type="number")}
</div><button class="second">Add fault</button></form>"""
    return table("Faults in force", ("Requests", "Fault", "Left", "Action"), rows) + form


def requests_panel(book: Book) -> str:
    rows = []
    for row in book.rows("SELECT * FROM requests ORDER BY seq DESC LIMIT ?", (SHOWN,)):
        answer = "no reply" if row["status"] == 0 else f"{row['status']}{' replayed' if row['replayed'] else ''}"
        call = code(f"{row['method']} {row['path'][:60]}")
        rows.append((at(row["at"]), call, answer, escape(row["fault"] or ""), code(row["idempotency_key"])))
    return table("Requests", ("Time", "Request", "Answer", "Fault", "Idempotency key"), rows)
