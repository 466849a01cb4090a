"""Ways of paying as a form offers them, and whether its reader agreed to what would be charged."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from .methods import Method, first_open


def choices(methods: Iterable[Method], chosen: str) -> list[dict[str, Any]]:
    """The methods as radio cards: the chosen one is ticked, or else the first that can be had."""
    found = list(methods)
    usable = {method.name for method in found if not method.off}
    first = first_open(found)
    ticked = chosen if chosen in usable else first.name if first else ""
    return [
        {"value": m.name, "title": m.title, "note": m.note, "icon": m.icon, "checked": m.name == ticked, "off": m.off,
         "terms": m.terms, "asked": agreed_field(m) if m.terms else "", "asked_value": asked_value(m)}
        for m in found
    ]  # fmt: skip


def agreed_field(method: Method) -> str:
    """The hidden field by which a form says to which amount in another currency its reader agreed."""
    return f"asked_{method.name}"


def asked_value(method: Method) -> str:
    return f"{method.asked.minor} {method.asked.currency}"


def not_agreed(method: Method, typed: Mapping[str, Any]) -> str:
    """What to say to whoever agreed to another amount than the provider would be asked for now; empty when it is the
    same, or the amount itself."""
    if not method.terms or typed.get(agreed_field(method)) == asked_value(method):
        return ""
    if method.exchange is None:
        return _("The fee has changed. %(terms)s Press the button again if you agree.") % {"terms": method.terms}
    return _("The exchange rate has changed. %(terms)s Press the button again if you agree.") % {"terms": method.terms}
