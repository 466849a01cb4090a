"""`{{ price|money }}`, `{{ count|grouped }}`: amounts and numbers as people write them."""

from django import template

from ..money import Money
from ..money_text import money_text
from ..number_text import number_text

register = template.Library()


@register.filter
def money(value: Money | None) -> str:
    return "" if value is None else money_text(value)


@register.filter
def grouped(value: int | None) -> str:
    return "" if value is None else number_text(value)
