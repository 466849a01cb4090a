"""What the shop sends can be read, and a mail can do nothing to its reader."""

import contextlib
import json
import smtplib
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path

import pytest

from tests.deploy.standin import ROOT, free_port, read_until

PICTURE = b"\x89PNG"


@dataclass
class Mailbox:
    smtp: int
    http: int

    def get(self, path: str, **headers: str) -> HTTPResponse:
        line = HTTPConnection("127.0.0.1", self.http, timeout=5)
        line.request("GET", path, headers=headers)
        return line.getresponse()

    def text(self, path: str) -> str:
        return self.get(path).read().decode()

    def send(self, mail: EmailMessage) -> str:
        """Send it and return the path of its page."""
        with smtplib.SMTP("127.0.0.1", self.smtp) as server:
            server.send_message(mail)
        return f"/mail/{json.loads(self.text('/mails.json'))[0]['id']}"


def start(folder: Path) -> tuple[subprocess.Popen[str], Mailbox]:
    ports = Mailbox(free_port(), free_port())
    words = ["--smtp-port", str(ports.smtp), "--http-port", str(ports.http), "--folder", str(folder)]
    process = subprocess.Popen(
        [sys.executable, "-m", "deploy.embedded.mailbox", *words], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    read_until(process, "listening on")
    return process, ports


@pytest.fixture
def mailbox(tmp_path: Path) -> Iterator[Mailbox]:
    process, ports = start(tmp_path)
    yield ports
    process.terminate()
    assert process.wait(timeout=5) == 0


def order_mail(subject: str = "Your order <b>1001</b>") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Shop <shop@localhost>", "shopper@example.com", subject
    mail.set_content("See http://localhost:8000/orders/?a=1&b=2. <script>alert(1)</script>")
    mail.add_alternative("<p>৳ 250</p><img src='cid:logo'>", subtype="html")
    html = mail.get_body(("html",))
    assert html
    html.add_related(PICTURE, "image", "png", cid="<logo>")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="invoice.pdf")
    return mail


def test_the_list_shows_sender_reader_and_subject(mailbox: Mailbox) -> None:
    assert "No mail yet" in mailbox.text("/")
    mailbox.send(order_mail())
    listed = mailbox.text("/")
    assert "Your order &lt;b&gt;1001&lt;/b&gt;" in listed
    assert "Shop &lt;shop@localhost&gt; to shopper@example.com" in listed


def test_text_is_escaped_and_its_links_can_be_followed(mailbox: Mailbox) -> None:
    shown = mailbox.text(mailbox.send(order_mail()) + "?view=text")
    address = "http://localhost:8000/orders/?a=1&amp;b=2"
    assert f"<a href='{address}' rel='noreferrer'>{address}</a>. &lt;script&gt;" in shown


def test_html_is_shown_in_a_frame_that_runs_no_script(mailbox: Mailbox) -> None:
    path = mailbox.send(order_mail())
    assert f"sandbox='allow-popups allow-popups-to-escape-sandbox' src='{path}/html'" in mailbox.text(path)
    inner = mailbox.get(f"{path}/html")
    policy = inner.getheader("Content-Security-Policy") or ""
    assert policy.startswith("sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'")
    assert "৳ 250" in inner.read().decode()


def test_pictures_and_attachments_of_the_mail_are_served(mailbox: Mailbox) -> None:
    path = mailbox.send(order_mail())
    source = mailbox.text(f"{path}/html").partition("src='")[2].partition("'")[0]
    assert mailbox.get(source).read() == PICTURE
    link = mailbox.text(path).partition("<dt>Attached</dt><dd><a href='")[2].partition("'")[0]
    reply = mailbox.get(link)
    assert (reply.getheader("Content-Disposition"), reply.read()) == (
        "attachment; filename*=UTF-8''invoice.pdf",
        b"%PDF",
    )


def test_mails_survive_a_killed_mailbox(tmp_path: Path) -> None:
    process, first = start(tmp_path)
    path = first.send(order_mail("Kept"))
    process.kill()
    process.wait()
    process, second = start(tmp_path)
    assert "<h1>Kept</h1>" in second.text(path)
    process.terminate()
    process.wait()


@pytest.mark.parametrize(
    "path", ["/mail/../secrets.json", "/mail/x", "/nowhere", "/mail/20260101T000000000000-00000000"]
)
def test_other_paths_lead_nowhere(mailbox: Mailbox, path: str) -> None:
    assert mailbox.get(path).status == 404


def test_a_foreign_name_that_points_here_is_refused(mailbox: Mailbox) -> None:
    assert mailbox.get("/", Host="attacker.example").status == 421


def test_it_ends_when_told_though_it_is_being_read(tmp_path: Path) -> None:
    for _ in range(5):
        process, mailbox = start(tmp_path)
        readers = [threading.Thread(target=read_on, args=(mailbox,)) for _ in range(3)]
        for reader in readers:
            reader.start()
        process.terminate()
        assert process.wait(timeout=5) == 0
        for reader in readers:
            reader.join()


def read_on(mailbox: Mailbox) -> None:
    """Until nobody answers any more."""
    with contextlib.suppress(OSError, HTTPException):
        while True:
            mailbox.get("/mails.json").read()
