"""What people type never becomes a header of its own."""

import pytest

from commerce.notifications.domain import sending
from commerce.notifications.domain.emails import BadAddress, Letter, one_line, queue_letter, queue_private
from commerce.notifications.models import Email
from tests.notifications_app.mail_server import MailServer

pytestmark = pytest.mark.django_db
BREAKS = ["\r\n", "\n", "\r", "\n\n", "\r\n\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x00", "\n ", "\r\n\t"]
HEADERS = {
    "To", "From", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type", "X-Peer",
    "X-MailFrom", "X-RcptTo",
}  # fmt: skip


@pytest.mark.parametrize("line_break", BREAKS)
def test_a_subject_stays_one_header(mail_server: MailServer, line_break: str) -> None:
    subject = f"Parcel{line_break}Bcc: everyone@example.com{line_break}{line_break}<p>Body</p>"
    email = queue_letter(template="note", to="ada@example.com", letter=Letter(subject, "Text"), dedupe="1")
    assert email is not None
    sending.send(email=email)
    [mail] = mail_server.accepted
    assert set(mail.keys()) - HEADERS - {"Content-Transfer-Encoding"} == set()
    assert mail["Subject"] == "Parcel Bcc: everyone@example.com <p>Body</p>"
    assert (mail["To"], mail.get_content().strip()) == ("ada@example.com", "Text")


@pytest.mark.parametrize("line_break", BREAKS)
@pytest.mark.parametrize(
    "shape", ["ada@example.com{0}Bcc: eve@example.com", "{0}ada@example.com", "ada@example.com{0}"]
)
def test_an_address_with_a_line_break_is_refused(line_break: str, shape: str) -> None:
    with pytest.raises(BadAddress):
        queue_letter(template="note", to=shape.format(line_break), letter=Letter("Hi", ""), dedupe="1")
    assert Email.objects.count() == 0


@pytest.mark.parametrize(
    "to",
    ["", "ada", "ada@", "@example.com", "ada@example.com, eve@example.com", "Ada <ada@example.com>", "a b@example.com"],
)
def test_what_is_no_address_is_refused(to: str) -> None:
    with pytest.raises(BadAddress):
        queue_letter(template="note", to=to, letter=Letter("Hi", ""), dedupe="1")


@pytest.mark.parametrize("name", ["Größe & Söhne", "ঢাকা থেকে", "Ж" * 300])
def test_a_subject_in_any_script_arrives(mail_server: MailServer, name: str) -> None:
    email = queue_letter(template="note", to="ada@example.com", letter=Letter(name, "Text"), dedupe="1")
    assert email is not None
    sending.send(email=email)
    assert mail_server.accepted[0]["Subject"].strip() == name[:200]  # a folded header begins with a blank


def test_a_mail_of_sign_in_is_forgotten_once_sent(mail_server: MailServer) -> None:
    email = queue_private(template="account/email/code", to="ada@example.com", letter=Letter("Code", "1234", "1234"))
    assert email is not None
    sending.send(email=email)
    email.refresh_from_db()
    assert (email.text, email.html) == ("", "")
    assert "1234" in str(mail_server.accepted[0])


def test_five_mails_of_sign_in_an_hour() -> None:
    def queue(to: str) -> bool:
        return queue_private(template="account/email/code", to=to, letter=Letter("Code", "1234")) is not None

    assert [queue("ada@example.com") for _ in range(7)] == [True] * 5 + [False] * 2
    assert (queue("ADA@example.com"), queue("eve@example.com")) == (False, True)
    Email.objects.update(queued_at="2026-01-01T00:00Z")
    assert queue("ada@example.com")


def test_one_line_keeps_ordinary_words() -> None:
    assert one_line("  Your order  1001 ") == "Your order 1001"
