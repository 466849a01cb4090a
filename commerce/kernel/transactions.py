"""What may only happen as part of a larger whole says so."""

from django.db import connection


def must_be_within(words: str) -> None:
    """Raises RuntimeError with `words` outside of a transaction: the caller has not opened the one it needs."""
    if not connection.in_atomic_block:
        raise RuntimeError(words)
