"""The durable book of a simulator: JSON documents, kept replies, request log and deliveries in SQLite.

Write-ahead logging with `synchronous=NORMAL` keeps every committed transaction when the process is
killed (only a power cut could lose the last ones), so an answered request is in the book.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL UNIQUE,
    created INTEGER NOT NULL, body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS documents_kind ON documents (kind, seq);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS replies (
    key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, request_id TEXT NOT NULL,
    status INTEGER NOT NULL, body BLOB NOT NULL, kept_at INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS requests (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, id TEXT NOT NULL, method TEXT NOT NULL,
    path TEXT NOT NULL, idempotency_key TEXT, params TEXT NOT NULL, status INTEGER NOT NULL,
    replayed INTEGER NOT NULL, fault TEXT);
CREATE TABLE IF NOT EXISTS deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, type TEXT NOT NULL,
    attempt INTEGER NOT NULL, due REAL NOT NULL, state TEXT NOT NULL, forge TEXT NOT NULL DEFAULT 'none',
    started REAL, seconds REAL, status INTEGER, error TEXT);
CREATE INDEX IF NOT EXISTS deliveries_state ON deliveries (state, due);
CREATE INDEX IF NOT EXISTS deliveries_event ON deliveries (event);
"""
TABLES = ("documents", "replies", "requests", "deliveries")
COMPARISONS = frozenset({"=", "<", "<=", ">", ">=", "IN"})

Document = dict[str, Any]
Condition = tuple[str, str, Any]


class Book:
    """One connection behind one lock. Nothing may sleep or call out while it holds a transaction."""

    def __init__(self, path: str, indexed: Iterable[str] = ()) -> None:
        """Open or make the file. `indexed` are the fields of documents that are often asked for."""
        self._lock = threading.RLock()
        self._depth = 0
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.executescript(SCHEMA)
        self._renew()
        for name in indexed:
            on = f"documents (kind, json_extract(body, '$.{name}'))"
            self._connection.execute(f"CREATE INDEX IF NOT EXISTS documents_{name} ON {on}")

    def _renew(self) -> None:
        """Give a book of an earlier release the columns it lacks."""
        if "kept_at" not in {row["name"] for row in self.rows("PRAGMA table_info(replies)")}:
            self._connection.execute("ALTER TABLE replies ADD COLUMN kept_at INTEGER NOT NULL DEFAULT 0")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; a nested one is a savepoint that can fail alone."""
        with self._lock:
            name = f"level_{self._depth}"
            self._connection.execute(f"SAVEPOINT {name}" if self._depth else "BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._depth -= 1
                self._connection.execute(f"ROLLBACK TO {name}" if self._depth else "ROLLBACK")
                if self._depth:
                    self._connection.execute(f"RELEASE {name}")
                raise
            self._depth -= 1
            self._connection.execute(f"RELEASE {name}" if self._depth else "COMMIT")

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
        with self._lock:
            return [dict(row) for row in self._connection.execute(sql, values).fetchall()]

    def run(self, sql: str, values: Sequence[object] = ()) -> int:
        """Execute one statement; the id of the row it inserted."""
        with self._lock:
            return int(self._connection.execute(sql, values).lastrowid or 0)

    def put(self, kind: str, document: Document) -> Document:
        """Write a document under its `id`, new or changed. Keys that start with `_` are ours alone."""
        self.run(
            "INSERT INTO documents (kind, id, created, body) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET body = excluded.body",
            (kind, document["id"], document["created"], json.dumps(document)),
        )
        return document

    def get(self, kind: str, id: str) -> Document | None:
        found = self.rows("SELECT body FROM documents WHERE kind = ? AND id = ?", (kind, id))
        return json.loads(found[0]["body"]) if found else None

    def find(
        self,
        kind: str,
        *conditions: Condition,
        limit: int = -1,
        oldest_first: bool = False,
        after: str | None = None,
        before: str | None = None,
    ) -> list[Document]:
        """Documents whose fields meet every `(field, comparison, value)`, newest first by default.

        `after` and `before` are document ids: only what was written after / before that one.
        """
        clauses: list[str] = ["kind = ?"]
        values: list[Any] = [kind]
        for name, comparison, value in conditions:
            if comparison not in COMPARISONS:
                raise ValueError(comparison)
            column = "created" if name == "created" else f"json_extract(body, '$.{name}')"
            choices = list(value) if comparison == "IN" else [value]
            marks = f"({', '.join('?' for _ in choices)})" if comparison == "IN" else "?"
            clauses.append(f"{column} {comparison} {marks}")
            values += choices
        for sign, id in ((">", after), ("<", before)):
            if id is not None:
                clauses.append(f"seq {sign} (SELECT seq FROM documents WHERE id = ?)")
                values.append(id)
        order = "ASC" if oldest_first else "DESC"
        sql = f"SELECT body FROM documents WHERE {' AND '.join(clauses)} ORDER BY seq {order} LIMIT ?"
        return [json.loads(row["body"]) for row in self.rows(sql, [*values, limit])]

    def setting(self, name: str, default: Any = None) -> Any:
        found = self.rows("SELECT value FROM settings WHERE name = ?", (name,))
        return json.loads(found[0]["value"]) if found else default

    def set_setting(self, name: str, value: object) -> None:
        self.run(
            "INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, json.dumps(value)),
        )

    def clear(self, *, keep_settings: Sequence[str]) -> None:
        """Empty the book except the named settings."""
        with self.transaction():
            for table in TABLES:
                self.run(f"DELETE FROM {table}")
            marks = ", ".join("?" for _ in keep_settings)
            self.run(f"DELETE FROM settings WHERE name NOT IN ({marks})", list(keep_settings))

    def close(self) -> None:
        with self._lock:
            self._connection.close()


def public(document: Document) -> Document:
    """The document without what is ours alone (keys that start with `_`)."""
    return {name: value for name, value in document.items() if not name.startswith("_")}
