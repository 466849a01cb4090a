"""HTML of the page a payer approves on, and of the pages that say it is over."""

from __future__ import annotations

from html import escape

from payments.simulators.kit.book import Document
from payments.simulators.kit.html import frame
from payments.simulators.paypal.approving import FUNDING

BANNER = "PayPal simulator - test money"


def approval_page(order: Document) -> str:
    """The order and the ways to pay for it. Works without JavaScript."""
    unit = order["purchase_units"][0]
    amount = escape(f"{unit['amount']['value']} {unit['amount']['currency_code']}")
    known = f'<p class="quiet">Reference {escape(unit["invoice_id"])}</p>' if unit.get("invoice_id") else ""
    again = (
        '<p class="error" role="alert">The last way of paying was declined. Choose another.</p>'
        if order["_attempts"]
        else ""
    )
    body = f"""<div class="columns">
<section class="panel summary" aria-labelledby="title">
<h1 id="title">Pay {amount}</h1>
<p>{escape(unit.get("description", ""))}</p>
{known}
</section>
<section class="panel" aria-label="Ways to pay">
{again}
<form method="post" class="stack">
<fieldset>
<legend>Pay with</legend>
<div class="choices">{choices()}</div>
</fieldset>
<button class="wide" name="decision" value="approve">Approve the payment</button>
<button class="wide second" name="decision" value="cancel">Cancel and return to the shop</button>
</form>
<p class="hint">Closing this page leaves the order as it is.</p>
</section>
</div>"""
    return frame(title=f"Pay {amount}", banner=BANNER, body=body, kind="checkout")


def choices() -> str:
    rows = []
    for name, label in FUNDING.items():
        checked = " checked" if name == "good" else ""
        rows.append(
            f'<label><input type="radio" name="funding" value="{name}"{checked}><span>{escape(label)}</span></label>'
        )
    return "".join(rows)


def over_page(title: str, sentence: str, link: tuple[str, str] | None = None) -> str:
    """A page with one sentence, for what is finished, expired or unknown."""
    follow = f'<p><a href="{escape(link[0])}">{escape(link[1])}</a></p>' if link else ""
    body = f'<section class="panel"><h1>{escape(title)}</h1><p>{escape(sentence)}</p>{follow}</section>'
    return frame(title=title, banner=BANNER, body=body, kind="narrow")
