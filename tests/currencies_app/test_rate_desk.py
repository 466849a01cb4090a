"""Rates at the staff site: set by hand, asked for, confirmed or refused; nobody else gets in."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from commerce.currencies.models import Jump, Rate
from commerce.currencies.queries.rates import rate
from tests.factories import shop
from tests.factories.rates import StandIn, make_jump, make_manual, make_rate

pytestmark = pytest.mark.django_db

LIST, ADD = reverse("admin:currencies_rate_changelist"), reverse("admin:currencies_rate_add")
QUESTION = reverse("admin:currencies_rate_question")
TYPED = {"base": "USD", "quote": "GYD", "rate": "215.50", "valid_hours": "168", "note": "Republic Bank"}


def act(jump_or_rate, name: str) -> str:
    return reverse(f"admin:currencies_{jump_or_rate._meta.model_name}_act", args=[jump_or_rate.pk, name])


def words_of(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def test_a_rate_is_set_by_hand_and_names_who_did(staff: Client, staff_user) -> None:
    told = words_of(staff.post(ADD, TYPED, follow=True))
    kept = Rate.objects.get()
    assert (kept.rate, kept.actor, kept.note) == (Decimal("215.5"), f"staff:{staff_user.public_id}", "Republic Bank")
    assert kept.valid_until - kept.fetched_at == timedelta(days=7)
    assert told[0].startswith("1 USD = 215.50 GYD counts from now on, until ")
    assert "Desk Person" in staff.get(LIST).content.decode()
    assert LogEntry.objects.get().object_id == str(kept.pk)


def test_a_slip_of_the_finger_is_asked_about_once(staff: Client) -> None:
    make_rate(rate="209.20")
    asked = staff.post(ADD, TYPED | {"rate": "2155.0"})
    assert (asked.status_code, Rate.objects.count()) == (200, 1)
    assert asked.context["adminform"].form.errors["rate"] == [
        "The last rate was 1 USD = 209.20 GYD. This is 930.1 % away from it: check the digits, or confirm it."
    ]
    assert b'type="checkbox" name="is_sure"' in asked.content
    staff.post(ADD, TYPED | {"rate": "2155.0", "is_sure": "on"})
    assert rate("USD", "GYD").rate == Decimal("2155")


def test_the_box_of_who_is_sure_is_there_only_when_it_is_asked_for(staff: Client) -> None:
    assert b'type="checkbox" name="is_sure"' not in staff.get(ADD).content
    assert b'type="checkbox" name="is_sure"' not in staff.post(ADD, TYPED | {"rate": ""}).content


@pytest.mark.parametrize(
    ("wrong", "field"), [({"quote": "USD"}, "quote"), ({"rate": "0"}, "rate"), ({"rate": "209,20"}, "rate"),
                         ({"base": "XXX"}, "base"), ({"valid_hours": "9999"}, "valid_hours")],
)  # fmt: skip
def test_what_is_no_rate_is_told_at_its_field(staff: Client, wrong: dict, field: str) -> None:
    answer = staff.post(ADD, TYPED | wrong)
    assert list(answer.context["adminform"].form.errors) == [field]
    assert not Rate.objects.exists()


def test_a_stored_rate_can_be_looked_at_and_not_changed(staff: Client) -> None:
    row = make_rate()
    page = reverse("admin:currencies_rate_change", args=[row.pk])
    assert staff.get(page).status_code == 200
    assert staff.post(page, TYPED).status_code == 403
    assert staff.post(reverse("admin:currencies_rate_delete", args=[row.pk]), {"post": "yes"}).status_code == 403


def test_a_rate_set_by_hand_is_stopped(staff: Client, staff_user) -> None:
    make_rate(rate="209.20")
    row = make_manual()
    staff.post(act(row, "end"), {"note": "the bank changed"})
    assert rate("USD", "GYD").rate == Decimal("209.20")
    assert Rate.objects.last().actor == f"staff:{staff_user.public_id}"
    told = words_of(staff.post(act(row, "end"), follow=True))
    assert told[-1] == "That is not possible any more: the state has changed meanwhile."


def test_the_list_says_how_each_rate_stands(staff: Client) -> None:
    make_rate("USD", "BDT", "122", hours=25)
    make_rate(rate="200", hours=2)
    make_rate(rate="209.20", hours=1)
    make_manual(rate="214")
    make_manual("GYD", "USD", "0.0047")
    make_manual("USD", "TTD", "6.7", hours=2, lasts=1)
    rows = staff.get(LIST).context["cl"].result_list
    assert [(str(row), f"{float(row.rate):g}", row.standing) for row in rows] == [
        ("USD/TTD", "6.7", "ended"),
        ("GYD/USD", "0.0047", "in use"),
        ("USD/GYD", "214", "replaced"),
        ("USD/GYD", "209.2", "aside"),
        ("USD/GYD", "200", "replaced"),
        ("USD/BDT", "122", "old"),
    ]
    found = staff.get(LIST, {"stands": "in use"}).context["cl"].result_list
    assert [str(row) for row in found] == ["GYD/USD"]


def test_above_the_list_stands_what_counts_now(staff: Client, settings) -> None:
    settings.RATE_PAIRS = [("USD", "GYD"), ("GYD", "USD"), ("GYD", "BDT"), ("USD", "TTD"), ("USD", "BBD")]
    make_rate()
    make_manual("USD", "BDT", "122.5")
    make_rate("USD", "TTD", "6.7", hours=25)
    assert [(pair.says, pair.how) for pair in staff.get(LIST).context["now"]] == [
        ("1 USD = 209.20 GYD", "Frankfurter"),
        ("1 GYD = 0.0047801147 USD", "Frankfurter, from the rate of the other direction"),
        ("1 GYD = 0.5855640535 BDT", "Frankfurter and by hand, by way of US dollars"),
        ("1 USD = … TTD", "the last rate is too old: nothing is converted"),
        ("1 USD = … BBD", "no rate was told yet: nothing is converted"),
    ]


def test_the_source_is_asked_at_a_press_and_its_words_are_told(staff: Client, stand_in: StandIn) -> None:
    make_rate("USD", "BDT", "90")
    told = words_of(staff.post(QUESTION, follow=True))
    assert told == [
        "The source says: 1 USD = 209.20 GYD.",
        "A rate differs much from the last one and waits for you to confirm it.",
    ]
    stand_in.post("faults", action="status", status=429, count=2)
    told = words_of(staff.post(QUESTION, follow=True))
    assert told == [
        "Frankfurter says that it was asked too often. The last rates count as long as they may. You can ask again, or "
        "set a rate by hand."
    ]
    assert staff.get(QUESTION).status_code == 404


def test_a_jump_says_what_happened_and_what_can_be_done(staff: Client) -> None:
    page = staff.get(reverse("admin:currencies_jump_change", args=[make_jump(rate="230").pk]))
    happened = "What happened: Frankfurter says a rate that is 9.9 % more than the last one (1 USD = 209.20 GYD)."
    assert page.context["notices"][0].text == happened
    assert page.context["notices"][1].text.startswith("What you can do: look at your bank's rate of today.")
    assert [act.name for act in page.context["acts"]] == ["taking", "refusal"]


@pytest.mark.parametrize(("name", "answer", "now"), [("taking", "taken", "230"), ("refusal", "refused", "209.20")])
def test_staff_take_or_refuse_a_jump(staff: Client, staff_user, name: str, answer: str, now: str) -> None:
    jump = make_jump(rate="230")
    assert staff.get(act(jump, name)).status_code == 200
    staff.post(act(jump, name))
    jump.refresh_from_db()
    assert (jump.answer, jump.actor) == (answer, f"staff:{staff_user.public_id}")
    assert rate("USD", "GYD").rate == Decimal(now)
    assert staff.get(reverse("admin:currencies_jump_change", args=[jump.pk])).context["acts"] == []


def test_a_jump_that_is_too_old_is_told_and_stays(staff: Client) -> None:
    jump = make_jump(hours=25)
    told = words_of(staff.post(act(jump, "taking"), follow=True))
    assert told == ["The source said this too long ago. Ask it again, or set a rate by hand."]
    assert Jump.objects.get().answer == "waiting"


@pytest.mark.parametrize("who", ["stranger", "shopper"])
def test_nobody_else_sees_or_changes_a_rate(who: str) -> None:
    jump, row, client = make_jump(), make_manual(), Client()
    if who == "shopper":
        client.force_login(shop.make_user())
    before = Rate.objects.count()
    expected = 302 if who == "stranger" else 404
    addresses = [LIST, ADD, QUESTION, act(jump, "taking"), act(jump, "refusal"), act(row, "end")]
    assert {client.get(address).status_code for address in addresses} == {expected}
    assert {client.post(address, TYPED).status_code for address in addresses} == {expected}
    assert (Rate.objects.count(), Jump.objects.get().answer) == (before, "waiting")
