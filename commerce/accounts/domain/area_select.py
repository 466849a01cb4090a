"""A select of some hundred areas, written without a template for each."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.choices import BaseChoiceIterator
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


class AreaChoices(BaseChoiceIterator):
    """A first choice, then groups as they are: Django need not look through them for each form."""

    def __init__(self, first: Any, groups: Iterable[Any]) -> None:
        self.first, self.groups = ("", first), groups

    def __iter__(self) -> Iterator[Any]:
        yield self.first
        yield from self.groups


class AreaSelect(forms.Select):
    """Shows what Django's select shows: choices one by one, and in groups."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        chosen = set(self.format_value(value))
        inside = "".join(_choice(key, label, chosen) for key, label in self.choices)
        own = flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        return mark_safe(f"<select{own}>{inside}</select>")  # noqa: S308 - each part is escaped


def _choice(key: Any, label: Any, chosen: set[str]) -> str:
    if isinstance(label, list | tuple) and not key:
        return _options(label, chosen)
    if isinstance(label, list | tuple):
        return f'<optgroup label="{escape(key)}">{_options(label, chosen)}</optgroup>'
    return _options([(key, label)], chosen)


def _options(choices: Iterable[tuple[Any, Any]], chosen: set[str]) -> str:
    return "".join(
        f'<option value="{escape(key)}"{" selected" if str(key) in chosen else ""}>{escape(label)}</option>'
        for key, label in choices
    )
