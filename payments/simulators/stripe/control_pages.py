"""The control page: what was paid, what was sent, what goes wrong, with buttons. No JavaScript."""

from __future__ import annotations

import time
from html import escape
from typing import Any

from payments.simulators.kit.book import Document
from payments.simulators.kit.faults import ACTIONS, Fault
from payments.simulators.kit.html import button, choice, field, frame, table
from payments.simulators.stripe.account import API_VERSION, Account
from payments.simulators.stripe.events import FORGERIES
from payments.simulators.stripe.money import written
from payments.simulators.stripe.pages import BANNER
from payments.simulators.stripe.refunds import OUTCOMES

SHOWN = 30


def control_page(account: Account, faults: list[dict[str, Any]], seed: int) -> str:
    """The whole page; the newest thirty of each kind."""
    parts = (
        ("payments", "Payments", sessions_part(account) + intents_part(account)),
        ("refunds", "Refunds and disputes", refunds_part(account) + disputes_part(account)),
        ("webhooks", "Webhooks", webhooks_part(account)),
        ("events", "Events", events_part(account) + deliveries_part(account)),
        ("faults", "Faults", faults_part(faults)),
        ("requests", "Requests", requests_part(account)),
        ("book", "Clock and book", book_part(account)),
    )
    jumps = "".join(f'<a href="#{id}">{title}</a>' for id, title, _ in parts)
    panels = "".join(
        f'<section class="panel" id="{id}" aria-labelledby="{id}-title">'
        f'<h2 id="{id}-title">{title}</h2>{body}</section>'
        for id, title, body in parts
    )
    head = f'<h1>Stripe simulator</h1><p class="quiet">API version {API_VERSION}, seed {seed}.</p>'
    nav = f'<nav class="jump" aria-label="On this page">{jumps}</nav>'
    return frame(title="Stripe simulator control", banner=BANNER, body=head + nav + panels, kind="control")


def code(text: object) -> str:
    return f"<code>{escape(str(text or ''))}</code>"


def amount_of(document: Document) -> str:
    return escape(
        written(document["amount_total" if "amount_total" in document else "amount"], document["currency"])
    )


def at(moment: float | None) -> str:
    return time.strftime("%H:%M:%S", time.gmtime(moment)) if moment else ""


def sessions_part(account: Account) -> str:
    rows = []
    for row in account.book.find("checkout_session", limit=SHOWN):
        link = f'<a href="{escape(row["url"])}">Open page</a>' if row["url"] else ""
        state = f"{row['status']}, {row['payment_status']}"
        rows.append(
            (
                at(row["created"]),
                amount_of(row),
                escape(state),
                code(row["client_reference_id"]),
                code(row["id"][:24]),
                link,
            )
        )
    heads = ("Time", "Amount", "State", "Reference", "Session", "Page")
    return "<h3>Checkout Sessions</h3>" + table("Checkout Sessions", heads, rows)


def intents_part(account: Account) -> str:
    rows = []
    for row in account.book.find("payment_intent", limit=SHOWN):
        error = (row["last_payment_error"] or {}).get("message", "")
        paid = row["status"] == "succeeded"
        hidden = {"payment_intent": row["id"]}
        buttons = button("/_control/refunds", "Refund", hidden) + button(
            "/_control/disputes", "Dispute", hidden
        )
        rows.append(
            (
                at(row["created"]),
                amount_of(row),
                escape(row["status"]),
                escape(error),
                code(row["id"]),
                buttons if paid else "",
            )
        )
    heads = ("Time", "Amount", "State", "Last problem", "Intent", "Action")
    return "<h3>Payment intents</h3>" + table("Payment intents", heads, rows)


def refunds_part(account: Account) -> str:
    rows = []
    for row in account.book.find("refund", limit=SHOWN):
        outcomes = {"pending": ("succeeded", "failed"), "succeeded": ("failed",)}.get(row["status"], ())
        actions = "".join(
            button("/_control/refunds", f"Mark {word}", {"refund": row["id"], "status": word})
            for word in outcomes
        )
        rows.append(
            (
                at(row["created"]),
                amount_of(row),
                escape(row["status"]),
                code(row["id"]),
                code(row["charge"]),
                actions,
            )
        )
    form = f"""<form method="post" action="/_control/refund_outcomes"><div class="grid">
{choice("outcome", "Next refunds", ("default", *OUTCOMES))}
{field("seconds", "Settle after seconds", 0, type="number")}
{field("count", "How many", "", type="number", hint="Empty for all.")}
</div><button class="second">Set refund outcome</button></form>"""
    return (
        "<h3>Refunds</h3>"
        + table("Refunds", ("Time", "Amount", "State", "Refund", "Charge", "Action"), rows)
        + form
    )


