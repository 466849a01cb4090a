"""The kinds of error that a domain function raises. Each carries words for the user and a status."""

from typing import Any


class ShopError(Exception):
    """Base: `message` is safe to show; `code` is for programs; `details` are values for the page."""

    status = 400
    code = "error"
    message = ""
    retry_after: int | None = None  # seconds after which the same request may go through

    def __init__(self, message: Any = "", *, code: str = "", **details: Any) -> None:
        self.message = message or self.message
        self.code = code or self.code
        self.details = details
        super().__init__(str(self.message))


class NotFound(ShopError):
    """There is no such thing, or it is not yours to see."""

    status = 404
    code = "not_found"


class BadRequest(ShopError):
    """What was sent cannot be read."""

    status = 400
    code = "bad_request"


class Conflict(ShopError):
    """The thing changed meanwhile; look again and repeat."""

    status = 409
    code = "conflict"


class Refused(ShopError):
    """A rule says no, and will say no again until something is changed."""

    status = 422
    code = "refused"


class Unavailable(ShopError):
    """Something we need is away; the same call may succeed later."""

    status = 503
    code = "unavailable"
