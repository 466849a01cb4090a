"""RSA-OAEP as MMG uses it, from MMG's side: its page opens what a shop sealed, and seals what the shop opens.

Both pairs are made at the first start and live in the book. As at UAT, the merchant is handed both halves of its own
pair, and MMG has them too: who holds the public half can forge a reply.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from payments.simulators.kit.book import Book

KEY_BITS, EXPONENT = 4096, 65537
PADDING = OAEP(mgf=MGF1(algorithm=SHA256()), algorithm=SHA256(), label=None)
SETTING = "keys"


@dataclass(frozen=True)
class Pairs:
    """`page` is MMG's own pair; `merchant` is the shop's."""

    page: RSAPrivateKey
    merchant: RSAPrivateKey

    @classmethod
    def of_book(cls, book: Book) -> Pairs:
        """The pairs of this book, made when it has none."""
        kept = book.setting(SETTING)
        if kept is None:
            kept = {name: private_pem(generate_private_key(EXPONENT, KEY_BITS)) for name in ("page", "merchant")}
            book.set_setting(SETTING, kept)
        return cls(read_private(kept["page"]), read_private(kept["merchant"]))

    def handed_out(self) -> dict[str, str]:
        """What the shop needs, and, as at UAT, the public half of its own pair."""
        return {
            "public_key": public_pem(self.page.public_key()),
            "private_key": private_pem(self.merchant),
            "merchant_public_key": public_pem(self.merchant.public_key()),
        }

    def write(self, folder: Path) -> None:
        """What is handed out, as files named after it, for their owner alone."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, pem in self.handed_out().items():
            path = folder / f"{name}.pem"
            path.touch(0o600)
            path.write_text(pem)


def private_pem(key: RSAPrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def public_pem(key: RSAPublicKey) -> str:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def read_private(pem: str) -> RSAPrivateKey:
    key = load_pem_private_key(pem.encode(), password=None)
    assert isinstance(key, RSAPrivateKey)
    return key


def seal(document: dict[str, Any], key: RSAPublicKey, *, alphabet: str = "url") -> str:
    """A token, in the alphabet "url" or "standard" of base64."""
    sealed = key.encrypt(json.dumps(document).encode(), PADDING)
    return (base64.urlsafe_b64encode if alphabet == "url" else base64.b64encode)(sealed).decode()


def unseal(token: str, key: RSAPrivateKey) -> dict[str, Any]:
    """Raises ValueError for what is not base64url with its padding, not for this key, or no object."""
    found = json.loads(key.decrypt(base64.b64decode(token, altchars=b"-_", validate=True), PADDING))
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found
