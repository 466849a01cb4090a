"""The Stripe.js stand-in: the script, the framed card fields, and what they call."""

from __future__ import annotations

from pathlib import Path

from payments.simulators.kit.book import Document, public
from payments.simulators.kit.html import frame, static_file
from payments.simulators.kit.http import Reply, Request, Router, html_reply, json_reply
from payments.simulators.stripe.account import Account, Call
from payments.simulators.stripe.confirming import check_confirmable, pay, return_address
from payments.simulators.stripe.errors import ApiError, unauthorized
from payments.simulators.stripe.hosted import chosen_card
from payments.simulators.stripe.intents import load_intent
from payments.simulators.stripe.pages import card_choices, card_fields

STATIC = Path(__file__).parent / "static"
# What a publishable key may see of an intent.
VISIBLE = (
    "id object amount capture_method client_secret created currency description last_payment_error livemode "
    "next_action payment_method receipt_email status"
).split()


class Elements:
    """Routes of the script and of the frame."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self.router = Router()
        self.router.add("GET", "/v3/stripe.js", self.script)
        self.router.add("GET", "/v3/", self.script)
        self.router.add("GET", "/js/element", self.frame)
        self.router.add("GET", "/js/{name}", self.file)
        self.router.add("POST", "/js/confirm", self.confirm)
        self.router.add("POST", "/js/retrieve", self.retrieve)

    def script(self, request: Request) -> Reply:
        return static_file(STATIC, "stripe.js") or Reply(404)

    def file(self, request: Request, name: str) -> Reply:
        return static_file(STATIC, name) or Reply(404)

    def frame(self, request: Request) -> Reply:
        body = f"""<h1 class="hint">Stripe simulator - test money</h1>
<form id="card-form" novalidate>
<p class="error" role="alert" id="problem" hidden></p>
{card_fields(None)}
<fieldset><legend>Test cards</legend>{card_choices()}</fieldset>
</form>
<script src="/js/element.js"></script>"""
        return html_reply(frame(title="Card details", banner="Test money", body=body, kind="element"))

    def confirm(self, request: Request) -> Reply:
        """JSON {key, client_secret, return_url, number, expiry, cvc, card}: pay, as `confirmPayment` does."""
        try:
            given = request.json()
            card, mistake = chosen_card(given)
            if mistake:
                return json_reply(
                    {"error": {"type": "validation_error", "code": mistake[0], "message": mistake[1]}}, 402
                )
            call = Call(self._account)
            with call.book.transaction():
                intent = self._intent(call, given)
                check_confirmable(intent)
                intent["_return_url"] = given.get("return_url")
                pay(call, intent, card)
            return json_reply(outcome(intent))
        except ApiError as error:
            return json_reply({"error": error.error}, error.status)

    def retrieve(self, request: Request) -> Reply:
        try:
            intent = self._intent(Call(self._account), request.json())
            return json_reply({"paymentIntent": visible(intent)}, headers={"Access-Control-Allow-Origin": "*"})
        except ApiError as error:
            return json_reply({"error": error.error}, error.status)

    def _intent(self, call: Call, given: dict[str, str]) -> Document:
        """The intent of a client secret, for the right publishable key. Raises ApiError."""
        if given.get("key") != self._account.keys.publishable:
            raise unauthorized("Invalid API Key provided.", "api_key_invalid")
        secret = given.get("client_secret") or ""
        intent = load_intent(call, secret.partition("_secret_")[0])
        if intent["client_secret"] != secret:
            raise unauthorized("The client_secret provided does not match the PaymentIntent.")
        return intent


def outcome(intent: Document) -> dict[str, object]:
    """`error`, or the intent and where to go: the bank's page or the shop's return address."""
    if intent["last_payment_error"]:
        return {"error": {**intent["last_payment_error"], "payment_intent": visible(intent)}}
    action = intent["next_action"]
    address = action["redirect_to_url"]["url"] if action else return_address(intent)
    return {"paymentIntent": visible(intent), "redirect": address, "action": action is not None}


def visible(intent: Document) -> Document:
    return {name: value for name, value in public(intent).items() if name in VISIBLE}
