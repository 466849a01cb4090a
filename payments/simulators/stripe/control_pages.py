"""The control page: what was paid, what was sent, what goes wrong, with buttons. No JavaScript."""

from __future__ import annotations

from html import escape
from typing import Any

from payments.simulators.kit.book import Document
from payments.simulators.kit.html import button, choice, field, table
from payments.simulators.kit.panels import (
    SHOWN,
    at,
    book_panel,
    code,
    control_frame,
    deliveries_panel,
    events_panel,
    faults_panel,
    requests_panel,
    webhooks_panel,
)
from payments.simulators.stripe.account import API_VERSION, Account
from payments.simulators.stripe.disputes import OPEN, WARNINGS
from payments.simulators.stripe.events import FORGERIES
from payments.simulators.stripe.money import written
from payments.simulators.stripe.pages import BANNER
from payments.simulators.stripe.refunds import OUTCOMES


def control_page(account: Account, faults: list[dict[str, Any]], seed: int) -> str:
    """The whole page; the newest thirty of each kind."""
    modes = account.planner.modes()
    parts = (
        ("payments", "Payments", sessions_part(account) + intents_part(account)),
        ("refunds", "Refunds and disputes", refunds_part(account) + disputes_part(account)),
        ("webhooks", "Webhooks", webhooks_panel(modes, FORGERIES)),
        ("events", "Events", events_part(account) + deliveries_panel(account.book)),
        ("faults", "Faults", faults_panel(faults)),
        ("requests", "Requests", requests_panel(account.book)),
        ("book", "Clock and book", book_panel(account.clock.now(), sentence="Sessions expire by it.")),
    )
    about = f"API version {API_VERSION}, seed {seed}."
    return control_frame(title="Stripe simulator", banner=BANNER, about=about, parts=parts)


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
        buttons += button("/_control/disputes", "Inquiry", {**hidden, "warning": "1"})
        buttons += button("/_control/fraud_warnings", "Fraud warning", hidden)
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
        hidden = {"dispute": row["id"]}
        actions = "".join(
            button("/_control/disputes", f"Mark {word}", {**hidden, "outcome": word})
            for word in (("won", "lost") if row["status"] in OPEN else ())
        )
        if row["status"] in (*WARNINGS, "warning_closed", "won"):
            actions += button("/_control/disputes", "Take up", {**hidden, "take_up": "1"})
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


def events_part(account: Account) -> str:
    rows = account.book.find("event", limit=SHOWN)
    told = ((row["created"], row["type"], row["data"]["object"]["id"], row["id"]) for row in rows)
    return events_panel(told, forged="wrong_secret")
