"""`{% url %}` and `{% translate %}` as Django has them, but what no value goes into is looked up once; so is what
stands around a single value in an address."""

from functools import cache
from typing import Any

from django import template
from django.template import Context, Node
from django.template.base import FilterExpression, Parser, Token
from django.template.defaulttags import url as django_url
from django.templatetags.i18n import TranslateNode, do_translate
from django.urls import get_urlconf, reverse
from django.utils.html import conditional_escape
from django.utils.translation import get_language

from ..addresses import address

register = template.Library()


class PlainAddress(Node):
    """An address without values in it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def render(self, context: Context) -> str:
        return _address(self.name, get_urlconf(), _current_app(context))


class OneValueAddress(Node):
    """An address with one value in it."""

    def __init__(self, name: str, value: FilterExpression) -> None:
        self.name = name
        self.value = value

    def render(self, context: Context) -> str:
        return conditional_escape(address(self.name, self.value.resolve(context)))


class PlainWords(Node):
    """Words without values in them, in each language."""

    def __init__(self, node: TranslateNode) -> None:
        self.node = node
        self.known: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        language = get_language()
        words = self.known.get(language)
        if words is None:
            words = self.known[language] = self.node.render(context)
        return words


@register.tag
def url(parser: Parser, token: Token) -> Node:
    """`{% url "name" %}` and `{% url "name" value %}` are looked up once; with more values it is Django's."""
    node = django_url(parser, token)
    name = _constant(node.view_name)
    if not isinstance(name, str) or node.kwargs or node.asvar or len(node.args) > 1:
        return node
    return OneValueAddress(name, node.args[0]) if node.args else PlainAddress(name)


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> Node:
    """`{% translate "words" %}` is looked up once in each language; otherwise it is Django's."""
    node = do_translate(parser, token)
    has_more = node.asvar or node.message_context or node.noop or node.filter_expression.filters
    return node if has_more or not _is_literal(node) else PlainWords(node)


def _constant(expression: Any) -> Any:
    is_plain = not expression.filters and isinstance(expression.var, str)
    return expression.var if is_plain else None


def _is_literal(node: TranslateNode) -> bool:
    """Whether its words stand in the template."""
    return getattr(node.filter_expression.var, "lookups", 0) is None


def _current_app(context: Context) -> str | None:
    """As Django finds it."""
    request = getattr(context, "request", None)
    app: str | None = getattr(request, "current_app", None)
    return app or getattr(getattr(request, "resolver_match", None), "namespace", None)


@cache
def _address(name: str, urlconf: str | None, current_app: str | None) -> str:
    return conditional_escape(reverse(name, current_app=current_app))
