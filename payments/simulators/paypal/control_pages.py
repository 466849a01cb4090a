"""The control page: what was paid, what was sent, what goes wrong, with buttons. No JavaScript."""

from __future__ import annotations

from html import escape

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
from payments.simulators.paypal.account import Account, Call
from payments.simulators.paypal.money import written
from payments.simulators.paypal.pages import BANNER
from payments.simulators.paypal.refunds import OUTCOMES
from payments.simulators.paypal.reporting import delay
from payments.simulators.paypal.webhooks import FORGERIES

SENTENCE = "Orders, authorisations and tokens expire by it, and request ids are forgotten after six hours."


def control_page(account: Account) -> str:
    """The whole page; the newest thirty of each kind."""
    bench = account.bench
    parts = (
        ("payments", "Payments", orders_part(account) + captures_part(account)),
        ("refunds", "Refunds and disputes", refunds_part(account) + disputes_part(account)),
        ("reports", "Reports", reports_part(account)),
        ("webhooks", "Webhooks", webhooks_panel(bench.planner.modes(), FORGERIES, secret=False)),
        ("events", "Events", events_part(account) + deliveries_panel(bench.book)),
        ("faults", "Faults", faults_panel(bench.switchboard.all()) + tokens_form()),
        ("requests", "Requests", requests_panel(bench.book)),
        ("book", "Clock and book", book_panel(bench.clock.now(), sentence=SENTENCE)),
    )
    about = f"Merchant {account.terms.merchant_id}, webhook {account.terms.webhook_id}, seed {bench.seed}."
    return control_frame(title="PayPal simulator", banner=BANNER, about=about, parts=parts)


def amount_of(document: Document) -> str:
    amount = document.get("amount") or document.get("dispute_amount") or document["purchase_units"][0]["amount"]
    return escape(f"{amount['value']} {amount['currency_code']}")


def orders_part(account: Account) -> str:
    rows = []
    for row in account.book.find("order", limit=SHOWN):
        open_still = row["status"] in ("CREATED", "PAYER_ACTION_REQUIRED", "APPROVED")
        link = f'<a href="/checkoutnow?token={row["id"]}">Open page</a>' if open_still else ""
        known = row["purchase_units"][0].get("invoice_id")
        cells = (at(row["created"]), amount_of(row), escape(row["status"]), escape(row["_funding"]))
        rows.append((*cells, code(known), code(row["id"]), link))
    heads = ("Time", "Amount", "State", "Funding", "Reference", "Order", "Page")
    return "<h3>Orders</h3>" + table("Orders", heads, rows)


def captures_part(account: Account) -> str:
    rows = []
    for row in account.book.find("capture", limit=SHOWN):
        hidden: dict[str, object] = {"capture": row["id"]}
        if row["status"] == "PENDING":
            words = ("completed", "denied")
            actions = "".join(button("/_control/captures", f"Mark {w}", {**hidden, "status": w}) for w in words)
        else:
            actions = button("/_control/refunds", "Refund", hidden) + button("/_control/disputes", "Claim", hidden)
            actions += button("/_control/disputes", "Inquiry", {**hidden, "stage": "INQUIRY"})
            actions += button("/_control/reversals", "Reverse", hidden)
        cells = (at(row["created"]), amount_of(row), escape(row["status"]), code(row["id"]))
        rows.append((*cells, actions if row["status"] != "DECLINED" else ""))
    return "<h3>Captures</h3>" + table("Captures", ("Time", "Amount", "State", "Capture", "Action"), rows)


def refunds_part(account: Account) -> str:
    rows = []
    for row in account.book.find("refund", limit=SHOWN):
        words = ("completed", "failed") if row["status"] == "PENDING" else ()
        actions = "".join(
            button("/_control/refunds", f"Mark {word}", {"refund": row["id"], "status": word}) for word in words
        )
        cells = (at(row["created"]), amount_of(row), escape(row["status"]), code(row["id"]), code(row["_capture"]))
        rows.append((*cells, actions))
    form = f"""<form method="post" action="/_control/refund_outcomes"><div class="grid">
{choice("outcome", "Next refunds", ("default", *OUTCOMES))}
{field("seconds", "Settle after seconds", 0, type="number", place="refund-")}
{field("count", "How many", "", type="number", hint="Empty for all.", place="refund-")}
</div><button class="second">Set refund outcome</button></form>"""
    heads = ("Time", "Amount", "State", "Refund", "Capture", "Action")
    return "<h3>Refunds</h3>" + table("Refunds", heads, rows) + form


def disputes_part(account: Account) -> str:
    rows = []
    for row in account.book.find("dispute", limit=SHOWN):
        hidden: dict[str, object] = {"dispute": row["id"]}
        words = ("won", "lost", "cancelled") if row["status"] != "RESOLVED" else ()
        actions = "".join(button("/_control/disputes", f"Mark {w}", {**hidden, "outcome": w}) for w in words)
        if words and row["dispute_life_cycle_stage"] == "INQUIRY":
            actions += button("/_control/disputes", "Make a claim of it", {**hidden, "escalate": "true"})
        stage = f"{row['dispute_life_cycle_stage']}, {row['status']}"
        cells = (at(row["created"]), amount_of(row), escape(stage), escape(row["reason"]), code(row["id"]))
        rows.append((*cells, actions))
    heads = ("Time", "Amount", "State", "Reason", "Dispute", "Action")
    return "<h3>Disputes</h3>" + table("Disputes", heads, rows)


def reports_part(account: Account) -> str:
    rows = []
    for row in account.book.find("movement", limit=SHOWN):
        hidden: dict[str, object] = {"transaction": row["transaction"]}
        lie = "left out" if not row["shown"] else "another amount" if "told" in row else ""
        actions = button("/_control/reports", "A cent more", {**hidden, "plant": "amount", "by": 1})
        actions += button("/_control/reports", "Leave out", {**hidden, "plant": "leave_out"})
        amount, fee = (written(row[name], row["currency"])["value"] for name in ("minor", "fee"))
        cells = (at(row["created"]), escape(row["code"]), escape(f"{amount} {row['currency']}"), escape(fee))
        rows.append((*cells, code(row["transaction"]), escape(lie), actions))
    heads = ("Time", "Code", "Amount", "Fee", "Transaction", "Told wrongly", "Action")
    form = f"""<form method="post" action="/_control/reports">
{field("delay", "List movements after seconds", delay(Call(account)), type="number")}
<button class="second">Set delay</button></form>
{button("/_control/reports", "Add one that never was", {"plant": "add"}, "second")}"""
    return table("Movements", heads, rows) + form


def events_part(account: Account) -> str:
    rows = account.book.find("event", limit=SHOWN)
    told = (
        (
            row["created"],
            row["event_type"],
            row["resource"].get("id") or row["resource"].get("dispute_id", ""),
            row["id"],
        )
        for row in rows
    )
    return events_panel(told, forged="wrong_key")


def tokens_form() -> str:
    return button("/_control/tokens", "Revoke all tokens", {"revoke": "true"}, "second")
