"""Stripe's error object, and the errors that are raised in more than one place."""

from __future__ import annotations

from typing import Any

from payments.simulators.kit.refusal import Refusal


class ApiError(Refusal):
    """Becomes `{"error": {...}}`."""

    def __init__(
        self, status: int, type: str, message: str, *, kept: bool = False, begun: bool = True, **details: Any
    ) -> None:
        super().__init__(status, message, kept=kept, begun=begun)
        present = {name: value for name, value in details.items() if value is not None}
        self.error = {"type": type, "message": message, **present}

    def document(self, request_id: str = "") -> object:
        return {"error": self.error}


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
