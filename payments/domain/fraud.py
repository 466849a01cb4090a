"""What banks hear of fraud before anybody disputes: kept beside the payment, so that staff can give the money back
while that is still cheap."""

from ..models import FraudWarning
from ..providers.base import WarnsOfFraud
from ..providers.registry import provider
from ..queries.named import attempts_named


def learn(*, provider_name: str, ref: str) -> FraudWarning | None:
    """Ask the provider about a warning and keep it, once. None for a provider that has none. Raises ProviderAway."""
    adapter = provider(provider_name)
    if not isinstance(adapter, WarnsOfFraud):
        return None
    found = FraudWarning.objects.filter(provider=provider_name, provider_ref=ref).first()
    if found and found.attempt_id:
        return found
    told = adapter.fraud_warning(ref)
    refs = [each for each in (told.charge_ref, told.reference) if each]
    attempt = attempts_named(provider_name, refs).order_by("pk").first()
    kept, _made = FraudWarning.objects.update_or_create(
        provider=provider_name, provider_ref=ref,
        defaults={"charge_ref": told.charge_ref[:120], "kind": told.kind[:60], "attempt": attempt},
    )  # fmt: skip
    return kept
