"""A select of some hundred areas, written without a template for each."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.choices import BaseChoiceIterator
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ..queries.areas import Groups

KNOWN_LISTS = 32


class AreaChoices(BaseChoiceIterator):
    """A first choice, then groups as they are: Django need not look through them for each form."""

    def __init__(self, first: Any, groups: Groups) -> None:
        self.first, self.groups = first, groups

    def __iter__(self) -> Iterator[Any]:
        yield ("", self.first)
        yield from self.groups


class AreaSelect(forms.Select):
    """Shows what Django's select shows of `AreaChoices`. The options of a list are written once a process."""

    choices: AreaChoices

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        inside = _option("", self.choices.first) + _written(self.choices.groups)
        for chosen in self.format_value(value):
            known = f'<option value="{escape(chosen)}"'
            inside = inside.replace(f"{known}>", f"{known} selected>", 1)
        own = flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        return mark_safe(f"<select{own}>{inside}</select>")  # noqa: S308 - each part is escaped


@lru_cache(KNOWN_LISTS)
def _written(groups: Groups) -> str:
    return "".join(_group(name, "".join(_option(*choice) for choice in choices)) for name, choices in groups)


def _group(name: str, options: str) -> str:
    return f'<optgroup label="{escape(name)}">{options}</optgroup>' if name else options


def _option(key: Any, label: Any) -> str:
    return f'<option value="{escape(key)}">{escape(label)}</option>'
