"""E-mail by the queue against a real mail server: once, refused for good, not now, away."""

import logging
import socket
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from commerce.jobs.domain import pump, work
from commerce.jobs.domain.registry import SCHEDULE, Every
from commerce.jobs.models import Job
from commerce.kernel.money import Money
from commerce.kernel.standings import standings
from commerce.notifications.domain import sending
from commerce.notifications.domain.emails import Letter, queue_email, queue_letter
from commerce.notifications.models import Email
from commerce.notifications.tasks import TRIES, watch_server
from tests.factories.breakers import let_pass
from tests.notifications_app.mail_server import MailServer

pytestmark = pytest.mark.django_db
ADA = "ada@example.com"


def queued(**values: Any) -> Email:
    fields = {"template": "note", "to": ADA, "letter": Letter("Hello", "Plain", "<p>Rich</p>"), "dedupe": "note:1"}
    email = queue_letter(**(fields | values))
    assert email is not None
    return email


def work_off() -> str:
    """One try of the one job that waits, as a worker does it; its waiting time is passed over."""
    Job.objects.filter(state="ready").update(run_at="2026-01-01T00:00Z")
    job = Job.objects.get(queue="email")
    return work.run(job.pk, job.queue)


def test_a_mail_is_sent_once_with_its_headers(mail_server: MailServer) -> None:
    email = queued()
    assert work_off() == "done"
    assert sending.send(email=Email.objects.get()) == "already"
    [mail] = mail_server.accepted
    assert (mail["To"], mail["Subject"], mail["Message-ID"]) == (ADA, "Hello", email.message_id)
    assert (mail["Auto-Submitted"], mail["Date"] is None) == ("auto-generated", False)
    assert [part.get_content().strip() for part in mail.iter_parts()] == ["Plain", "<p>Rich</p>"]


def test_sending_notes_the_moment(mail_server: MailServer) -> None:
    queued()
    work_off()
    email = Email.objects.get()
    assert email.sent_at is not None
    assert email.sent_at >= email.queued_at


def test_the_same_reason_is_one_mail() -> None:
    queued()
    assert queue_letter(template="note", to=ADA, letter=Letter("Again", ""), dedupe="note:1") is None
    assert (Email.objects.count(), Job.objects.count()) == (1, 1)


def test_a_second_call_renders_nothing() -> None:
    queued()
    queue_email(template="there_is_no_such_template", to=ADA, context={}, dedupe="note:1")
    assert Email.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_mail_goes_with_its_transaction() -> None:
    with transaction.atomic():
        queued()
        transaction.set_rollback(True)
    assert (Email.objects.count(), Job.objects.count()) == (0, 0)


def test_the_shop_signs_its_mails() -> None:
    """The templates get `shop` and `site_url` without being asked."""
    amounts = dict.fromkeys(["subtotal", "delivery", "total"], Money(420_000, "GYD"))
    context = {"order": {"number": "GY-1001", "parcels": [], **amounts}, "order_url": "http://localhost/o/1"}
    queue_email(template="order_confirmation", to=ADA, context=context, dedupe="confirmation:1", reference="ord_1")
    email = Email.objects.get()
    assert (email.subject, email.reference) == ("Your order GY-1001", "ord_1")
    assert "Total: G$4,200" in email.text
    assert email.text.endswith("Stabroek\nhttp://localhost/\n")
    assert 'href="http://localhost/o/1"' in email.html


@pytest.mark.parametrize("stage", ["answers", "data_answers"])
def test_a_refusal_for_good_is_a_bounce(mail_server: MailServer, stage: str) -> None:
    setattr(mail_server, stage, ["550 5.1.1 No such mailbox"])
    queued()
    assert (work_off(), work_off()) == ("done", "not_ready")
    email = Email.objects.get()
    assert (email.sent_at, email.bounced_at is None) == (None, False)
    assert "No such mailbox" in email.error
    assert mail_server.asked == 1


def test_not_now_is_tried_again(mail_server: MailServer) -> None:
    mail_server.answers = ["451 4.7.1 Greylisted", "451 4.7.1 Greylisted"]
    queued()
    assert [work_off() for _ in range(3)] == ["retry", "retry", "done"]
    assert (mail_server.asked, len(mail_server.accepted)) == (3, 1)


