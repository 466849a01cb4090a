"""An address that does not exist is refused once and then left alone, until staff say otherwise (G10)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from commerce.accounts.models import User
from commerce.jobs.domain import work
from commerce.jobs.models import Job
from commerce.notifications.domain.emails import Letter, NotAgain, queue_letter, queue_private, send_again
from commerce.notifications.models import BouncedAddress, Email
from tests.notifications_app.mail_server import MailServer

pytestmark = pytest.mark.django_db
ADA = "ada@example.com"
UNKNOWN = "550 5.1.1 No such mailbox"


def send(number: int = 1, to: str = ADA) -> Email:
    """Queue a mail and have a worker try it once."""
    email = queue_letter(template="note", to=to, letter=Letter(f"Parcel {number}", "Plain"), dedupe=f"n{number}")
    assert email is not None
    job = Job.objects.latest("pk")
    assert work.run(job.pk, job.queue) in ("done", "retry")
    email.refresh_from_db()
    return email


@pytest.fixture
def staff() -> Client:
    client = Client()
    client.force_login(User.objects.create(email="staff@example.com", is_staff=True))
    return client


def page(name: str, row: Any, *more: str) -> str:
    return reverse(f"admin:notifications_bouncedaddress_{name}", args=[row.pk, *more])


def test_a_refused_address_is_tried_once_and_no_mail_goes_there_any_more(mail_server: MailServer) -> None:
    mail_server.answers = [UNKNOWN]
    first = send(1)
    second = send(2, to="Ada@Example.com")
    assert mail_server.asked == 1
    assert (first.sent_at, second.sent_at) == (None, None)
    assert second.bounced_at is not None
    assert second.error.startswith("Not sent: the address refused mail for good before.")
    assert "No such mailbox" in second.error
    assert set(Job.objects.values_list("state", "attempts")) == {("done", 1)}
    row = BouncedAddress.objects.get()
    assert (row.address, row.email, row.cleared_at) == (ADA, first.public_id, None)


def test_other_addresses_are_written_to(mail_server: MailServer) -> None:
    mail_server.answers = [UNKNOWN]
    send(1)
    assert send(2, to="eve@example.com").sent_at is not None


@pytest.mark.parametrize(
    ("answer", "listed"),
    [
        ("550 5.1.1 No such mailbox", 1),
        ("550 No such mailbox", 1),
        ("553 5.1.3 Bad address", 1),
        ("550 5.2.1 Mailbox disabled", 1),
        ("552 5.2.2 Mailbox full", 0),
        ("550 5.7.1 Your server is on a block list", 0),
        ("552 Mailbox full", 0),
        ("554 5.7.1 Refused", 0),
    ],
)
def test_only_what_is_said_of_the_address_puts_it_on_the_list(
    mail_server: MailServer, answer: str, listed: int
) -> None:
    mail_server.answers = [answer]
    assert send().bounced_at is not None
    assert (BouncedAddress.objects.count(), Job.objects.get().attempts) == (listed, 1)


def test_a_refused_content_says_nothing_of_the_address(mail_server: MailServer) -> None:
    mail_server.data_answers = ["554 5.6.0 Looks like junk"]
    assert send().bounced_at is not None
    assert not BouncedAddress.objects.exists()


def test_not_now_lists_nothing_and_is_tried_again(mail_server: MailServer) -> None:
    mail_server.answers = ["452 4.2.2 Mailbox full"]
    assert (send().bounced_at, Job.objects.get().state) == (None, "ready")
    assert not BouncedAddress.objects.exists()


def test_mails_of_sign_in_are_withheld_too_and_forget_their_words(mail_server: MailServer) -> None:
    mail_server.answers = [UNKNOWN]
    send(1)
    queue_private(template="account/email/code", to=ADA, letter=Letter("Code", "S3CRET"))
    job = Job.objects.latest("pk")
    work.run(job.pk, job.queue)
    email = Email.objects.latest("pk")
    assert (email.text, email.bounced_at is None, mail_server.asked) == ("", False, 1)


def test_staff_see_the_list_and_clear_an_address(mail_server: MailServer, staff: Client) -> None:
    mail_server.answers = [UNKNOWN]
    first = send(1)
    with pytest.raises(NotAgain, match="list of refused addresses"):
        send_again(email=first)
    row = BouncedAddress.objects.get()
    shown = staff.get(f"{reverse('admin:notifications_bouncedaddress_changelist')}?cleared=no").content.decode()
    assert (ADA in shown, "No such mailbox" in shown) == (True, True)
    assert staff.get(page("act", row, "clear")).status_code == 200
    staff.post(page("act", row, "clear"))
    assert send(2).sent_at is not None
    assert send_again(email=first).pk != first.pk


def test_a_cleared_address_that_refuses_again_is_back_on_the_list(mail_server: MailServer, staff: Client) -> None:
    mail_server.answers = [UNKNOWN, "550 5.1.1 Still not here"]
    send(1)
    staff.post(page("act", BouncedAddress.objects.get(), "clear"))
    send(2)
    row = BouncedAddress.objects.get()
    assert (row.cleared_at, "Still not here" in row.reason) == (None, True)


def test_a_shopper_sees_no_list(mail_server: MailServer) -> None:
    mail_server.answers = [UNKNOWN]
    send(1)
    row = BouncedAddress.objects.get()
    client = Client()
    client.force_login(User.objects.create(email="shopper@example.com"))
    assert client.post(page("act", row, "clear")).status_code in (302, 404)
    row.refresh_from_db()
    assert row.cleared_at is None
