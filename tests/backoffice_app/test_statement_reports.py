"""What was counted is kept before the counting begins anew: once a week by itself, and whenever staff want it."""

import threading
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection, connections
from django.test import Client

from commerce.backoffice.domain.statement_reports import begin_anew, keep_week
from commerce.backoffice.models import StatementReport
from commerce.backoffice.queries import counting as standing
from commerce.jobs.domain import pump, work
from commerce.jobs.models import Job
from commerce.kernel.clock import database_now
from commerce.kernel.errors import Conflict, Refused
from tests.backoffice_app import statements
from tests.factories import shop

pytestmark = pytest.mark.django_db
PAGE, COUNTING = "/staff/operations/", "/staff/operations/counting/"


def began(ago: timedelta, **values: object) -> StatementReport:
    """The counting began so long ago: a report ended then."""
    now = database_now()
    found = {"statements": 0, "slow": 0, "by_total": [], "by_mean": []}
    told = {"began_at": now - 2 * ago, "ended_at": now - ago, "began_anew": True, "found": found}
    return StatementReport.objects.create(**told | values)


@pytest.fixture(autouse=True)
def counted(db) -> None:
    statements.begin()


@pytest.fixture
def older_server(monkeypatch):
    """What a server answers that began nine days before this one."""
    monkeypatch.setattr(standing, "BEGAN", standing.BEGAN.replace("stats_reset", "stats_reset - interval '9 days'"))


def test_the_week_is_kept_and_begins_anew(older_server, django_capture_on_commit_callbacks) -> None:
    statements.run("SELECT pg_sleep(0.06)", times=2)
    with django_capture_on_commit_callbacks(execute=True):
        report = keep_week()
    assert report is not None
    assert (report.began_anew, report.slow, report.ended_at - report.began_at > timedelta(days=9)) == (True, 1, True)
    assert (report.found["by_total"][0]["text"], report.found["by_total"][0]["calls"]) == ("SELECT pg_sleep($1)", 2)
    assert "pg_sleep" not in statements.texts()
    assert standing.counting().began_at == report.ended_at


def test_it_is_not_kept_before_the_week_is_full(older_server) -> None:
    began(timedelta(days=6, hours=23))
    assert keep_week() is None
    StatementReport.objects.update(ended_at=database_now() - timedelta(days=7))
    assert keep_week() is not None
    assert keep_week() is None


def test_eight_weeks_are_kept(older_server) -> None:
    old, young = began(timedelta(weeks=8, hours=1)), began(timedelta(weeks=7))
    kept = keep_week()
    assert set(StatementReport.objects.all()) == {young, kept}
    assert old not in StatementReport.objects.all()


@pytest.mark.django_db(transaction=True)
def test_the_schedule_keeps_it(older_server) -> None:
    statements.run("SELECT 1")
    pump.keep_schedule()
    job = Job.objects.get(kind="backoffice.keep_slow_statements")
    work.run(job.pk, job.queue)
    job.refresh_from_db()
    assert (job.state, StatementReport.objects.get().found["statements"] > 0) == ("done", True)
    assert "SELECT $1" not in statements.texts()


@pytest.fixture
def may_not_reset(transactional_db):
    with statements.administrator() as administrator:
        administrator.execute("REVOKE EXECUTE ON FUNCTION pg_stat_statements_reset FROM stabroek")
        yield
        administrator.execute("GRANT EXECUTE ON FUNCTION pg_stat_statements_reset TO stabroek")


@pytest.mark.django_db(transaction=True)
def test_a_role_that_may_not_begin_anew_keeps_all_the_same(older_server, may_not_reset, staff: Client) -> None:
    statements.run("SELECT 1")
    report = keep_week()
    assert report is not None
    assert (report.began_anew, statements.found().statements > 0) == (False, True)
    assert keep_week() is None
    StatementReport.objects.update(ended_at=database_now() - timedelta(days=7))
    second = keep_week()
    assert second is not None
    assert second.began_at == report.began_at
    with pytest.raises(Refused):
        begin_anew()
    page = staff.get(PAGE).content.decode()
    assert "GRANT EXECUTE ON FUNCTION pg_stat_statements_reset" in page
    assert COUNTING not in page


def test_staff_begin_anew_and_it_is_written_down(
    older_server, staff: Client, staff_user, django_capture_on_commit_callbacks
) -> None:
    statements.run("SELECT pg_sleep(0.06)")
    assert staff.get(COUNTING).status_code == 200
    assert not StatementReport.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        answer = staff.post(COUNTING)
    assert (answer.status_code, answer.url) == (302, PAGE)
    report = StatementReport.objects.get()
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id, entry.get_change_message()) == (
        staff_user, str(report.pk), "Began the counting of statements anew.",
    )  # fmt: skip
    page = staff.get(PAGE).content.decode()
    assert "pg_sleep" in page.split('id="last-title"')[1]
    assert "pg_sleep" not in page.split('id="last-title"')[0]


def test_twice_within_a_minute_is_refused(older_server, staff: Client) -> None:
    staff.post(COUNTING)
    answer = staff.post(COUNTING, follow=True)
    assert "within the last minute" in answer.content.decode()
    assert StatementReport.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_anew_at_once_one_does(older_server) -> None:
    outcomes: list[str] = []
    together = threading.Barrier(2)

    def press() -> None:
        together.wait()
        try:
            begin_anew()
            outcomes.append("kept")
        except Conflict:
            outcomes.append("refused")
        finally:
            connections.close_all()

    both = [threading.Thread(target=press) for _each in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert (sorted(outcomes), StatementReport.objects.count()) == (["kept", "refused"], 1)


@pytest.mark.parametrize("who", ["anonymous", "shopper"])
def test_strangers_change_nothing(older_server, who: str) -> None:
    client = Client(SERVER_NAME="localhost")
    if who == "shopper":
        client.force_login(shop.make_user())
    assert [client.post(COUNTING).status_code, client.get(PAGE).status_code] == (
        [404, 404] if who == "shopper" else [302, 302]
    )
    assert not StatementReport.objects.exists()


def test_a_kept_report_can_be_read_and_not_be_changed(staff: Client) -> None:
    row = {"text": "SELECT 1", "calls": 3, "total_ms": 300.0, "mean_ms": 100.0, "rows": 3, "share": 1.0}
    found = {"statements": 1, "slow": 1, "by_total": [row], "by_mean": [row]}
    report = began(timedelta(days=7), found=found)
    address = f"/staff/backoffice/statementreport/{report.pk}/"
    page = staff.get(f"{address}change/").content.decode()
    assert page.count("slow: over 50 ms on average") == 2
    assert [staff.post(f"{address}change/").status_code, staff.post(f"{address}delete/").status_code] == [403, 403]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM backoffice_statementreport")
        assert cursor.fetchone() == (1,)
