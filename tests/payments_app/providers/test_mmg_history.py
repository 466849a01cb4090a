"""A reply that was lost: MMG's history suggests payments to a person who looks, and proves nothing."""

import pytest

from commerce.kernel.money import Money
from payments.errors import Declined
from payments.providers.base import Candidate
from payments.providers.mmg import adapter as adapter_module
from payments.providers.mmg.adapter import MmgProvider
from payments.providers.mmg.clock import unix_of, wall_clock
from tests.factories.mmg import PRICE, open_still, page_of

adapter = MmgProvider()
NOON_IN_GEORGETOWN = 1_795_795_200  # 2026-11-27 12:00 in Georgetown, 16:00 UTC


def paid_there(mmg, reference: str, dollars: int = 1500, **values):
    """A payment whose reply never came; its row."""
    page = page_of(reference, Money.of(dollars, "GYD"))
    return mmg.pay(page, **values)["transaction"]


def around(row) -> tuple[int, int]:
    return row["created"] - 60, row["created"] + 60


def test_mmg_writes_guyanas_wall_clock_with_a_z():
    assert wall_clock(NOON_IN_GEORGETOWN) == "2026-11-27T12:00:00.000Z"
    assert unix_of("2026-11-27T12:00:00.000Z") == NOON_IN_GEORGETOWN
    assert [unix_of(text) for text in ("", None, "noon", "2026-13-01T00:00:00Z")] == [None] * 4


def test_payments_of_just_this_amount_are_suggested_and_the_attempt_stays_open(mmg):
    row = paid_there(mmg, "att_a")
    paid_there(mmg, "att_b", 1501)
    paid_there(mmg, "att_c", phone="6000050")
    (found,) = adapter.candidates(PRICE, *around(row))
    assert found == Candidate(row["id"], PRICE, row["modified"], row["external_id"])
    assert adapter.fetch("att_a") == open_still()


def test_two_of_the_same_amount_are_both_suggested(mmg):
    rows = [paid_there(mmg, "att_a"), paid_there(mmg, "att_b", phone="6112233")]
    assert [each.number for each in adapter.candidates(PRICE, *around(rows[0]))] == [row["id"] for row in rows]


def test_a_period_is_half_open_and_in_real_seconds(mmg):
    row = paid_there(mmg, "att_a")
    at = row["modified"]
    periods = [(at, at + 1), (at - 5, at), (at + 1, at + 5), (at - 4 * 3600 - 5, at - 4 * 3600 + 5)]
    assert [len(adapter.candidates(PRICE, *period)) for period in periods] == [1, 0, 0, 0]


def test_all_pages_are_read_by_the_number_of_rows_before_them(mmg):
    mmg.post("habits", page_size=3)
    rows = [mmg.post("transactions", cents=150_000, phone=f"61100{n:02}") for n in range(7)]
    found = adapter.candidates(PRICE, *around(rows[0]))
    assert sorted(each.number for each in found) == sorted(row["id"] for row in rows)
    offsets = [row["params"] for row in reversed(mmg.requests()) if row["path"].endswith("txn-history")]
    assert [f'"offset": "{n}"' in asked for n, asked in zip((0, 3, 6, 7), offsets, strict=True)] == [True] * 4


def test_a_period_with_too_many_payments_is_refused_rather_than_cut(mmg, monkeypatch):
    monkeypatch.setattr(adapter_module, "HISTORY_PAGES", 2)
    mmg.post("habits", page_size=1)
    rows = [mmg.post("transactions", cents=150_000) for _ in range(2)]
    with pytest.raises(Declined) as refused:
        adapter.candidates(PRICE, *around(rows[0]))
    assert refused.value.code == "history_too_long"


def test_money_that_went_back_or_never_came_is_not_suggested(mmg):
    row = paid_there(mmg, "att_a")
    mmg.post("transactions", transaction=row["id"], status="reversed")
    mmg.pay(page_of("att_b"), outcome="walk_away")
    assert adapter.candidates(PRICE, *around(row)) == []
