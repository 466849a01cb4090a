"""Whether somebody keeps a record of a variant: an order, a promise. Such rows are never deleted."""

from collections.abc import Iterable

from django.db.models import CASCADE, ForeignObjectRel, Q

from ..models import StockLevel, Variant


def used_variants(variant_ids: Iterable[int]) -> set[int]:
    """Those that a row of another app outlives (its link would be cut or forbid deletion), or that have units held
    or sold. The apps above are not named here: their links tell by what they do on deletion."""
    ids = list(variant_ids)
    used: set[int] = set()
    for link in Variant._meta.get_fields(include_hidden=True):  # links without a way back are hidden ones
        if not isinstance(link, ForeignObjectRel) or link.on_delete is CASCADE:
            continue
        if link.related_model._meta.app_label == Variant._meta.app_label:
            continue
        name = link.field.name
        rows = link.related_model._base_manager.filter(**{f"{name}__in": ids}).order_by()
        used |= set(rows.values_list(name, flat=True).distinct())
    promised = StockLevel.objects.filter(Q(held__gt=0) | Q(allocated__gt=0), variant__in=ids)
    return used | set(promised.values_list("variant_id", flat=True))
