"""`{% part "components/_card.html" card=card eager=True %}`: an include that sees nothing but what it is given.

Such a part says the same whenever it is given the same. So it is rendered once for each set of values and language and
then taken from this process's memory: a page of fifty cards costs fifty look-ups. Values have to be fit for that:
numbers, words, frozen view types, lists of these. Nothing has to be forgotten when something changes, for other values
make another part.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template import Context, Node, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, Variable, token_kwargs
from django.template.loader import get_template
from django.utils.functional import LazyObject, Promise, empty
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
KEPT = 16_384  # parts: about 1 KB each
CONSTANTS = {"True": True, "False": False, "None": None}
PLAIN = (str, SafeString, int, bool, type(None))


class PartNode(Node):
    def __init__(self, name: str, values: dict[str, FilterExpression]) -> None:
        self.name = name
        self.names = tuple(values)
        self.values = tuple(values.values())
        self.written_out = self._resolved(CONSTANTS) if all(map(_is_written_out, self.values)) else None

    def render(self, context: Context) -> str:
        return part_of(self.name, self.names, self.written_out or self._resolved(context))

    def _resolved(self, context: Any) -> tuple[Any, ...]:
        return tuple(fit(each.resolve(context, ignore_failures=True)) for each in self.values)


class PartsNode(PartNode):
    """A part for each of the values of its first name."""

    def render(self, context: Context) -> str:
        series, *others = self._resolved(context)
        language = get_language()
        return "".join(_made(self.name, language, self.names, (each, *others)) for each in series or ())


@register.tag
def part(parser: Parser, token: Token) -> Node:
    """`{% part "template" name=value … %}`; the template's name is written out."""
    return PartNode(*_read(parser, token))


@register.tag
def parts(parser: Parser, token: Token) -> Node:
    """`{% parts "template" name=values … %}`: one for each of the values of the first name, which are fit for being
    kept; the others are the same in all of them."""
    name, values = _read(parser, token)
    if not values:
        raise TemplateSyntaxError("{% parts %} takes a name for each of some values")
    return PartsNode(name, values)


def part_of(name: str, names: tuple[str, ...], values: tuple[Any, ...]) -> str:
    """The part of that template for values that are fit for being kept."""
    return _made(name, get_language(), names, values)


def _read(parser: Parser, token: Token) -> tuple[str, dict[str, FilterExpression]]:
    tag, name, *words = token.split_contents()
    values = token_kwargs(words, parser)
    if words or name[0] not in "\"'":
        raise TemplateSyntaxError(f"{{% {tag} %}} takes the name of a template in quotes, then name=value")
    return name[1:-1], values


def _is_written_out(value: FilterExpression) -> bool:
    """Whether it says the same in every context and language."""
    if value.filters:
        return False
    if isinstance(value.var, Variable):
        return value.var.lookups is None or value.var.var in CONSTANTS
    return isinstance(value.var, str)


def _made(name: str, language: str | None, names: tuple[str, ...], values: tuple[Any, ...]) -> str:
    # Equal is not always the same: 1 and True, or words and the same words marked as safe HTML.
    kinds = tuple(map(type, values))
    make = rendered.__wrapped__ if settings.DEBUG else rendered
    return make(name, language, names, values, kinds)


@lru_cache(maxsize=KEPT)
def rendered(
    name: str, language: str | None, names: Iterable[str], values: tuple[Any, ...], kinds: tuple[type, ...]
) -> str:
    found: Any = get_template(name)
    return found.template.render(Context(dict(zip(names, values, strict=True))))


def fit(value: Any) -> Any:
    """A value that may be kept: what a lazy one stands for, a list as a tuple."""
    if type(value) in PLAIN:
        return value
    if isinstance(value, LazyObject):
        if value._wrapped is empty:
            value._setup()
        value = value._wrapped
    if isinstance(value, Promise):
        return str(value)
    return tuple(value) if isinstance(value, list) else value
