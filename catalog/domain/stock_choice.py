"""Which stock row a line takes its units from, read without a lock: who comes too late leaves here, before waiting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..errors import SoldOut
from ..models import StockLevel, Variant


@dataclass(frozen=True)
class Wanted:
    """`quantity` units of a variant, for the seller order `reference` (empty while only held)."""

    variant_id: int
    quantity: int
    reference: str = ""


def choose(*, wanted: Iterable[Wanted], held: Mapping[int, int]) -> list[tuple[StockLevel, Wanted]]:
    """A stock row for each variant that has counted stock: the first with enough, else the fullest; units by stock row
    that are `held` for who asks are counted. Raises SoldOut for a variant without any row."""
    wanted = list(wanted)
    rows = _tracked_rows({want.variant_id for want in wanted})
    return [(_best(rows[w.variant_id], held, w.quantity), w) for w in wanted if w.variant_id in rows]


def targets(*, wanted: Iterable[Wanted], held: Mapping[int, int]) -> dict[int, int]:
    """Units wanted by stock row. Raises SoldOut when there are not enough."""
    found: dict[int, int] = {}
    short: dict[int, int] = {}
    for stock, want in choose(wanted=wanted, held=held):
        found[stock.pk] = found.get(stock.pk, 0) + want.quantity
        left = stock.available + held.get(stock.pk, 0)
        if left < found[stock.pk]:
            short[want.variant_id] = max(left, 0)
    if short:
        raise SoldOut(short)
    return found


def _tracked_rows(ids: set[int]) -> dict[int, list[StockLevel]]:
    rows: dict[int, list[StockLevel]] = {}
    tracked = {"variant__tracks_stock": True, "variant__product__is_digital": False}
    for stock in StockLevel.objects.filter(variant_id__in=ids, **tracked).order_by("pk"):
        rows.setdefault(stock.variant_id, []).append(stock)
    if missing := ids - set(rows):
        lost = Variant.objects.filter(pk__in=missing, tracks_stock=True, product__is_digital=False)
        if empty := dict.fromkeys(lost.values_list("pk", flat=True), 0):
            raise SoldOut(empty)
    return rows


def _best(rows: list[StockLevel], held: Mapping[int, int], quantity: int) -> StockLevel:
    free = [(stock.available + held.get(stock.pk, 0), stock) for stock in rows]
    enough = [stock for units, stock in free if units >= quantity]
    return enough[0] if enough else max(free, key=lambda pair: pair[0])[1]
