"""MMG's refusals: a number and a word, or, for a token that is not taken, an authorisation error."""

from __future__ import annotations

from payments.simulators.kit.refusal import Refusal


class Refused(Refusal):
    """422 unless another status is given, with a `statusCode` and a word."""

    def __init__(self, code: str, word: str, status: int = 422) -> None:
        super().__init__(status, word, begun=False)
        self.body: dict[str, str] = {"statusCode": code, "message": word}

    def document(self, request_id: str = "") -> object:
        return self.body


class Unauthorised(Refused):
    def __init__(self) -> None:
        super().__init__("", "clientAuthorisationError", 401)
        self.body = {
            "errorCategory": "authorisation",
            "errorCode": "clientAuthorisationError",
            "errorDescription": "The token is not valid any more.",
        }


def missing(name: str) -> Refused:
    return Refused("400", f"Missing {name}", 400)
