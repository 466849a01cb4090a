"""The book of a simulator outlives a release, and forgets replies that are too old."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from payments.simulators.kit.book import Book
from payments.simulators.kit.replies import KeptReply, ReplyStore

EARLIER = """CREATE TABLE replies (
    key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, request_id TEXT NOT NULL,
    status INTEGER NOT NULL, body BLOB NOT NULL)"""


def test_a_book_of_an_earlier_release_keeps_its_replies(tmp_path: Path) -> None:
    path = tmp_path / "book.sqlite3"
    with sqlite3.connect(path) as earlier:
        earlier.execute(EARLIER)
        earlier.execute("INSERT INTO replies VALUES ('key', 'print', 'req_1', 200, x'7b7d')")
    store = ReplyStore(Book(str(path)))
    assert store.find("key", "print") == KeptReply("req_1", 200, b"{}")


def test_a_reply_is_known_until_it_is_too_old_and_may_then_be_another(tmp_path: Path) -> None:
    store = ReplyStore(Book(str(tmp_path / "book.sqlite3")))
    store.keep("key", "print", KeptReply("req_1", 200, b"first"), at=100)
    assert store.find("key", "print", since=100) == KeptReply("req_1", 200, b"first")
    assert store.find("key", "print", since=101) is None
    store.keep("key", "print", KeptReply("req_2", 200, b"second"), at=101)
    assert store.find("key", "print", since=101) == KeptReply("req_2", 200, b"second")
