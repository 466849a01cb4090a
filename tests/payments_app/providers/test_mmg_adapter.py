"""MMG behind the verbs: what goes to its page, and that nothing but its look-up makes a payment."""

import json

import pytest

from commerce.kernel.money import Money
from payments.errors import BadWebhook, Declined, Misconfigured
from payments.providers.base import Capabilities, Fetched, KnownByNumber
from payments.providers.mmg.adapter import MmgProvider
from payments.providers.registry import enabled
from tests.factories.mmg import PRICE, charge, open_still, page_of, query_of

NOTHING = Money.zero("GYD")
adapter = MmgProvider()


@pytest.fixture
def paid(mmg):
    """A payment for att_a."""
    return mmg.pay(page_of())


def number_of(paid) -> str:
    return paid["transaction"]["id"]


def test_it_is_switched_on_by_the_merchants_number(mmg, settings):
    assert MmgProvider in [type(each) for each in enabled()]
    settings.MMG_MERCHANT_ID = ""
    assert MmgProvider not in [type(each) for each in enabled()]


def test_its_card_says_what_it_takes_and_what_it_cannot(mmg, settings):
    settings.MMG_LIMITS = (200, 9_000)
    card = adapter.capabilities
    assert card == Capabilities(
        name="mmg", title=card.title, note=card.note, icon="phone", currencies=frozenset({"GYD"}),
        partial_refunds=False, whole_units=True, receiver="9991234", limits={"GYD": (20_000, 900_000)},
    )  # fmt: skip
    assert isinstance(adapter, KnownByNumber)


def test_the_page_gets_our_own_id_which_is_the_reference_there(mmg):
    started = adapter.start(charge("att_mine"))
    query = query_of(started.next_url)
    assert (started.provider_ref, started.next_url.partition("?")[0]) == ("att_mine", f"{mmg.url}/mmg-pg/web/payments")
    assert (sorted(query), query["merchantId"]) == (["X-Client-ID", "merchantId", "token"], "9991234")
    mmg.pay(started.next_url, outcome="walk_away")
    (page,) = mmg.book("pages")
    assert (page["order"]["merchantTransactionId"], page["order"]["amount"]) == ("att_mine", "1500")


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        (Money(150_050, "GYD"), "whole_dollars_only"),
        (Money(9_900, "GYD"), "outside_limits"),
        (Money.of(500_001, "GYD"), "outside_limits"),
        (Money(150_000, "USD"), "currency_not_taken"),
    ],
)
def test_an_amount_that_mmg_does_not_take_is_declined_before_anybody_goes_there(mmg, amount, code):
    with pytest.raises(Declined) as refused:
        adapter.start(charge(amount=amount))
    assert refused.value.code == code


@pytest.mark.parametrize("dollars", [100, 500_000])
def test_the_limits_themselves_are_taken(mmg, dollars):
    assert mmg.pay(page_of(amount=Money.of(dollars, "GYD")))["transaction"]["cents"] == dollars * 100


@pytest.mark.parametrize("given", ["", "/no/such/file", "-----BEGIN nothing"])
def test_keys_that_cannot_be_read_are_ours_to_mend(mmg, settings, given):
    body = mmg.forged("att_a")
    settings.MMG_PUBLIC_KEY = settings.MMG_PRIVATE_KEY = given
    with pytest.raises(Misconfigured, match="MMG_PUBLIC_KEY"):
        adapter.start(charge())
    with pytest.raises(Misconfigured, match="MMG_PRIVATE_KEY"):
        adapter.parse_webhook(body, {})


def test_keys_may_lie_in_files_or_stand_in_one_line(mmg, settings, tmp_path):
    (tmp_path / "public.pem").write_text(settings.MMG_PUBLIC_KEY)
    settings.MMG_PUBLIC_KEY = str(tmp_path / "public.pem")
    settings.MMG_PRIVATE_KEY = settings.MMG_PRIVATE_KEY.replace("\n", "\\n")
    paid = mmg.pay(page_of())
    assert adapter.parse_webhook(mmg.back_with(paid), {}).kind == "reply.success"


