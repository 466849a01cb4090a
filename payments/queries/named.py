"""Whom a provider's ids mean."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from ..models import PaymentAttempt, Refund


def attempts_named(provider_name: str, refs: Collection[str]) -> QuerySet[PaymentAttempt]:
    """Attempts at this provider that one of `refs` names: by its own id, its charge's, or ours."""
    by_ref = Q(provider_ref__in=refs) | Q(charge_ref__in=refs) | Q(public_id__in=refs)
    return PaymentAttempt.objects.filter(by_ref, provider=provider_name)


def refunds_named(provider_name: str, refs: Collection[str]) -> QuerySet[Refund]:
    """Refunds there that one of `refs` names, with their attempts."""
    by_ref = Q(provider_ref__in=refs) | Q(public_id__in=refs)
    return Refund.objects.filter(by_ref, attempt__provider=provider_name).select_related("attempt")
