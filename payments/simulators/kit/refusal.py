"""The provider's no, as an exception: every simulator has its own kind with its own error document."""

from __future__ import annotations


class Refusal(Exception):
    """Becomes an HTTP reply. `kept` ones are outcomes (a decline): what was written stays in the book.

    `begun` is False when the request was refused before it began: its idempotency key stays free.
    """

    def __init__(self, status: int, message: str, *, kept: bool = False, begun: bool = True) -> None:
        super().__init__(message)
        self.status, self.kept, self.begun = status, kept, begun

    def document(self, request_id: str = "") -> object:
        """The reply's body, in the provider's own shape."""
        raise NotImplementedError
