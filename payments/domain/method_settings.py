"""What the operator wants of each way of paying, kept in the cache: every checkout asks."""

from commerce.kernel import cached

from ..models import PaymentMethod

KEY, SECONDS = "payments:methods", 3600


def by_provider() -> dict[str, PaymentMethod]:
    return cached.kept(KEY, lambda: {row.provider: row for row in PaymentMethod.objects.all()}, seconds=SECONDS)


def forget() -> None:
    """For whoever has changed a row, once that is committed."""
    cached.forget(KEY)
