"""Structured logs: one JSON object a line, with request, order and job ids and without secrets."""

import contextvars
import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

# Ids that belong to the work at hand: {"request_id": …, "job_id": …, "order": …}.
_bound: contextvars.ContextVar[dict[str, str] | None] = contextvars.ContextVar("log_ids", default=None)

STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
SECRET_NAME = re.compile(
    r"secret|passw|token|authoriz|cookie|api_?key|signature|card_?number|cvc|client_secret", re.IGNORECASE
)
SECRET_TEXT = re.compile(
    r"\b(?:sk|rk|whsec|pi_\w+_secret)_[A-Za-z0-9_]{6,}|Bearer\s+\S+|\b(?:\d[ -]?){13,19}\b|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"
    r"|(?<=/pay/)[\w-]{22}(?=/)"  # whoever has the address of a payment request may pay it
)
HIDDEN = "[hidden]"


@contextmanager
def bound(**ids: str) -> Iterator[None]:
    """Adds ids to every line logged inside."""
    token = _bound.set({**bound_ids(), **{k: v for k, v in ids.items() if v}})
    try:
        yield
    finally:
        _bound.reset(token)


def told_on_commit(log: logging.Logger, event: str, *, level: int = logging.INFO, **fields: Any) -> None:
    """One line for what the present transaction does, if and when it commits."""
    from django.db import transaction  # the settings read this module before there is a database

    transaction.on_commit(lambda: log.log(level, event, extra=fields))


def bound_ids() -> dict[str, str]:
    return _bound.get() or {}


def scrub(value: Any, name: str = "") -> Any:
    """The value without anything that looks like a key, token or card number."""
    if name and SECRET_NAME.search(name):
        return HIDDEN
    if isinstance(value, dict):
        return {str(k): scrub(v, str(k)) for k, v in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [scrub(v) for v in value]
    if isinstance(value, str):
        return SECRET_TEXT.sub(HIDDEN, value)
    return value if isinstance(value, (int, float, bool, type(None))) else SECRET_TEXT.sub(HIDDEN, str(value))


class JsonFormatter(logging.Formatter):
    """A log record as one JSON line; `extra` values become fields."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": scrub(record.getMessage()),
            **bound_ids(),
        }
        line |= {k: scrub(v, k) for k, v in record.__dict__.items() if k not in STANDARD and not k.startswith("_")}
        if record.exc_info:
            line["traceback"] = scrub(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


def logging_config(*, level: str) -> dict[str, Any]:
    """Django's LOGGING: everything to standard error as JSON."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonFormatter}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
            "stripe": {"level": "WARNING"},
            "paypalrestsdk": {"level": "WARNING"},
            "fontTools": {"level": "WARNING"},
            "fpdf": {"level": "WARNING"},
            # It tells whole addresses while debugging, and in some of them stands a key.
            "urllib3": {"level": "INFO"},
        },
    }
