"""`{% latest_orders %}`: a member's few newest orders, for pages of lower apps."""

from typing import Any

from django import template

from ..queries import order_list

register = template.Library()
SHOWN = 3


@register.simple_tag(takes_context=True)
def latest_orders(context: template.Context) -> list[Any]:
    return [order_list.row(order) for order in order_list.orders_of(context["request"].user)[:SHOWN]]