def test_what_the_look_up_calls_successful_is_paid(mmg, paid):
    notice = adapter.parse_webhook(mmg.back_with(paid), {})
    number, receipt = number_of(paid), paid["transaction"]["receipt"]
    assert (notice.refs, notice.learned) == (("att_a", number), {"att_a": number})
    assert adapter.fetch_claimed("att_a", PRICE, [notice.learned["att_a"]]) == Fetched(
        outcome="captured", amount=PRICE, reference="att_a", charge_ref=number, receiver="9991234",
        numbers=(number, receipt),
    )  # fmt: skip


def test_a_reply_alone_pays_nothing(mmg, paid):
    adapter.parse_webhook(mmg.back_with(paid), {})
    assert adapter.fetch("att_a") == open_still()
    assert mmg.asked() == []


def test_a_success_that_was_made_up_is_not_paid(mmg):
    mmg.pay(page_of(), outcome="walk_away")
    notice = adapter.parse_webhook(mmg.forged("att_a", "20400000000001"), {})
    assert notice.kind == "reply.success"
    assert adapter.fetch_claimed("att_a", PRICE, [notice.learned["att_a"]]) == open_still()


def test_the_reply_of_one_order_says_nothing_about_another(mmg, paid):
    notice = adapter.parse_webhook(mmg.back_with(paid), {})
    assert notice.learned.get("att_b") is None
    assert adapter.fetch_claimed("att_b", PRICE, []) == open_still("att_b")


def test_a_number_that_was_claimed_for_two_orders_is_told_as_the_same_numbers(mmg, paid):
    claim = adapter.parse_webhook(mmg.forged("att_b", number_of(paid)), {}).learned["att_b"]
    first = adapter.fetch_claimed("att_a", PRICE, [number_of(paid)])
    second = adapter.fetch_claimed("att_b", PRICE, [claim])
    assert (first.reference, second.reference) == ("att_a", "att_b")
    assert first.numbers == second.numbers == (number_of(paid), paid["transaction"]["receipt"])


@pytest.mark.parametrize(("cents", "received"), [(149_900, 149_900), (150_001, 150_001), (100, 100)])
def test_another_amount_is_told_as_it_is(mmg, cents, received):
    paid = mmg.pay(page_of(), cents=cents)
    assert adapter.fetch_claimed("att_a", PRICE, [number_of(paid)]).amount == Money(received, "GYD")


def test_another_currency_is_told_as_it_is(mmg):
    paid = mmg.pay(page_of(), currency="USD")
    assert adapter.fetch_claimed("att_a", PRICE, [number_of(paid)]).amount == Money(150_000, "USD")


def test_money_on_another_merchants_account_is_not_ours(mmg):
    paid = mmg.pay(page_of(), account="7770000")
    assert adapter.fetch_claimed("att_a", PRICE, [number_of(paid)]) == open_still(receiver="7770000")


@pytest.mark.parametrize("status", ["pending", "SUCCESS", "", "completed", "true"])
def test_a_word_that_is_not_understood_leaves_it_open(mmg, paid, status):
    mmg.post("transactions", transaction=number_of(paid), status=status)
    assert adapter.fetch_claimed("att_a", PRICE, [number_of(paid)]) == open_still(receiver="9991234")


@pytest.mark.parametrize("unknown_as", [400, 404, 422])
def test_a_number_that_mmg_does_not_know_leaves_it_open(mmg, unknown_as):
    mmg.post("habits", unknown_as=unknown_as)
    assert adapter.fetch_claimed("att_a", PRICE, ["20400000000001"]) == open_still()


