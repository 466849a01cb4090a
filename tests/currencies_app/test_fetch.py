"""Fetching: rows from the stand-in over HTTP, jumps kept for staff, the implausible left."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from commerce.currencies.domain import jumps
from commerce.currencies.domain.by_hand import set_manual
from commerce.currencies.domain.fetch import fetch_rates
from commerce.currencies.domain.latest import WRITERS_LOCK
from commerce.currencies.errors import AlreadyAnswered, StaleRate
from commerce.currencies.models import Jump, Rate
from commerce.currencies.queries.rates import rate
from commerce.jobs.domain import work
from commerce.jobs.domain.enqueue import enqueue
from commerce.jobs.domain.registry import SCHEDULE, Every
from commerce.jobs.models import Job
from commerce.kernel.resilience import BreakerOpen, ProviderAway
from tests.factories.rates import StandIn, make_jump, make_manual, make_rate

pytestmark = pytest.mark.django_db


def stored() -> list[tuple[str, str]]:
    return [(str(row), format(row.rate.normalize(), "f")) for row in Rate.objects.order_by("quote", "id")]


def answers() -> list[tuple[str, str]]:
    return [(format(jump.rate.normalize(), "f"), jump.answer) for jump in Jump.objects.order_by("id")]


@pytest.mark.parametrize("source", ["frankfurter", "openexchangerates", "exchangerate_host"])
def test_what_the_source_says_becomes_rows_of_the_pairs_in_use(stand_in: StandIn, settings, source: str) -> None:
    settings.RATES_SOURCE = source
    stand_in.post("rates", GYD="209.123456789012")
    fetched = fetch_rates()
    assert stored() == [("USD/BDT", "122.5"), ("USD/GYD", "209.123456789")]
    assert {row.pk for row in fetched.taken} == set(Rate.objects.values_list("pk", flat=True))
    row = Rate.objects.first()
    assert (row.source, row.date, row.actor) == (source, datetime.now(UTC).date(), "")


def test_only_pairs_in_use_are_asked_for_and_kept(stand_in: StandIn, settings) -> None:
    settings.RATE_PAIRS = [("GYD", "BDT"), ("GYD", "USD")]
    fetch_rates()
    assert stand_in.asked()[0]["asked"] == {"base": "usd", "quotes": "bdt,gyd"}
    assert stored() == [("USD/BDT", "122.5"), ("USD/GYD", "209.2")]


def test_nobody_is_asked_without_a_source_or_a_pair(stand_in: StandIn, settings) -> None:
    settings.RATE_PAIRS = []
    assert fetch_rates().source == ""
    settings.RATE_PAIRS, settings.RATES_SOURCE = [("USD", "GYD")], "none"
    assert fetch_rates().source == ""
    assert stand_in.asked() == []


def test_a_file_of_the_operator_is_a_source(settings, tmp_path) -> None:
    (tmp_path / "rates.csv").write_text(f"base,quote,rate,date\nGYD,USD,0.0048,{datetime.now(UTC).date()}\n")
    settings.RATES_SOURCE, settings.RATE_PAIRS = f"file:{tmp_path}/rates.csv", [("USD", "GYD")]
    fetch_rates()
    assert stored() == [("GYD/USD", "0.0048")]


@pytest.mark.parametrize(
    ("rate", "is_held"), [("219.66", False), ("219.67", True), ("198.74", False), ("198.73", True)]
)
def test_more_than_five_per_cent_waits_for_staff(stand_in: StandIn, rate: str, is_held: bool) -> None:
    last = make_rate(rate="209.20")
    stand_in.post("rates", GYD=rate)
    fetched = fetch_rates()
    assert answers() == ([(rate, "waiting")] if is_held else [])
    assert [jump.against for jump in fetched.held] == ([last] if is_held else [])
    assert stored()[2:] == ([] if is_held else [("USD/GYD", rate)])


def test_what_else_stands_in_a_file_is_not_kept(settings, tmp_path) -> None:
    day = datetime.now(UTC).date()
    pairs = ["USD,TTD", "USD,XXX", "USD,USD", "GYD,GYD", "USD,GYD"]
    (tmp_path / "rates.csv").write_text("\n".join(["base,quote,rate,date", *(f"{pair},2,{day}" for pair in pairs)]))
    settings.RATES_SOURCE, settings.RATE_PAIRS = f"file:{tmp_path}/rates.csv", [("USD", "GYD")]
    fetch_rates()
    assert stored() == [("USD/GYD", "2")]


def test_whoever_writes_waits_for_the_one_who_does() -> None:
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [WRITERS_LOCK])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '100ms'")
    with pytest.raises(DatabaseError, match="lock timeout"), transaction.atomic():
        set_manual(base="USD", quote="GYD", rate=Decimal(215), actor="staff:usr_1")
    other.close()
    assert set_manual(base="USD", quote="GYD", rate=Decimal(215), actor="staff:usr_1").rate == 215


def test_how_far_is_too_far_is_a_setting_and_counts_from_the_other_direction_too(stand_in: StandIn, settings) -> None:
    settings.RATE_JUMP_PERCENT = 1
    make_manual("GYD", "USD", "0.0048")
    stand_in.post("rates", GYD="210.5")
    fetch_rates()
    assert answers() == [("210.5", "waiting")]


def test_a_bank_far_from_the_central_banks_makes_no_jump_of_every_rate(stand_in: StandIn) -> None:
    make_rate(rate="209.20")
    make_manual(rate="250")
    fetch_rates()
    assert (answers(), stored()[1:]) == ([], [("USD/GYD", "209.2"), ("USD/GYD", "250"), ("USD/GYD", "209.2")])
    stand_in.post("rates", GYD="249")
    assert [jump.against.rate for jump in fetch_rates().held] == [Decimal("209.2")]


def test_a_jump_said_again_is_one_and_another_value_replaces_it(stand_in: StandIn) -> None:
    make_rate(rate="209.20")
    stand_in.post("rates", GYD="300")
    first = fetch_rates().held[0]
    Jump.objects.update(seen_at=first.seen_at - timedelta(hours=1))
    again = fetch_rates().held[0]
    assert (again.pk, Jump.objects.get().seen_at > first.seen_at - timedelta(minutes=1)) == (first.pk, True)
    stand_in.post("rates", GYD="310")
    fetch_rates()
    assert answers() == [("300", "replaced"), ("310", "waiting")]


def test_a_source_that_comes_back_takes_its_jump_back(stand_in: StandIn) -> None:
    make_jump(rate="300")
    fetch_rates()
    assert answers() == [("300", "withdrawn")]
    assert rate("USD", "GYD").rate == Decimal("209.20")


def test_a_confirmed_jump_counts_from_when_it_was_said_and_names_who_took_it(stand_in: StandIn) -> None:
    jump = make_jump(rate="230", hours=3)
    taken = jumps.take(jump=jump, actor="staff:usr_1")
    assert (taken.fetched_at, taken.source, taken.actor) == (jump.seen_at, "frankfurter", "staff:usr_1")
    assert rate("USD", "GYD").rate == 230
    jump.refresh_from_db()
    assert (jump.answer, jump.actor) == ("taken", "staff:usr_1")
    stand_in.post("rates", GYD="231")
    fetch_rates()
    assert rate("USD", "GYD").rate == 231


def test_a_jump_that_was_said_long_ago_cannot_be_taken() -> None:
    jump = make_jump(hours=25)
    with pytest.raises(StaleRate), transaction.atomic():
        jumps.take(jump=jump, actor="staff:usr_1")
    assert (answers(), Rate.objects.count()) == ([("230", "waiting")], 1)


def test_a_refused_jump_is_not_asked_about_again_until_the_source_says_another(stand_in: StandIn) -> None:
    jumps.refuse(jump=make_jump(rate="300"), actor="staff:usr_1")
    stand_in.post("rates", GYD="300")
    assert fetch_rates().left == ("USD/GYD: refused before.",)
    assert answers() == [("300", "refused")]
    stand_in.post("rates", GYD="301")
    fetch_rates()
    assert answers() == [("300", "refused"), ("301", "waiting")]


@pytest.mark.parametrize("answer", [jumps.take, jumps.refuse])
def test_only_the_first_answer_counts(answer) -> None:
    jump = make_jump()
    jumps.refuse(jump=Jump.objects.get(), actor="staff:usr_1")
    with pytest.raises(AlreadyAnswered):
        answer(jump=jump, actor="staff:usr_2")
    assert (Jump.objects.get().actor, Rate.objects.count()) == ("staff:usr_1", 1)


def test_the_database_lets_nobody_change_an_answer_or_delete_a_jump() -> None:
    jump = make_jump()
    jumps.refuse(jump=jump, actor="staff:usr_1")
    for statement in ("UPDATE currencies_jump SET answer = 'taken'", "DELETE FROM currencies_jump"):
        with pytest.raises(DatabaseError, match="jump_"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Jump.objects.get().answer == "refused"


@pytest.mark.parametrize(("days", "is_kept"), [(7, True), (8, False), (-1, True), (-2, False)])
def test_a_rate_of_another_week_is_left(stand_in: StandIn, settings, days: int, is_kept: bool) -> None:
    settings.RATE_PAIRS = [("USD", "GYD")]
    day = (datetime.now(UTC) - timedelta(days=days)).date().isoformat()
    stand_in.post("date", date=day)
    fetched = fetch_rates()
    assert fetched.left == (() if is_kept else (f"USD/GYD: dated {day}, which cannot be today's.",))
    assert stored() == ([("USD/GYD", "209.2")] if is_kept else [])


@pytest.mark.parametrize("nonsense", ["0", "-209.2", "1e30", "0.00000000001"])
def test_one_rate_that_is_none_does_not_keep_the_others_out(stand_in: StandIn, nonsense: str) -> None:
    stand_in.post("rates", GYD=nonsense)
    assert len(fetch_rates().left) == 1
    assert stored() == [("USD/BDT", "122.5")]


def test_a_currency_that_the_source_does_not_have_is_told(stand_in: StandIn, settings) -> None:
    settings.RATES_SOURCE = "openexchangerates"
    stand_in.post("rates", BDT=None)
    assert fetch_rates().left == ("BDT: the source has no rate.",)


def test_a_source_that_is_away_leaves_what_is_stored(stand_in: StandIn) -> None:
    make_rate()
    stand_in.post("faults", action="status", status=500, count=2)
    with pytest.raises(ProviderAway):
        fetch_rates()
    assert rate("USD", "GYD").rate == Decimal("209.20")


def test_one_slip_is_tried_again_and_five_open_the_breaker(stand_in: StandIn) -> None:
    stand_in.post("faults", action="drop")
    assert len(fetch_rates().taken) == 2
    stand_in.post("faults", action="status", status=429, count=4)
    for _time in range(2):
        with pytest.raises(ProviderAway):
            fetch_rates()
    asked = len(stand_in.asked())
    with pytest.raises(BreakerOpen):
        fetch_rates()
    assert len(stand_in.asked()) == asked


def test_a_transaction_must_not_wait_for_a_source(stand_in: StandIn) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="inside a transaction"):
        fetch_rates()


def test_the_job_of_each_hour_fetches(stand_in: StandIn) -> None:
    assert Every("currencies.fetch_rates", timedelta(hours=1)) in SCHEDULE
    enqueue("currencies.fetch_rates")
    job = Job.objects.get(kind="currencies.fetch_rates")
    work.run(job.pk, job.queue)
    assert stored() == [("USD/BDT", "122.5"), ("USD/GYD", "209.2")]


def test_the_command_tells_what_was_taken_held_and_left(stand_in: StandIn, settings, capsys) -> None:
    settings.RATE_PAIRS = [("USD", "GYD"), ("USD", "BDT"), ("USD", "TTD")]
    make_rate("USD", "BDT", "90")
    stand_in.post("rates", TTD="-1")
    call_command("fetch_rates")
    assert capsys.readouterr().out.splitlines() == [
        f"1 USD = 209.20 GYD  {datetime.now(UTC).date()}  frankfurter",
        "1 USD = 122.50 BDT  waits for staff: the last was 90.00",
        "Not kept: USD/TTD: -1 is no rate.",
    ]


def test_the_command_fails_aloud(stand_in: StandIn) -> None:
    stand_in.post("faults", action="garbage", count=2)
    with pytest.raises(CommandError, match="Frankfurter sent something that is no table of rates"):
        call_command("fetch_rates")


def test_the_command_says_when_nobody_was_asked(settings, capsys) -> None:
    settings.RATES_SOURCE = "none"
    call_command("fetch_rates")
    assert capsys.readouterr().out.startswith("Nobody was asked")
