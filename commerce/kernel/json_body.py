"""The body of a request of a program: one JSON object."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from .errors import BadRequest


class Fields:
    """The values of the object, read with their type. Raises BadRequest that names the value."""

    def __init__(self, request: HttpRequest) -> None:
        self.values = _object(request)

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if not isinstance(value, str) or not value or "\x00" in value:
            raise BadRequest(_("%(name)s must be a text that is not empty.") % {"name": name})
        return value

    def number(self, name: str, default: int | None = None) -> int:
        """A whole number up to nine digits; required without a default."""
        value = self.values.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 10**9:
            raise BadRequest(_("%(name)s must be a whole number.") % {"name": name})
        return value


def _object(request: HttpRequest) -> dict[str, Any]:
    if not request.body:
        return {}
    try:
        values = json.loads(request.body)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise BadRequest(_("The body must be one JSON object."))
    return values
