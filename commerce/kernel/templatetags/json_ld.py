"""`{{ structured|json_ld }}`: schema.org things as a block for search engines."""

from django import template
from django.utils.safestring import SafeString

from ..structured import Thing, script

register = template.Library()


@register.filter
def json_ld(things: list[Thing] | None) -> SafeString:
    return script(things or [])
