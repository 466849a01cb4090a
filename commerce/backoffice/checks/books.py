"""The books agree with each other: stock with its movements, orders with their money."""

from collections.abc import Iterator

from orders.domain import audit

from .finding import Finding, failed, passed


def balanced() -> Iterator[Finding]:
    """The same look as manage.py audit_books, which tells every line."""
    found = audit.audit_books()
    if broken := audit.faults(found):
        names = ", ".join(f"{fault.name} ({fault.count})" for fault in broken)
        yield failed("Books", names[:300], "Run manage.py audit_books and look at each line before the next order.")
    else:
        yield passed("Books", f"{len(found)} invariants hold")
