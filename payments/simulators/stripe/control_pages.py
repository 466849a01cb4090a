"""The control page: what was paid, what was sent, what goes wrong, with buttons. No JavaScript."""

from __future__ import annotations

import time
from html import escape
from typing import Any

from payments.simulators.kit.book import Document
from payments.simulators.kit.html import button, choice, field, frame, table
from payments.simulators.kit.panels import SHOWN, at, code, deliveries_panel, faults_panel, requests_panel
from payments.simulators.stripe.account import API_VERSION, Account
from payments.simulators.stripe.events import FORGERIES
from payments.simulators.stripe.money import written
from payments.simulators.stripe.pages import BANNER
from payments.simulators.stripe.refunds import OUTCOMES


def control_page(account: Account, faults: list[dict[str, Any]], seed: int) -> str:
    """The whole page; the newest thirty of each kind."""
    parts = (
        ("payments", "Payments", sessions_part(account) + intents_part(account)),
        ("refunds", "Refunds and disputes", refunds_part(account) + disputes_part(account)),
        ("webhooks", "Webhooks", webhooks_part(account)),
        ("events", "Events", events_part(account) + deliveries_panel(account.book)),
        ("faults", "Faults", faults_panel(faults)),
        ("requests", "Requests", requests_panel(account.book)),
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


def amount_of(document: Document) -> str:
    return escape(written(document["amount_total" if "amount_total" in document else "amount"], document["currency"]))


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
        buttons = button("/_control/refunds", "Refund", hidden) + button("/_control/disputes", "Dispute", hidden)
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
            button("/_control/refunds", f"Mark {word}", {"refund": row["id"], "status": word}) for word in outcomes
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
    return "<h3>Refunds</h3>" + table("Refunds", ("Time", "Amount", "State", "Refund", "Charge", "Action"), rows) + form


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


def book_part(account: Account) -> str:
    now = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(account.clock.now()))
    return f"""<p>The simulator's clock shows {now} UTC. Sessions expire by it.</p>
{button("/_control/clock", "Advance 31 minutes", {"advance": 1860}, "second")}
{button("/_control/clock", "Advance 24 hours", {"advance": 86400}, "second")}
<p>As JSON: <a href="/_control/book">book</a>, <a href="/_control/requests">requests</a>,
<a href="/_control/deliveries">deliveries</a>.</p>
{button("/_control/reset", "Empty the book", {}, "danger")}"""
