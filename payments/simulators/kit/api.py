"""One API request from the wire to the book: faults, the provider's gate, idempotency, work, reply, log."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from payments.simulators.kit.book import Book
from payments.simulators.kit.clock import Clock
from payments.simulators.kit.faults import Fault, Switchboard
from payments.simulators.kit.http import Reply, Request
from payments.simulators.kit.refusal import Refusal
from payments.simulators.kit.replies import KeptReply, KeyInUse, KeyReused, ReplyStore


@dataclass(frozen=True)
class Work:
    """A request that passed the gate. `run` does it and returns (status, document) or raises Refusal.

    `told` is what makes a request under `key` the same one again: its decoded parameters.
    """

    run: Callable[[], tuple[int, object]]
    request: Request
    request_id: str
    key: str | None
    told: object = None

    @property
    def fingerprint(self) -> str:
        text = json.dumps([self.request.method, self.request.path, self.told], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


class Api:
    """Everything that a shop's server calls. A provider's own class fills in the methods that raise."""

    key_header: ClassVar[str]
    # Seconds for which the reply to a key is known by the simulator's clock; None for ever.
    key_seconds: ClassVar[int | None] = None

    def __init__(self, book: Book, clock: Clock, switchboard: Switchboard) -> None:
        self._book, self._clock = book, clock
        self._switchboard = switchboard
        self._replies = ReplyStore(book)

    def gate(self, request: Request, request_id: str) -> Work:
        """Credentials and parameters, before any work. Raises Refusal."""
        raise NotImplementedError

    def new_request_id(self) -> str:
        raise NotImplementedError

    def illness(self, status: int) -> object:
        """The error document of a failure that no request is to blame for."""
        raise NotImplementedError

    def refused(self, error: Refusal, request_id: str) -> object:
        """The error document of a refusal."""
        return error.document(request_id)

    def key_in_use(self, key: str) -> Refusal:
        raise NotImplementedError

    def key_reused(self, key: str) -> Refusal:
        raise NotImplementedError

    def reply(self, status: int, body: bytes, work: Work | None, request_id: str) -> Reply:
        """The reply with the provider's headers; `work` is None when the gate refused."""
        raise NotImplementedError

    def replayed(self, reply: Reply, kept: KeptReply) -> Reply:
        """How a kept reply differs from the first one."""
        return reply

    def respond(self, request: Request) -> Reply:
        fault = self._switchboard.take(request.method, request.path)
        request_id = self.new_request_id()
        refusal = fault.refusal(self.illness) if fault else None
        if refusal is not None:
            self._log(request, request_id, refusal, fault)
            return refusal
        replayed = False
        try:
            work = self.gate(request, request_id)
            reply, replayed = self._answer(work, fault)
        except Refusal as error:
            reply = self.reply(error.status, written(self.refused(error, request_id)), None, request_id)
        reply = fault.spoil_after(reply, self.illness) if fault else reply
        self._log(request, request_id, reply, fault, replayed=replayed)
        return reply

    def _answer(self, work: Work, fault: Fault | None) -> tuple[Reply, bool]:
        try:
            with self._replies.claim(work.key):
                if fault is not None:
                    fault.wait_before()
                return self._execute(work)
        except KeyInUse:
            raise self.key_in_use(work.key or "") from None
        except KeyReused:
            raise self.key_reused(work.key or "") from None

    def _execute(self, work: Work) -> tuple[Reply, bool]:
        """The kept reply, or the work and its reply in one transaction; and whether it was a kept one."""
        now = self._clock.now()
        since = now - self.key_seconds if self.key_seconds is not None else 0
        with self._book.transaction():
            kept = self._replies.find(work.key, work.fingerprint, since=since)
            if kept is not None:
                return self.replayed(self.reply(kept.status, kept.body, work, work.request_id), kept), True
            status, body = self._run(work)
            self._replies.keep(work.key, work.fingerprint, KeptReply(work.request_id, status, body), at=now)
        return self.reply(status, body, work, work.request_id), False

    def _run(self, work: Work) -> tuple[int, bytes]:
        """Status and body of the work. A kept refusal (a decline) keeps what was written.

        Raises Refusal when it was refused before it began: nothing is kept under the key.
        """
        kept: Refusal | None = None
        try:
            with self._book.transaction():
                try:
                    status, document = work.run()
                except Refusal as error:
                    if not error.kept:
                        raise
                    kept = error
        except Refusal as error:
            if not error.begun:
                raise
            return error.status, written(self.refused(error, work.request_id))
        if kept is not None:
            return kept.status, written(self.refused(kept, work.request_id))
        return status, written(document)

    def _log(
        self, request: Request, request_id: str, reply: Reply, fault: Fault | None, *, replayed: bool = False
    ) -> None:
        self._book.run(
            "INSERT INTO requests (at, id, method, path, idempotency_key, params, status, replayed, fault) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                time.time(),
                request_id,
                request.method,
                request.path,
                request.headers.get(self.key_header),
                json.dumps(told(request)),
                0 if reply.drop else reply.status,
                int(replayed),
                fault.describe() if fault else None,
            ),
        )


def told(request: Request) -> Any:
    """What a request said, for the log: its query, its form or its JSON, never its headers."""
    if request.method == "GET":
        return dict(request.query_pairs())
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            return json.loads(request.body or b"{}")
        except ValueError:
            return {"unreadable": True}
    return dict(request.form_pairs())


def written(document: object) -> bytes:
    """The body of a reply; no document is an empty body."""
    return b"" if document is None else json.dumps(document, indent=2).encode()
