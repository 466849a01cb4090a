"""PayPal's error object, and the errors that are raised in more than one place."""

from __future__ import annotations

from typing import Any

from payments.simulators.kit.refusal import Refusal

MESSAGES = {
    "INVALID_REQUEST": "Request is not well-formed, syntactically incorrect, or violates schema.",
    "UNPROCESSABLE_ENTITY": (
        "The requested action could not be performed, semantically incorrect, or failed business validation."
    ),
    "RESOURCE_NOT_FOUND": "The specified resource does not exist.",
    "RESOURCE_CONFLICT": "The server has detected a conflict while processing this request.",
}


class PayPalError(Refusal):
    """Becomes `{"name", "message", "debug_id", "details": [{"issue", "description", "field"}], "links"}`."""

    def __init__(
        self,
        status: int,
        name: str,
        details: list[dict[str, Any]] | None = None,
        *,
        message: str = "",
        kept: bool = False,
        begun: bool = True,
        links: list[dict[str, str]] | None = None,
    ) -> None:
        self.name, self.details = name, details or []
        self.message = message or MESSAGES.get(name, name)
        self.links = links or []
        super().__init__(status, self.message, kept=kept, begun=begun)

    def document(self, request_id: str = "") -> object:
        body = {"name": self.name, "message": self.message, "debug_id": request_id}
        return {**body, "details": self.details, "links": self.links}


class TokenError(Refusal):
    """What the token endpoint, and an API call without a good token, answer."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(401, description, begun=False)
        self.error = error

    def document(self, request_id: str = "") -> object:
        return {"error": self.error, "error_description": str(self)}


def detail(issue: str, description: str, field: str = "") -> dict[str, Any]:
    place = {"field": field, "location": "body"} if field else {}
    return {"issue": issue, "description": description, **place}


def unprocessable(
    issue: str, description: str, field: str = "", *, kept: bool = False, links: list[dict[str, str]] | None = None
) -> PayPalError:
    """422: the request makes sense and is refused. `kept` for an outcome such as a decline."""
    return PayPalError(422, "UNPROCESSABLE_ENTITY", [detail(issue, description, field)], kept=kept, links=links)


def invalid(issue: str, description: str, field: str) -> PayPalError:
    """400: the request itself is wrong; nothing was begun."""
    return PayPalError(400, "INVALID_REQUEST", [detail(issue, description, field)], begun=False)


def missing(field: str) -> PayPalError:
    return invalid("MISSING_REQUIRED_PARAMETER", "A required field is missing.", field)


def unsimulated(field: str) -> PayPalError:
    return invalid("SIMULATOR_UNSUPPORTED", "This simulator does not act on it.", field)


def no_such() -> PayPalError:
    words = "Specified resource ID does not exist. Please check the resource ID and try again."
    return PayPalError(404, "RESOURCE_NOT_FOUND", [detail("INVALID_RESOURCE_ID", words)])
