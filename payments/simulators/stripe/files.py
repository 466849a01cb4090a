"""Files: what is uploaded as evidence. Name, size and digest are kept, the bytes are not."""

from __future__ import annotations

import hashlib
from email.parser import BytesParser
from typing import Any

from payments.simulators.kit.book import Document, public
from payments.simulators.kit.http import Request
from payments.simulators.stripe.account import Call, new_id
from payments.simulators.stripe.errors import bad_parameter, missing_parameter, no_such

LARGEST = 5_000_000
HEADS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG": "png"}


def parts_of(request: Request) -> list[tuple[str, str]]:
    """A multipart form as pairs; of a file its name, size, kind and digest in one word."""
    kind = request.headers.get("content-type", "")
    message = BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + request.body)
    found = []
    for part in message.walk():
        name = part.get_param("name", header="content-disposition")
        if not isinstance(name, str):
            continue
        content, file_name = bytes(part.get_payload(decode=True) or b""), part.get_filename()
        found.append((name, content.decode() if file_name is None else described(file_name, content)))
    return found


def described(name: str, content: bytes) -> str:
    kind = next((kind for head, kind in HEADS.items() if content.startswith(head)), "")
    return "|".join((hashlib.sha256(content).hexdigest(), kind, str(len(content)), name))


def create(call: Call, params: dict[str, Any]) -> Document:
    """POST /v1/files: PDF, JPEG or PNG for `dispute_evidence`."""
    if not params.get("file"):
        raise missing_parameter("file")
    digest, kind, size, name = params["file"].split("|", 3)
    if params.get("purpose") != "dispute_evidence":
        raise bad_parameter("This simulator takes evidence alone.", "simulator_unsupported", "purpose")
    if not kind or int(size) > LARGEST:
        raise bad_parameter("The file is too large, or neither PDF, JPEG nor PNG.", None, "file")
    return public(
        call.book.put(
            "file",
            {
                "id": new_id("file"),
                "object": "file",
                "created": call.now(),
                "filename": name,
                "purpose": params["purpose"],
                "size": int(size),
                "type": kind,
                "_digest": digest,
            },
        )
    )


def check_known(call: Call, evidence: dict[str, Any], names: frozenset[str]) -> None:
    """Evidence names files by their ids. Raises ApiError for one that was never uploaded."""
    for name in sorted(names & set(evidence)):
        if call.book.get("file", evidence[name]) is None:
            raise no_such("file upload", evidence[name], f"evidence[{name}]", 400)
