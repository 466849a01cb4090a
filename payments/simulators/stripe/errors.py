"""Stripe's error object, and the errors that are raised in more than one place."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """Becomes `{"error": {...}}`. `kept` errors are outcomes (a decline): the work stays in the book.

    `begun` is False when the request was refused before it began: its idempotency key stays free.
    """

    def __init__(
        self, status: int, type: str, message: str, *, kept: bool = False, begun: bool = True, **details: Any
    ) -> None:
        super().__init__(message)
        self.status, self.kept, self.begun = status, kept, begun
        present = {name: value for name, value in details.items() if value is not None}
        self.error = {"type": type, "message": message, **present}


def invalid(message: str, *, code: str | None = None, param: str | None = None, **details: Any) -> ApiError:
    """400 invalid_request_error that found its objects and then refused."""
    return ApiError(400, "invalid_request_error", message, code=code, param=param, **details)


def bad_parameter(message: str, code: str | None, param: str | None) -> ApiError:
    """400 invalid_request_error from validation, before any work."""
    return ApiError(400, "invalid_request_error", message, code=code, param=param, begun=False)


def missing_parameter(name: str) -> ApiError:
    return bad_parameter(f"Missing required param: {name}.", "parameter_missing", name)


def no_such(kind: str, id: str, param: str = "id", status: int = 404) -> ApiError:
    """The object is not in the book: 404 when it is the path, 400 when it is a parameter."""
    message = f"No such {kind}: '{id}'"
    return ApiError(status, "invalid_request_error", message, code="resource_missing", param=param)


def unauthorized(message: str, code: str | None = None) -> ApiError:
    return ApiError(401, "invalid_request_error", message, code=code, begun=False)