def test_a_payment_without_enough_money_has_ended_because_its_id_is_spent(mmg):
    short = mmg.pay(page_of(), phone="6000050")
    assert (short["code"], adapter.parse_webhook(mmg.back_with(short), {}).kind) == ("2", "reply.failed")
    told = adapter.fetch_claimed("att_a", PRICE, [number_of(short)])
    assert told == Fetched("expired", NOTHING, "att_a", decline_code="mmg_failed", receiver="9991234")
    assert mmg.pay(page_of())["error"] == "Unable to process your request"


def test_lies_before_and_after_the_truth_do_not_hide_it(mmg, paid):
    short = mmg.pay(page_of("att_b"), phone="6000050")
    other = mmg.pay(page_of("att_c", Money.of(900, "GYD")))
    lies = ["20400000000001", number_of(other), number_of(short)]
    for claims in ([*lies, number_of(paid)], [number_of(paid), *lies]):
        assert adapter.fetch_claimed("att_a", PRICE, claims).charge_ref == number_of(paid)
    assert adapter.fetch_claimed("att_a", PRICE, lies).amount == Money.of(900, "GYD")
    assert adapter.fetch_claimed("att_a", PRICE, [lies[0], lies[2]]).outcome == "expired"


def test_a_flood_of_claims_costs_five_look_ups(mmg):
    claims = [f"204000000000{n:02}" for n in range(40)]
    assert adapter.fetch_claimed("att_a", PRICE, claims * 2) == open_still()
    assert mmg.asked() == ["mer", *["lookup"] * 5]


def test_the_first_five_claims_are_asked_about(mmg, paid):
    lies = [f"204000000000{n:02}" for n in range(5)]
    assert adapter.fetch_claimed("att_a", PRICE, [*lies[:4], number_of(paid)]).outcome == "captured"
    assert adapter.fetch_claimed("att_a", PRICE, [*lies, number_of(paid)]).outcome == "open"


def test_the_page_of_a_payment_that_is_given_up_is_not_waited_for(mmg):
    assert adapter.cancel("att_a") == Fetched("expired", NOTHING, "att_a")
    with pytest.raises(Misconfigured):
        adapter.capture("att_a", PRICE, "key")


@pytest.mark.parametrize("notify_as", ["json", "form"])
@pytest.mark.parametrize("alphabet", ["url", "standard"])
def test_a_notification_is_read_as_json_and_as_a_form_in_either_alphabet(mmg, notify_as, alphabet):
    mmg.post("habits", notify_as=notify_as, alphabet=alphabet)
    paid = mmg.pay(page_of())
    bodies = [mmg.back_with(paid), mmg.forged("att_a", number_of(paid))]
    assert [adapter.parse_webhook(body, {}).learned for body in bodies] == [{"att_a": number_of(paid)}] * 2


def test_the_same_token_is_one_event_and_a_new_seal_is_another(mmg, paid):
    again = [adapter.parse_webhook(mmg.back_with(paid), {}).event_id for _ in range(2)]
    anew = adapter.parse_webhook(mmg.forged("att_a", number_of(paid)), {}).event_id
    assert again[0] == again[1] != anew


@pytest.mark.parametrize(("outcome", "kind"), [("cancel", "reply.cancelled"), ("time_out", "reply.timed_out")])
@pytest.mark.parametrize("errors_as", ["result", "error"])
def test_a_page_that_was_left_says_how_in_its_reply(mmg, outcome, kind, errors_as):
    mmg.post("habits", errors_as=errors_as)
    left = mmg.pay(page_of(), outcome=outcome)
    assert adapter.parse_webhook(mmg.back_with(left), {}).kind == kind
    assert mmg.times_charged("att_a") == 0


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b'{"token": 7}',
        b'{"token": ""}',
        b"errorCode=5&errorMessage=Token+Decryption+Failed",
        b"token=success",
        json.dumps({"merchantTransactionId": "att_a", "ResultCode": "0"}).encode(),
        b"[" * 100_000,
    ],
)
def test_a_body_without_a_token_of_ours_is_refused(mmg, body):
    with pytest.raises(BadWebhook):
        adapter.parse_webhook(body, {})
