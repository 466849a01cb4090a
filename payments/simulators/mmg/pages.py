"""HTML of the hosted page: phone number, then code."""

from __future__ import annotations

from html import escape

from payments.simulators.kit.book import Document
from payments.simulators.kit.html import frame
from payments.simulators.mmg.wallets import CODE, WALLETS

BANNER = "MMG simulator - test money"


def phone_page(page: Document, mistake: str) -> str:
    choices = "".join(
        f'<li><span>{escape(each.label)}</span><span class="sum">{escape(each.phone)}</span></li>' for each in WALLETS
    )
    form = f"""<form method="post" action="{step(page, "phone")}" class="stack">
<div class="field"><label for="phone">Your phone number</label>
<input id="phone" name="phone" inputmode="numeric" autocomplete="tel-national" required{flaw(mistake)}></div>
<button class="wide">Send me a code</button>
</form>
<h2>Test numbers</h2>
<ul class="items">{choices}</ul>
<p class="hint">Any other seven digits that begin with 6 pay, too.</p>"""
    return payment_page(page, mistake, form)


def code_page(page: Document, mistake: str) -> str:
    form = f"""<form method="post" action="{step(page, "code")}" class="stack">
<p>A code was sent to {escape(page["phone"])}. In the simulator it is {CODE}.</p>
<div class="field"><label for="code">Code</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required{flaw(mistake)}></div>
<button class="wide">Pay {amount(page)}</button>
</form>"""
    return payment_page(page, mistake, form)


def payment_page(page: Document, mistake: str, form: str) -> str:
    order = page["order"]
    told = f'<p class="error" role="alert" id="problem">{escape(mistake)}</p>' if mistake else ""
    body = f"""<section class="panel stack">
<h1>Pay {amount(page)}</h1>
<p>{escape(order["productDescription"])}<br><span class="quiet">to {escape(order["merchantName"])}</span></p>
{told}
{form}
<form method="post" action="{step(page, "cancel")}"><button class="wide second">Cancel</button></form>
</section>"""
    return frame(title="Pay with MMG", banner=BANNER, body=body, kind="narrow")


def amount(page: Document) -> str:
    return f"G${int(page['order']['amount']):,}"


def step(page: Document, name: str) -> str:
    return escape(f"/mmg-pg/web/payments/{page['id']}/{name}")


def flaw(mistake: str) -> str:
    return ' aria-invalid="true" aria-describedby="problem"' if mistake else ""


NO_PAGE = frame(
    title="Not found", banner=BANNER, kind="narrow",
    body='<section class="panel"><h1>Not found</h1><p>There is no such page.</p></section>',
)  # fmt: skip
