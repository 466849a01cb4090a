"""The merchant whose money this is, MMG's habits towards it, and one piece of work for it."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, replace
from typing import Any

from payments.simulators.kit.bench import Bench
from payments.simulators.kit.book import Book, Document
from payments.simulators.mmg.seals import Pairs

GUYANA_SECONDS = -4 * 3600
CURRENCY = "GYD"


@dataclass(frozen=True)
class Package:
    """What MMG's merchant services hand over, beside the keys."""

    merchant_id: str = "9991234"
    secret_key: str = "test-secret-of-the-page"  # noqa: S105 - a simulator's, the same everywhere
    client_id: str = "test-client"
    api_key: str = "test-api-key"
    password: str = "test-password"  # noqa: S105
    wss_key: str = "test-wss-key"
    wss_secret: str = "test-wss-secret"  # noqa: S105


@dataclass(frozen=True)
class Habits:
    """What MMG may do one way or the other. `alphabet` of base64 in replies: url or standard; `notify_as`: json or
    form; `errors_as`: result (ResultCode) or error (errorCode); `unknown_as`: the status for an unknown number."""

    alphabet: str = "url"
    notify_as: str = "json"
    errors_as: str = "result"
    unknown_as: int = 404
    page_size: int = 10

    def changed(self, values: dict[str, Any]) -> Habits:
        """Raises TypeError or ValueError."""
        numbers = {"unknown_as", "page_size"}
        typed: dict[str, Any] = {name: int(v) if name in numbers else v for name, v in values.items()}
        made = replace(self, **typed)
        choices = {"alphabet": ("url", "standard"), "notify_as": ("json", "form"), "errors_as": ("result", "error")}
        wrong = [name for name, words in choices.items() if getattr(made, name) not in words]
        if wrong or made.unknown_as not in (400, 404, 422) or made.page_size < 1:
            raise ValueError(f"unknown habit: {', '.join(wrong) or 'unknown_as or page_size'}")
        return made


@dataclass(frozen=True)
class Merchant:
    """What every piece of work shares. `public_url` is where a browser reaches the pages."""

    bench: Bench
    package: Package
    pairs: Pairs
    public_url: str


@dataclass(frozen=True)
class Call:
    """One piece of work: an API request, a page being posted, a command, or the clock."""

    merchant: Merchant

    @property
    def book(self) -> Book:
        return self.merchant.bench.book

    @property
    def package(self) -> Package:
        return self.merchant.package

    @property
    def habits(self) -> Habits:
        return Habits().changed(self.book.setting("habits", {}))

    def now(self) -> int:
        return self.merchant.bench.clock.now()

    def url(self, path: str) -> str:
        return f"{self.merchant.public_url}{path}"

    def notify(self, reply: Document, about: str) -> None:
        """Write down a reply that MMG tells, and plan its notification."""
        id, type = f"ntf_{secrets.token_hex(10)}", f"reply.{reply_code(reply)}"
        self.book.put("event", {"id": id, "created": self.now(), "type": type, "about": about, "reply": reply})
        self.merchant.bench.planner.plan(id, type)


def reply_code(reply: Document) -> str:
    return str(reply.get("ResultCode", reply.get("errorCode", "")))


def new_number() -> str:
    """A number as MMG gives them: fourteen digits. Never seeded: a restart must not repeat one."""
    return f"204{secrets.randbelow(10**11):011d}"


def wall_clock(unix: int) -> str:
    """Guyana's wall clock with a "Z", which is not what a "Z" means."""
    return time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(unix + GUYANA_SECONDS))
