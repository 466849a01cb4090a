"""Received mails as files, newest first."""

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

KEPT = 1000  # mails; older ones go when a new one comes
NAME = re.compile(r"\d{8}T\d{12}-[0-9a-f]{8}")


@dataclass(frozen=True)
class Mail:
    """One received mail. `id` begins with the moment it came, so that names sort by time."""

    id: str
    raw: bytes

    @property
    def received_at(self) -> datetime:
        return datetime.strptime(self.id.partition("-")[0], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)

    @property
    def message(self) -> EmailMessage:
        return BytesParser(policy=policy.default).parsebytes(self.raw)

    def header(self, name: str) -> str:
        return str(self.message.get(name, ""))


def body(message: EmailMessage, kind: str) -> str | None:
    """The part "html" or "plain" as text; None when the mail has none."""
    part = message.get_body((kind,))
    return part.get_content() if part else None


def inline_html(mail: Mail) -> str | None:
    """The HTML part with pictures that travel in the mail pointing to this site (cid:, RFC 2392)."""
    message = mail.message
    text = body(message, "html")
    for number, part in enumerate(message.walk()):
        content_id = str(part.get("Content-ID", "")).strip("<>")
        if text and content_id:
            text = text.replace(f"cid:{content_id}", f"/mail/{mail.id}/part/{number}")
    return text


def attachments(message: EmailMessage) -> list[tuple[int, str, int]]:
    """Number, file name and size in bytes of every part that has a file name."""
    rows = []
    for number, part in enumerate(message.walk()):
        name = part.get_filename()
        if name:
            rows.append((number, name, len(part.get_payload(decode=True) or b"")))
    return rows


def part_of(message: EmailMessage, number: int) -> tuple[str, bytes] | None:
    """Content type and bytes of one part; None when there is no such part."""
    parts = [part for part in message.walk() if not part.is_multipart()]
    walk = list(message.walk())
    if not 0 <= number < len(walk) or walk[number] not in parts:
        return None
    payload = walk[number].get_payload(decode=True)
    return walk[number].get_content_type(), payload if isinstance(payload, bytes) else b""


@dataclass(frozen=True)
class Folder:
    """The folder of mails."""

    path: Path

    def names(self) -> list[str]:
        found = (file.stem for file in self.path.glob("*.eml"))
        return sorted((name for name in found if NAME.fullmatch(name)), reverse=True)

    def read(self, name: str) -> Mail | None:
        if not NAME.fullmatch(name):
            return None
        try:
            return Mail(name, (self.path / f"{name}.eml").read_bytes())
        except FileNotFoundError:
            return None

    def latest(self, *, limit: int, skip: int = 0) -> list[Mail]:
        mails = (self.read(name) for name in self.names()[skip : skip + limit])
        return [mail for mail in mails if mail]

    def add(self, raw: bytes, *, now: datetime) -> str:
        """Keep a mail and return its name. A reader never sees half of it."""
        name = f"{now.astimezone(UTC):%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}"
        draft = self.path / f"{name}.draft"
        draft.write_bytes(raw)
        draft.replace(self.path / f"{name}.eml")
        for old in self.names()[KEPT:]:
            (self.path / f"{old}.eml").unlink(missing_ok=True)
        return name
