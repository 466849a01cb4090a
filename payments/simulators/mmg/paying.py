"""Paying on the hosted page: a phone number, a code, and what comes of it."""

from __future__ import annotations

import secrets
from typing import Any

from payments.simulators.kit.book import Document
from payments.simulators.mmg.merchant import Call
from payments.simulators.mmg.orders import order_of
from payments.simulators.mmg.replies import reply_of, way_back
from payments.simulators.mmg.transactions import begin, change, settle
from payments.simulators.mmg.wallets import CODE, WRONG_CODES, wallet

PAGE_SECONDS = 600
UNABLE = "Unable to process your request"


class Mistake(Exception):
    """The page is shown again with this sentence."""


def open_page(call: Call, query: dict[str, str]) -> Document:
    """A page for the token of a query. Raises Unusable."""
    page = {
        "id": f"pag_{secrets.token_urlsafe(12)}",
        "created": call.now(),
        "expires": call.now() + PAGE_SECONDS,
        "order": order_of(call, query),
        "status": "open",
        "phone": "",
        "transaction": "",
        "code": "",
        "wrong_codes": 0,
    }
    return call.book.put("page", page)


def enter_phone(call: Call, page: Document, phone: str) -> Document:
    """Send a code to the phone: the shop's id is spent from here on. Raises Mistake."""
    if is_over(call, page):
        return page
    if wallet(phone).dollars is None:
        return finish(call, page, "1")
    order = page["order"]
    if page["status"] == "open":
        if call.book.find("transaction", ("merchantTransactionId", "=", order["merchantTransactionId"]), limit=1):
            raise Mistake(UNABLE)
        made = begin(
            call, phone=phone, cents=int(order["amount"]) * 100, type="hosted", page=page["id"],
            merchantTransactionId=order["merchantTransactionId"],
        )  # fmt: skip
        page |= {"transaction": made["id"], "status": "code"}
    return call.book.put("page", {**page, "phone": phone})


def enter_code(call: Call, page: Document, code: str, **changes: Any) -> Document:
    """The code from the phone; `changes` are what MMG books otherwise than it was asked. Raises Mistake."""
    if is_over(call, page):
        return page
    found = call.book.get("transaction", page["transaction"])
    if found is None:
        raise Mistake("Enter your phone number first.")
    if code != CODE:
        page["wrong_codes"] += 1
        if page["wrong_codes"] < WRONG_CODES:
            call.book.put("page", page)
            raise Mistake("That code is not right.")
        return finish(call, page, "2")
    good = settle(call, change(call, found, **changes))
    return finish(call, page, "0" if good else "2")


def cancel(call: Call, page: Document) -> Document:
    return page if is_over(call, page) else finish(call, page, "6")


def is_over(call: Call, page: Document) -> bool:
    """Whether the page has ended, by itself if its time is up."""
    if page["status"] != "over" and page["expires"] <= call.now():
        finish(call, page, "7")
    return bool(page["status"] == "over")


def finish(call: Call, page: Document, code: str) -> Document:
    """End the page with a result: the transaction, if there is one, ends with it; the shop is told twice."""
    found = call.book.get("transaction", page["transaction"])
    if found and code != "0":
        change(call, found, status="failed")
    reply = reply_of(call, page["order"]["merchantTransactionId"], page["transaction"], code)
    page |= {"status": "over", "code": code, "redirect": way_back(call, reply)}
    call.book.put("page", page)
    call.notify(reply, page["id"])
    return page
