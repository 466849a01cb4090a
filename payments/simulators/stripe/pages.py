"""HTML of the hosted pages: Checkout, 3-D Secure, and the pages that say it is over."""

from __future__ import annotations

from html import escape

from payments.simulators.kit.book import Document
from payments.simulators.kit.html import frame
from payments.simulators.stripe.cards import CARDS, Card
from payments.simulators.stripe.money import written

BANNER = "Stripe simulator - test money"
COMMON = (
    "pm_card_visa",
    "pm_card_visa_chargeDeclined",
    "pm_card_visa_chargeDeclinedInsufficientFunds",
    "pm_card_authenticationRequired",
)


def checkout_page(session: Document, *, error: str | None = None, wrong: str | None = None) -> str:
    """The payment page of an open session. `error` is told at the top, `wrong` names the field to mend."""
    amount = written(session["amount_total"], session["currency"])
    free = session["amount_total"] == 0
    form = free_form(session) if free else card_form(session, amount, wrong)
    told = f'<p class="error" role="alert" id="problem">{escape(error)}</p>' if error else ""
    body = f"""<div class="columns">
<section class="panel summary" aria-labelledby="title">
{back_link(session)}
<h1 id="title">{"No payment needed" if free else f"Pay {escape(amount)}"}</h1>
{reference(session)}
{item_list(session)}
</section>
<section class="panel" aria-label="Payment details">
{told}
{form}
</section>
</div>"""
    return frame(title=f"Pay {amount}", banner=BANNER, body=body, kind="checkout")


def back_link(session: Document) -> str:
    if not session["cancel_url"]:
        return ""
    return f'<a class="back" href="{escape(session["cancel_url"])}">Back to the shop</a>'


def reference(session: Document) -> str:
    known = session["client_reference_id"]
    return f'<p class="quiet">Reference {escape(known)}</p>' if known else ""


def item_list(session: Document) -> str:
    rows = ""
    for item in session["_line_items"]["data"]:
        unit = written(item["price"]["unit_amount"], item["currency"])
        each = (
            f'<br><span class="hint">{item["quantity"]} at {escape(unit)} each</span>' if item["quantity"] > 1 else ""
        )
        total = escape(written(item["amount_total"], item["currency"]))
        rows += f'<li><span>{escape(item["description"])}{each}</span><span class="sum">{total}</span></li>'
    total = escape(written(session["amount_total"], session["currency"]))
    last = f'<li class="total"><span>Total</span><span class="sum">{total}</span></li>'
    return f'<ul class="items">{rows}{last}</ul>'


def card_form(session: Document, amount: str, wrong: str | None) -> str:
    return f"""<form method="post" class="stack">
<h2>Card payment</h2>
{email_field(session)}
<fieldset>
<legend>Pick a test card</legend>
{card_choices()}
</fieldset>
<h2>Or type a card</h2>
<p class="hint">Typed digits win over the choice above. Other than test numbers are declined and not kept.</p>
{card_fields(wrong)}
<button class="wide">Pay {escape(amount)}</button>
</form>"""


def email_field(session: Document) -> str:
    known = session["customer_email"] or (session["customer_details"] or {}).get("email") or ""
    rule = "readonly" if session["customer_email"] else "required"
    return f"""<div class="field"><label for="email">Email</label>
<input id="email" name="email" type="email" autocomplete="email" value="{escape(known)}" {rule}></div>"""


def card_choices() -> str:
    """One radio button for each test card, the less common ones folded away."""
    common = "".join(card_choice(card) for card in CARDS if card.method in COMMON)
    others = "".join(card_choice(card) for card in CARDS if card.method not in COMMON)
    return (
        f'<div class="choices">{common}</div>'
        f'<details><summary>More test cards</summary><div class="choices">{others}</div></details>'
    )


def card_choice(card: Card) -> str:
    checked = " checked" if card.method == COMMON[0] else ""
    return (
        f'<label><input type="radio" name="card" value="{card.number}"{checked}>'
        f'<span>{escape(card.label)}</span><span class="number">{card.spaced}</span></label>'
    )


def card_fields(wrong: str | None) -> str:
    """Number, expiry, security code; the wrong one points to the problem told at the top."""
    return (
        text_field("number", "Card number", "cc-number", "4242 4242 4242 4242", wrong)
        + '<div class="pair">'
        + text_field("expiry", "Expiry, MM / YY", "cc-exp", "12 / 34", wrong)
        + text_field("cvc", "Security code", "cc-csc", "123", wrong)
        + "</div>"
    )


def text_field(name: str, label: str, autocomplete: str, sample: str, wrong: str | None) -> str:
    flaw = ' aria-invalid="true" aria-describedby="problem"' if wrong == name else ""
    return (
        f'<div class="field"><label for="{name}">{label}</label>'
        f'<input id="{name}" name="{name}" inputmode="numeric" autocomplete="{autocomplete}" '
        f'placeholder="{sample}"{flaw}></div>'
    )


def free_form(session: Document) -> str:
    return f"""<form method="post" class="stack">
<h2>Complete your order</h2>
{email_field(session)}
<button class="wide">Complete order</button>
</form>"""


def secure_page(intent: Document) -> str:
    """The bank's question, as 3-D Secure asks it."""
    amount = escape(written(intent["amount"], intent["currency"]))
    body = f"""<section class="panel stack">
<h1>Is this you?</h1>
<p>Your bank asks you to approve a payment of <strong>{amount}</strong> to the Stripe simulator shop.</p>
<form method="post" class="stack">
<button class="wide" name="decision" value="approve">Approve payment</button>
<button class="wide second" name="decision" value="fail">Fail authentication</button>
</form>
<p class="hint">3-D Secure test page. No bank is asked.</p>
</section>"""
    return frame(title="Approve a payment", banner=BANNER, body=body, kind="narrow")


def over_page(title: str, sentence: str, link: tuple[str, str] | None = None) -> str:
    """A page with one sentence, for what is finished, expired or unknown."""
    follow = f'<p><a href="{escape(link[0])}">{escape(link[1])}</a></p>' if link else ""
    body = f'<section class="panel"><h1>{escape(title)}</h1><p>{escape(sentence)}</p>{follow}</section>'
    return frame(title=title, banner=BANNER, body=body, kind="narrow")
