"""{{ address.pin|map_url }}: a map with the pin in its middle."""

from django import template

from ..domain import pins

register = template.Library()


@register.filter
def map_url(pin: str | None) -> str:
    return pins.map_url(pin or "")
