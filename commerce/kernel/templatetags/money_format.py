"""`{{ price|money }}`: an amount as people write it."""

from django import template

from ..money import Money
from ..money_text import money_text

register = template.Library()


@register.filter
def money(value: Money | None) -> str:
    return "" if value is None else money_text(value)
