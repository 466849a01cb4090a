"""Certificates that webhooks are signed with: a root of the simulator's own, one between, and leaves, good and bad.

They live in the book, so that a restart keeps the root that a shop was told to trust.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from payments.simulators.kit.book import Book

NAME = "messageverificationcerts.paypal.com"
SETTING = "certificates"
YEARS = timedelta(days=3650)
# The last octets of a certificate's address, and what is wrong with it.
LEAVES = {
    "good": (NAME, True),
    "wrong_name": ("messageverificationcerts.paypal.com.simulator.example", True),
    "expired": (NAME, False),
}


def kept(book: Book) -> dict[str, str]:
    """The PEM texts of this book, made when there are none: `root`, `key`, `other_key`, `chain_<leaf>`."""
    known = book.setting(SETTING)
    if known is None:
        known = made()
        book.set_setting(SETTING, known)
    return dict(known)


def made() -> dict[str, str]:
    root_key, between_key, key, other = (rsa.generate_private_key(65537, 2048) for _ in range(4))
    root = authority("Simulator root", root_key, root_key, "Simulator root")
    between = authority("Simulator issuing", between_key, root_key, "Simulator root")
    texts = {"root": pem(root), "key": pem_key(key), "other_key": pem_key(other)}
    for name, (common_name, is_valid) in LEAVES.items():
        texts[f"chain_{name}"] = pem(leaf(common_name, key, between_key, is_valid=is_valid)) + pem(between)
    # The right name on a certificate of somebody else.
    foreign = authority("Somebody else", other, other, "Somebody else")
    texts["chain_foreign"] = pem(leaf(NAME, other, other, issuer="Somebody else")) + pem(foreign)
    return texts


def authority(
    name: str, key: rsa.RSAPrivateKey, signer: rsa.RSAPrivateKey, issuer: str
) -> x509.Certificate:  # fmt: skip
    builder = base(name, key, issuer, since=datetime.now(UTC) - timedelta(days=1), days=YEARS)
    depth = None if name == issuer else 0
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=depth), critical=True)
    usage: dict[str, Any] = {"key_cert_sign": True, "crl_sign": True, "digital_signature": False}
    return sealed(builder, usage, key, signer)


def leaf(
    name: str,
    key: rsa.RSAPrivateKey,
    signer: rsa.RSAPrivateKey,
    *,
    issuer: str = "Simulator issuing",
    is_valid: bool = True,
) -> x509.Certificate:
    age = timedelta(days=1) if is_valid else timedelta(days=400)
    builder = base(name, key, issuer, since=datetime.now(UTC) - age, days=YEARS if is_valid else timedelta(days=365))
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    usage: dict[str, Any] = {"key_cert_sign": False, "crl_sign": False, "digital_signature": True}
    return sealed(builder, usage, key, signer)


def base(
    name: str, key: rsa.RSAPrivateKey, issuer: str, *, since: datetime, days: timedelta
) -> x509.CertificateBuilder:  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + days)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def sealed(
    builder: x509.CertificateBuilder, usage: dict[str, Any], key: rsa.RSAPrivateKey, signer: rsa.RSAPrivateKey
) -> x509.Certificate:
    nothing = dict.fromkeys(
        ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only",
         "decipher_only"), False,
    )  # fmt: skip
    builder = builder.add_extension(x509.KeyUsage(**nothing, **usage), critical=True)
    by = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    return builder.add_extension(by, critical=False).sign(signer, hashes.SHA256())


def pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def pem_key(key: rsa.RSAPrivateKey) -> str:
    shape = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, shape, serialization.NoEncryption()).decode()


def signed(key_text: str, message: bytes) -> bytes:
    """SHA256withRSA, as PayPal signs."""
    key = serialization.load_pem_private_key(key_text.encode(), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key.sign(message, padding.PKCS1v15(), hashes.SHA256())


def agrees(chain: str, signature: bytes, message: bytes) -> bool:
    """Whether the first certificate of a chain made this signature."""
    key = x509.load_pem_x509_certificates(chain.encode())[0].public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    try:
        key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it does not agree
        return False
    return True
