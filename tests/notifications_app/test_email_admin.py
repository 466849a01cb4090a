"""The e-mail log at the staff site: the mail in a sandbox, sent again by a button, sign-in mails kept shut."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commerce.accounts.models import User
from commerce.jobs.domain import pump
from commerce.jobs.models import Job
from commerce.notifications.domain.emails import Letter, queue_letter, queue_private
from commerce.notifications.models import Email

pytestmark = pytest.mark.django_db
LIST = reverse("admin:notifications_email_changelist")


@pytest.fixture
def staff() -> Client:
    return signed_in(is_staff=True)


def signed_in(**flags: Any) -> Client:
    client = Client()
    client.force_login(User.objects.create(email=f"p{User.objects.count()}@example.com", **flags))
    return client


def page(name: str, email: Email, *more: str) -> str:
    return reverse(f"admin:notifications_email_{name}", args=[email.pk, *more])


def queued(number: int = 1) -> Email:
    html = '<p style="color:red">Rich</p><script>alert(1)</script>'
    letter = Letter(f"Parcel {number}", "Plain <text>", html)
    email = queue_letter(template="note", to="ada@example.com", letter=letter, dedupe=f"n{number}")
    assert email is not None
    return email


def secret() -> Email:
    email = queue_private(
        template="account/email/code", to="ada@example.com", letter=Letter("Code", "S3CRET", "S3CRET")
    )
    assert email is not None
    return email


def test_the_mail_stands_in_a_sandbox(staff: Client) -> None:
    email = queued()
    detail = staff.get(page("change", email)).content.decode()
    assert f'<iframe src="{page("html", email)}"' in detail
    assert 'width="100%" height="760" sandbox' in detail
    assert "<pre>Plain &lt;text&gt;</pre>" in detail
    assert "alert(1)" not in detail


def test_the_sandbox_has_a_policy_of_its_own(staff: Client) -> None:
    response = staff.get(page("html", queued()))
    policy = dict(part.strip().partition(" ")[::2] for part in response.headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'", "script-src": "'none'", "style-src": "'unsafe-inline'", "img-src": "data:",
        "font-src": "'none'", "connect-src": "'none'", "form-action": "'none'", "frame-ancestors": "'self'",
        "sandbox": "",
    }  # fmt: skip
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_send_again_is_a_mail_of_its_own(staff: Client) -> None:
    email = queued()
    Email.objects.update(sent_at=email.queued_at)
    assert staff.get(page("act", email, "repeat")).status_code == 200
    assert Email.objects.count() == 1
    staff.post(page("act", email, "repeat"))
    again = Email.objects.latest("pk")
    assert (again.text, again.html, again.sent_at) == (email.text, email.html, None)
    assert again.message_id != email.message_id
    assert Job.objects.filter(args={"email": again.public_id}, state="ready").exists()


def test_send_again_of_a_dead_letter_revives_it(staff: Client) -> None:
    email = queued()
    Job.objects.update(attempts=3)
    pump.bury_dead()
    staff.post(page("act", email, "repeat"))
    assert (Email.objects.count(), Job.objects.get().state) == (1, "ready")


def test_a_mail_under_way_is_not_sent_twice(staff: Client) -> None:
    email = queued()
    answer = staff.post(page("act", email, "repeat"), follow=True).content.decode()
    assert "It is still under way" in answer
    assert Email.objects.count() == 1


def test_mails_of_sign_in_are_shut_to_staff(staff: Client) -> None:
    email = secret()
    pages = [staff.get(LIST), staff.get(page("change", email)), staff.get(page("html", email))]
    assert [answer.status_code for answer in pages] == [200, 200, 404]
    assert not any("S3CRET" in answer.content.decode() for answer in pages)
    staff.post(page("act", email, "repeat"))
    assert Email.objects.count() == 1


@pytest.mark.parametrize(("stand", "found"), [("sent", "Parcel 1"), ("waiting", "Parcel 2"), ("bounced", "Parcel 3")])
def test_the_list_by_stand(staff: Client, stand: str, found: str) -> None:
    sent, _, bounced = (queued(number) for number in (1, 2, 3))
    Email.objects.filter(pk=sent.pk).update(sent_at=sent.queued_at)
    Email.objects.filter(pk=bounced.pk).update(bounced_at=sent.queued_at)
    results = staff.get(f"{LIST}?stand={stand}").context["cl"].result_list
    assert [email.subject for email in results] == [found]


@pytest.mark.parametrize("flags", [{}, None])
def test_a_shopper_and_a_visitor_see_nothing(flags: dict[str, Any] | None) -> None:
    client = Client() if flags is None else signed_in(**flags)
    email = queued()
    answers = [client.get(LIST), client.get(page("html", email)), client.post(page("act", email, "repeat"))]
    assert all(answer.status_code in (302, 404) for answer in answers)
    assert Email.objects.count() == 1


def test_nothing_is_added_changed_or_deleted_by_hand(staff: Client) -> None:
    email = queued()
    add = reverse("admin:notifications_email_add")
    answers = [
        staff.get(add),
        staff.post(page("change", email), {"to": "eve@example.com"}),
        staff.post(page("delete", email)),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403]


def test_the_list_takes_the_same_queries_for_one_and_three(staff: Client) -> None:
    counts = []
    for more in ([1], [2, 3]):
        for number in more:
            queued(number)
        staff.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            staff.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1]
