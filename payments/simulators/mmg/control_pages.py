"""The control page: what was paid, what was sent, what goes wrong, with buttons. No JavaScript."""

from __future__ import annotations

from html import escape
from typing import Any

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
from payments.simulators.mmg.merchant import Call
from payments.simulators.mmg.pages import BANNER
from payments.simulators.mmg.replies import FORGERIES
from payments.simulators.mmg.transactions import REVERSAL_OUTCOMES, USUAL_REVERSAL, dollars, reversal_of

SENTENCE = "Pages, logins and requests to pay run out by it. The shop's own clock stays as it is."


def control_page(call: Call, faults: list[dict[str, Any]]) -> str:
    """The whole page; the newest thirty of each kind."""
    bench = call.merchant.bench
    events = [(row["created"], row["type"], row["about"], row["id"]) for row in call.book.find("event", limit=SHOWN)]
    parts = (
        ("merchant", "Merchant", merchant_part(call)),
        ("payments", "Payments", transactions_part(call) + pages_part(call)),
        ("notifications", "Notifications", webhooks_panel(bench.planner.modes(), FORGERIES, secret=False)),
        ("events", "Events", events_panel(events, forged="success") + deliveries_panel(call.book)),
        ("habits", "Habits", habits_part(call)),
        ("faults", "Faults", faults_panel(faults)),
        ("requests", "Requests", requests_panel(call.book)),
        ("book", "Clock and book", book_panel(call.now(), sentence=SENTENCE)),
    )
    about = f"Hosted checkout and merchant API of Mobile Money Guyana, seed {bench.seed}."
    return control_frame(title="MMG simulator", banner=BANNER, about=about, parts=parts)


def merchant_part(call: Call) -> str:
    package, addresses = call.package, call.book.setting("addresses", {})
    links = "".join(f'<li><a href="/_control/keys/{name}.pem">{name}</a></li>' for name in keys(call))
    return f"""<p>Merchant {code(package.merchant_id)}, client {code(package.client_id)}. As at UAT, both halves of the
merchant's pair are handed out: whoever has its public half can forge a reply.</p><ul>{links}</ul>
<form method="post" action="/_control/addresses"><div class="grid">
{field("response", "Response URL", addresses.get("response", ""), type="url")}
{field("error", "Error URL", addresses.get("error", ""), type="url")}
</div><button class="second">Save addresses</button></form>
{button("/_control/logins", "End all logins", {}, "second")}"""


def keys(call: Call) -> list[str]:
    return list(call.merchant.pairs.handed_out())


def transactions_part(call: Call) -> str:
    rows = []
    for row in call.book.find("transaction", limit=SHOWN):
        reversal = reversal_of(call, row["id"])
        state = row["status"] + (f", reversal {reversal['status']}" if reversal else "")
        rows.append(
            (
                at(row["created"]),
                escape(f"{dollars(row['cents'])} {row['currency']}"),
                escape(state),
                code(row.get("merchantTransactionId", "")),
                code(row["id"]),
                code(row["receipt"]),
                actions(row, reversal),
            )
        )
    heads = ("Time", "Amount", "State", "Shop's id", "Transaction", "Receipt", "Action")
    return "<h3>Transactions</h3>" + table("Transactions", heads, rows)


def actions(row: dict[str, Any], reversal: dict[str, Any] | None) -> str:
    """Buttons for what may happen next to a transaction."""
    named: dict[str, object] = {"transaction": row["id"]}
    if reversal and reversal["status"] == "pending":
        return "".join(
            button("/_control/reversals", f"Reversal {word}", {**named, "outcome": word}) for word in ("done", "failed")
        )
    if row["status"] == "pending" and row["type"] == "merinipmt":
        return "".join(
            button("/_control/approvals", word.capitalize(), {**named, "decision": word})
            for word in ("approve", "decline")
        )
    return ""


def pages_part(call: Call) -> str:
    rows = [
        (
            at(row["created"]),
            escape(row["order"]["amount"]),
            escape(f"{row['status']} {row['code']}".strip()),
            code(row["order"]["merchantTransactionId"]),
            code(row["phone"]),
        )
        for row in call.book.find("page", limit=SHOWN)
    ]
    return "<h3>Pages</h3>" + table("Pages", ("Time", "Dollars", "State", "Shop's id", "Phone"), rows)


def habits_part(call: Call) -> str:
    habits, plan = call.habits, call.book.setting("reversal_outcome", USUAL_REVERSAL)
    return f"""<form method="post" action="/_control/habits"><div class="grid">
{choice("alphabet", "Base64 of replies", ("url", "standard"), habits.alphabet)}
{choice("notify_as", "Notifications as", ("json", "form"), habits.notify_as)}
{choice("errors_as", "Errors as", ("result", "error"), habits.errors_as)}
{choice("unknown_as", "Unknown number is", ("404", "400", "422"), str(habits.unknown_as))}
{field("page_size", "Rows of a history page", habits.page_size, type="number")}
</div><button class="second">Save habits</button></form>
<form method="post" action="/_control/reversal_outcomes"><div class="grid">
{choice("outcome", "Further reversals", REVERSAL_OUTCOMES, plan["outcome"])}
{field("seconds", "After seconds", f"{plan['seconds']:g}", type="number", place="reversal-")}
</div><button class="second">Set reversal outcome</button></form>"""
