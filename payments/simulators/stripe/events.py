"""Events as the API shows them, and as webhooks: signed, or forged on demand."""

from __future__ import annotations

import json
import time
from typing import Any

from payments.simulators.kit.book import Book, Condition, Document
from payments.simulators.kit.webhooks import Modes
from payments.simulators.stripe.account import Call, new_id
from payments.simulators.stripe.errors import bad_parameter, no_such
from payments.simulators.stripe.lists import page
from stripe import WebhookSignature

STALE_SECONDS = 3600
WRONG_SECRET = "whsec_this_is_not_the_secret"  # noqa: S105 - a forgery must use a wrong one
BROKEN_SEALS = (
    "wrong_secret",
    "empty_secret",
    "unsigned",
    "garbage_header",
    "wrong_scheme",
    "stale",
    "tampered_body",
)
FALSE_FACTS = ("wrong_amount", "wrong_currency", "wrong_account", "livemode", "unknown_object", "no_metadata")
FORGERIES = ("none", "future", *BROKEN_SEALS, *FALSE_FACTS)
AMOUNTS = ("amount", "amount_received", "amount_captured", "amount_total", "amount_subtotal")


def retrieve(call: Call, params: dict[str, Any], id: str) -> Document:
    event = call.book.get("event", id)
    if event is None:
        raise no_such("event", id, "id")
    return event


def list_events(call: Call, params: dict[str, Any]) -> Document:
    """GET /v1/events by `created`, and by `type` (a trailing `*` matches a family) or `types`."""
    if "type" in params and "types" in params:
        raise bad_parameter("You may only specify one of these parameters: type, types.", None, "types")
    wanted: list[Condition] = []
    if "types" in params:
        wanted = [("type", "IN", params["types"])]
    elif "type" in params:
        family = params["type"].removesuffix("*")
        star = params["type"].endswith("*")
        wanted = [("type", ">=", family), ("type", "<", family + "\x7f")] if star else [("type", "=", family)]
    return page(call, "event", "/v1/events", params, *wanted)


class Seal:
    """Writes and signs the webhook of an event."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def __call__(self, event_id: str, modes: Modes, forge: str) -> tuple[bytes, dict[str, str]]:
        event = self._book.get("event", event_id) or {"id": event_id, "object": "event"}
        if forge in FALSE_FACTS:
            event = falsified(event, forge)
        text = json.dumps(event, indent=2)
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
            "Cache-Control": "no-cache",
        }
        signature = signed(text, modes.secret, forge)
        if signature is not None:
            headers["Stripe-Signature"] = signature
        if forge == "tampered_body":
            text = json.dumps(falsified(event, "wrong_amount") | {"id": event["id"]}, indent=2)
        return text.encode(), headers


def signed(text: str, secret: str, forge: str) -> str | None:
    """`t=...,v1=...` over `{t}.{text}`, spoiled as the forgery asks; None for no header at all."""
    if forge == "unsigned":
        return None
    if forge == "garbage_header":
        return "t=now,v1=signed-by-stripe"
    key = {"wrong_secret": WRONG_SECRET, "empty_secret": ""}.get(forge, secret)
    shift = {"stale": -STALE_SECONDS, "future": STALE_SECONDS}.get(forge, 0)
    header = WebhookSignature.generate_signature_header(text, key, int(time.time()) + shift)
    return header.replace("v1=", "v0=") if forge == "wrong_scheme" else header


def falsified(event: Document, forge: str) -> Document:
    """A correctly signed lie, under an event id that was never used."""
    thing = dict(event["data"]["object"])
    if forge == "wrong_amount":
        thing |= {name: thing[name] + 100 for name in AMOUNTS if isinstance(thing.get(name), int)}
    elif forge == "wrong_currency":
        thing["currency"] = "eur" if thing.get("currency") != "eur" else "usd"
    elif forge == "unknown_object":
        thing |= {"id": new_id(thing["id"].split("_")[0]), "client_reference_id": None}
    elif forge == "no_metadata":
        thing |= {"metadata": {}, "client_reference_id": None}
    changes: dict[str, Document] = {
        "wrong_account": {"account": "acct_1Stranger0000000"},
        "livemode": {"livemode": True},
    }
    return {
        **event,
        "id": new_id("evt"),
        "data": {**event["data"], "object": thing},
        **changes.get(forge, {}),
    }