def disputes_part(account: Account) -> str:
    rows = []
    for row in account.book.find("dispute", limit=SHOWN):
        open_still = row["status"] in ("needs_response", "under_review")
        actions = "".join(
            button("/_control/disputes", f"Mark {word}", {"dispute": row["id"], "outcome": word})
            for word in (("won", "lost") if open_still else ())
        )
        rows.append(
            (
                at(row["created"]),
                amount_of(row),
                escape(row["status"]),
                escape(row["reason"]),
                code(row["id"]),
                actions,
            )
        )
    heads = ("Time", "Amount", "State", "Reason", "Dispute", "Action")
    return "<h3>Disputes</h3>" + table("Disputes", heads, rows)


def webhooks_part(account: Account) -> str:
    modes = account.planner.modes()
    secret = "A secret is set." if modes.secret else "No secret is set."
    return f"""<form method="post" action="/_control/webhooks"><div class="grid">
{field("url", "Endpoint URL", modes.url, type="url")}
{field("secret", "Signing secret", "", type="password", hint=f"{secret} Empty keeps it.")}
{field("delay_min", "Shortest delay, seconds", modes.delay_min)}
{field("delay_max", "Longest delay, seconds", modes.delay_max)}
{field("duplicates", "Extra copies", modes.duplicates)}
{field("reorder", "Shuffle window, events", modes.reorder)}
{field("lose_k", "Lose this many", modes.lose_k)}
{field("lose_n", "of each so many events", modes.lose_n)}
{choice("forge", "Forgery", FORGERIES, modes.forge)}
{choice("hold", "Hold all webhooks", ("false", "true"), str(modes.hold).lower())}
{field("retry_base", "First retry after seconds", modes.retry_base)}
{field("max_attempts", "Tries in all", modes.max_attempts)}
</div><button>Save webhook settings</button></form>
{button("/_control/webhooks", "End all webhook faults", {"reset": "true"}, "second")}"""


def events_part(account: Account) -> str:
    rows = []
    for row in account.book.find("event", limit=SHOWN):
        hidden = {"event": row["id"]}
        actions = (
            button("/_control/deliver", "Send", hidden)
            + button("/_control/deliver", "5 at once", {**hidden, "copies": 5, "at_once": "true"})
            + button("/_control/deliver", "Forged", {**hidden, "forge": "wrong_secret"})
        )
        rows.append(
            (
                at(row["created"]),
                escape(row["type"]),
                code(row["data"]["object"]["id"][:30]),
                code(row["id"]),
                actions,
            )
        )
    return table("Events", ("Time", "Type", "Object", "Event", "Deliver now"), rows)


def deliveries_part(account: Account) -> str:
    rows = []
    sql = "SELECT * FROM deliveries ORDER BY id DESC LIMIT ?"
    for row in account.book.rows(sql, (SHOWN,)):
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


def faults_part(faults: list[dict[str, Any]]) -> str:
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


def requests_part(account: Account) -> str:
    rows = []
    for row in account.book.rows("SELECT * FROM requests ORDER BY seq DESC LIMIT ?", (SHOWN,)):
        answer = (
            "no reply" if row["status"] == 0 else f"{row['status']}{' replayed' if row['replayed'] else ''}"
        )
        call = code(f"{row['method']} {row['path'][:60]}")
        rows.append((at(row["at"]), call, answer, escape(row["fault"] or ""), code(row["idempotency_key"])))
    return table("Requests", ("Time", "Request", "Answer", "Fault", "Idempotency key"), rows)


def book_part(account: Account) -> str:
    now = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(account.clock.now()))
    return f"""<p>The simulator's clock shows {now} UTC. Sessions expire by it.</p>
{button("/_control/clock", "Advance 31 minutes", {"advance": 1860}, "second")}
{button("/_control/clock", "Advance 24 hours", {"advance": 86400}, "second")}
<p>As JSON: <a href="/_control/book">book</a>, <a href="/_control/requests">requests</a>,
<a href="/_control/deliveries">deliveries</a>.</p>
{button("/_control/reset", "Empty the book", {}, "danger")}"""
