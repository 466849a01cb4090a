"""Columns and boxes that recur in staff lists."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from ..logs import scrub
from ..money import Money
from ..money_text import money_text


@dataclass(frozen=True)
class Notice:
    """A sentence above an object: `kind` is info, success, warning or problem."""

    kind: str
    text: str


def money_column(field: str, label: Any, *, currency: str = "currency") -> Callable[[Any], str]:
    """A list column that tells `field` (minor units) as people write money; a sheet gets the plain number.

    `currency` names the column of the currency, with dots across relations ("payment.currency").
    """

    def amount(obj: Any) -> Money | None:
        minor = getattr(obj, field)
        if minor is None:
            return None
        owner = obj
        for name in currency.split("."):
            owner = getattr(owner, name)
        return Money(minor, owner)

    @admin.display(description=label, ordering=field)
    def column(obj: Any) -> str:
        value = amount(obj)
        return "" if value is None else money_text(value)

    def plain(obj: Any) -> Any:
        value = amount(obj)
        return "" if value is None else value.major

    column.__name__ = field
    column.csv_value = plain  # type: ignore[attr-defined]
    return column


def when_column(field: str, label: Any) -> Callable[[Any], Any]:
    """A moment as its age in words, with the exact time on hover; a sheet gets the moment."""

    @admin.display(description=label, ordering=field, empty_value="")
    def column(obj: Any) -> Any:
        value = getattr(obj, field)
        return value and format_html("<time datetime='{}' title='{}'>{}</time>", *times_of(value))

    column.__name__ = field
    column.csv_value = lambda obj: getattr(obj, field)  # type: ignore[attr-defined]
    return column


def times_of(value: Any) -> tuple[str, str, str]:
    """The moment for machines, in full for people, and how long ago."""
    local = localtime(value)
    return local.isoformat(), date_format(local, "DATETIME_FORMAT"), str(naturaltime(value))


def as_json(value: Any) -> SafeString:
    """A JSON value laid out for reading, with secrets hidden."""
    return format_html("<pre class='json'>{}</pre>", json.dumps(scrub(value), indent=2, ensure_ascii=False))


def badge(kind: str, text: Any) -> SafeString:
    """A state in words on a ground: done, wait, move, stop or plain."""
    return format_html("<span class='badge badge-{}'>{}</span>", kind, text)