def test_a_mail_that_is_put_off_for_ever_ends_in_a_dead_letter_that_can_be_sent(mail_server: MailServer) -> None:
    mail_server.answers = ["451 4.7.1 Greylisted"] * TRIES
    email = queued()
    assert [work_off() for _ in range(TRIES + 1)] == ["retry"] * TRIES + ["not_ready"]
    pump.bury_dead()
    dead = Job.objects.get(state="dead")
    assert (dead.args, dead.attempts) == ({"email": email.public_id}, TRIES)
    assert "Greylisted" in dead.last_error
    assert "sending.py" in dead.last_traceback
    call_command("deadletters", "retry", "--queue", "email")
    assert work_off() == "done"
    assert [mail["Message-ID"] for mail in mail_server.accepted] == [email.message_id]


def test_mails_wait_while_the_server_is_away_however_long(mail_server: MailServer, settings: Any) -> None:
    port = settings.EMAIL_PORT
    settings.EMAIL_PORT = closed_port()
    email = queued()
    assert [work_off() for _ in range(5)] == ["retry"] * 5
    assert "ConnectionRefusedError" in Job.objects.get(queue="email").last_error
    assert [work_off() for _ in range(20)] == ["put_off"] * 20
    job = Job.objects.get(queue="email")
    assert (job.attempts, job.tries.count(), job.last_error) == (5, 5, "Email does not answer just now.")
    assert 0 < (job.run_at - timezone.now()).total_seconds() <= 76
    settings.EMAIL_PORT = port
    let_pass(sending.NAME)
    watch_server()  # finds out, so that no mail has to
    assert work_off() == "done"
    assert [mail["Message-ID"] for mail in mail_server.accepted] == [email.message_id]


@pytest.mark.parametrize(("answer", "stops"), [("451 4.7.1 Greylisted", False), ("421 4.3.2 Closing", True)])
def test_a_mail_that_is_put_off_is_no_sign_that_the_server_is_away(
    mail_server: MailServer, answer: str, stops: bool
) -> None:
    mail_server.answers = [answer] * 6
    queued()
    assert [work_off() for _ in range(6)][-1] == ("put_off" if stops else "retry")


def test_whether_the_server_is_there_is_seen_without_a_mail(mail_server: MailServer, settings: Any) -> None:
    def told() -> tuple[str, str]:
        (found,) = standings([sending.NAME]) or []
        return found.state, found.words

    watch_server()
    assert (told(), mail_server.asked) == (("answers", ""), 0)
    settings.EMAIL_PORT = closed_port()
    watch_server()
    assert told() == ("stumbles", "ConnectionRefusedError: [Errno 111] Connection refused")
    assert Every("notifications.watch_server", timedelta(seconds=30)) in SCHEDULE


@pytest.mark.timeout(5)
def test_a_silent_server_is_given_up(settings: Any) -> None:
    """It accepts the connection and says nothing."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        settings.EMAIL_TIMEOUT = 0.3
        queued()
        assert work_off() == "retry"
    assert "timed out" in Job.objects.get().last_error


def test_no_address_in_logs_or_dead_letters(mail_server: MailServer, caplog: pytest.LogCaptureFixture) -> None:
    mail_server.answers = [f"451 {ADA} is busy", f"550 {ADA} is unknown"]
    queued()
    with caplog.at_level(logging.INFO):
        work_off()
        work_off()
    ours = [record for record in caplog.records if record.name.startswith("shop.")]
    lines = [record for record in ours if record.name == "shop.email"]
    job = Job.objects.get()
    assert [line.outcome for line in lines] == ["failed", "bounced"]  # type: ignore[attr-defined]
    told = f"{[vars(record) for record in ours]}{job.args}{job.last_error}{job.last_traceback}"
    assert ADA not in told
    assert {line.to for line in lines} == {sending.address_mark(ADA.upper())}  # type: ignore[attr-defined]


def test_a_repeat_after_a_crash_bears_the_same_message_id(mail_server: MailServer) -> None:
    """The server took it, the worker died before it could note that."""
    stale = queued()
    work_off()
    Email.objects.update(sent_at=None)
    assert sending.send(email=stale) == "sent"
    assert {mail["Message-ID"] for mail in mail_server.accepted} == {stale.message_id}


def test_of_two_notes_of_sending_one_counts(mail_server: MailServer) -> None:
    stale = queued()
    work_off()
    first = Email.objects.get().sent_at
    assert sending.send(email=stale) == "already"
    assert Email.objects.get().sent_at == first


def closed_port() -> int:
    """A port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def test_a_mail_is_not_written_by_halves() -> None:
    """Outside any transaction of the caller the row and its job still come together."""
    assert connection.in_atomic_block
    email = queued()
    assert Job.objects.get().args == {"email": email.public_id}
