"""The mailbox over HTTP."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, quote, urlsplit

from deploy.embedded.mailbox import pages, store
from deploy.embedded.mailbox.store import Folder, Mail

STYLE = Path(__file__).with_name("style.css")
PAGE_SIZE = 50
LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")
PAGE_POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'"
# A mail brings its own styles and remote pictures, and may do nothing else.
MAIL_POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; "
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: http: https:"
)
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """Status, type, body and extra headers of one reply."""

    body: bytes
    kind: str = HTML
    status: HTTPStatus = HTTPStatus.OK
    policy: str = PAGE_POLICY
    disposition: str = ""


def answer(folder: Folder, *, path: str, query: dict[str, list[str]]) -> Answer:
    """The reply to a GET."""
    match path.strip("/").split("/"):
        case [""]:
            return listing(folder, skip=int((query.get("skip") or ["0"])[0]))
        case ["style.css"]:
            return Answer(STYLE.read_bytes(), "text/css; charset=utf-8")
        case ["mails.json"]:
            return as_json(folder, to=(query.get("to") or [""])[0])
        case ["mail", name, *rest]:
            mail = folder.read(name)
            if mail:
                return one_mail(mail, rest=rest, query=query)
    return Answer(pages.missing().encode(), status=HTTPStatus.NOT_FOUND)


def listing(folder: Folder, *, skip: int) -> Answer:
    mails = folder.latest(limit=PAGE_SIZE, skip=skip)
    text = pages.listing(mails, total=len(folder.names()), skip=skip, limit=PAGE_SIZE)
    return Answer(text.encode())


def as_json(folder: Folder, *, to: str) -> Answer:
    """Newest first, at most 200; `to` leaves only mails to that address."""
    rows = [
        {
            "id": mail.id,
            "from": mail.header("From"),
            "to": mail.header("To"),
            "subject": mail.header("Subject"),
            "text": store.body(mail.message, "plain") or "",
        }
        for mail in folder.latest(limit=200)
        if to in mail.header("To")
    ]
    return Answer(json.dumps(rows).encode(), "application/json")


def one_mail(mail: Mail, *, rest: list[str], query: dict[str, list[str]]) -> Answer:
    match rest:
        case []:
            return Answer(pages.reading(mail, view=(query.get("view") or ["html"])[0]).encode())
        case ["html"]:
            text = f'<base target="_blank">{store.inline_html(mail) or ""}'
            return Answer(text.encode("utf-8", "replace"), policy=MAIL_POLICY)
        case ["part", number] if number.isdigit():
            found = store.part_of(mail.message, int(number))
            name = (query.get("name") or [""])[0]
            if found:
                disposition = f"attachment; filename*=UTF-8''{quote(name)}" if name else ""
                return Answer(found[1], found[0], policy=MAIL_POLICY, disposition=disposition)
    return Answer(pages.missing().encode(), status=HTTPStatus.NOT_FOUND)


class Handler(BaseHTTPRequestHandler):
    """Reads only; a page from elsewhere that points its name at this machine is refused (DNS rebinding)."""

    folder: ClassVar[Folder]
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        host = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        parts = urlsplit(self.path)
        if host not in LOCAL_NAMES:
            reply = Answer(b"", status=HTTPStatus.MISDIRECTED_REQUEST)
        else:
            try:
                reply = answer(self.folder, path=parts.path, query=parse_qs(parts.query))
            except ValueError:
                reply = Answer(pages.missing().encode(), status=HTTPStatus.BAD_REQUEST)
        self.send(reply)

    do_HEAD = do_GET  # noqa: N815 - the name that http.server looks for

    def send(self, reply: Answer) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.kind)
        self.send_header("Content-Length", str(len(reply.body)))
        self.send_header("Content-Security-Policy", reply.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        if reply.disposition:
            self.send_header("Content-Disposition", reply.disposition)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    def log_message(self, *_: object) -> None:
        """Silent: links in mails hold tokens, and paths would carry them into the log."""


def server(folder: Folder, *, host: str, port: int) -> ThreadingHTTPServer:
    handler = type("FolderHandler", (Handler,), {"folder": folder})
    return ThreadingHTTPServer((host, port), handler)
