"""Reading MMG's answers: what is not plainly ours and paid is not understood."""

import pytest

from commerce.kernel.money import Money
from payments.providers.mmg.answers import Found, candidates_in, found_in, money

OURS = "9991234"
GOOD = {
    "amount": "500",
    "currency": "GYD",
    "transactionStatus": "successful",
    "transactionReference": "20402048601581",
    "creditParty": [{"key": "accountid", "value": OURS}],
    "debitParty": [{"key": "accountid", "value": "6001000"}],
}


def test_a_plain_answer_is_read():
    found = found_in("20402048536279", GOOD, OURS)
    assert found == Found("20402048536279", "successful", Money(50_000, "GYD"), OURS, "20402048601581", is_ours=True)
    assert found.numbers == ("20402048536279", "20402048601581")


@pytest.mark.parametrize("receipt", [None, "", 7, "a b", ["20402048601581"], "x" * 41])
def test_without_its_receipt_a_payment_could_be_counted_twice(receipt):
    assert found_in("1", GOOD | {"transactionReference": receipt}, OURS).status == "unknown"


@pytest.mark.parametrize(
    "parties",
    [
        None,
        {},
        "9991234",
        [],
        ["9991234"],
        [{"key": "msisdn", "value": OURS}],
        [{"key": "accountid", "value": ""}],
        [{"key": "accountid", "value": f"{OURS}0"}],
        *[[{"key": "accountid", "value": OURS}, {"key": "accountid", "value": f"77700{n:02}"}] for n in range(20)],
    ],
)
def test_an_account_that_is_not_just_ours_is_not_ours(parties):
    assert not found_in("1", GOOD | {"creditParty": parties}, OURS).is_ours


def test_an_empty_account_of_ours_owns_nothing():
    assert not found_in("1", GOOD | {"creditParty": []}, "").is_ours


@pytest.mark.parametrize(
    ("amount", "currency", "found"),
    [
        ("500", "GYD", Money(50_000, "GYD")),
        (500, "GYD", Money(50_000, "GYD")),
        ("1300.50", "GYD", Money(130_050, "GYD")),
        ("500.00", "GYD", Money(50_000, "GYD")),
        ("500", "JPY", Money(500, "JPY")),
        ("1300.505", "GYD", None),
        (500.0, "GYD", None),
        (True, "GYD", None),
        ("-500", "GYD", None),
        ("1e30", "GYD", None),
        ("1e999999999", "GYD", None),
        ("NaN", "GYD", None),
        ("Infinity", "GYD", None),
        ("9" * 21, "GYD", None),
        ("five", "GYD", None),
        (None, "GYD", None),
        ("500", "gyd", None),
        ("500", None, None),
        ("500", "XXX", None),
    ],
)
def test_an_amount_is_text_in_dollars_or_none_at_all(amount, currency, found):
    assert money(amount, currency) == found


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("successful", "successful"), ("SUCCESSFUL", "successful"), ("reversed", "reversed"), ("failed", "failed"),
        ("Declined", "failed"), ("completed", "unknown"), ("pending", "unknown"), (None, "unknown"), (1, "unknown"),
    ],
)  # fmt: skip
def test_a_status_is_a_word_that_we_know(word, status):
    assert found_in("1", GOOD | {"transactionStatus": word}, OURS).status == status


def test_rows_that_are_broken_or_named_twice_are_suggested_once_or_never():
    row = {
        "amount": "500", "currency": "GYD", "transactionStatus": "completed", "transactionReference": "2041",
        "modificationDate": "2026-11-27T12:00:00.000Z", "external_id": 7,
    }  # fmt: skip
    broken = [row | {"modificationDate": "noon"}, row | {"transactionReference": None}, {}, row | {"currency": "USD"}]
    found = candidates_in([row, *broken, row], Money(50_000, "GYD"), 0, 2_000_000_000)
    assert [(each.number, each.at_unix, each.other_ref) for each in found] == [("2041", 1_795_795_200, "7")]
