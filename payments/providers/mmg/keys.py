"""The halves of the two key pairs that MMG hands to a merchant: its public one, and our private one."""

from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from django.conf import settings

from ...errors import Misconfigured

BEGIN = "-----BEGIN"
LEAST_BITS = 2048


def public_key() -> RSAPublicKey:
    """Seals what MMG's page reads. Raises Misconfigured."""
    return load_public(settings.MMG_PUBLIC_KEY)


def private_key() -> RSAPrivateKey:
    """Opens what MMG sends. Raises Misconfigured."""
    return load_private(settings.MMG_PRIVATE_KEY)


@cache
def load_public(given: str) -> RSAPublicKey:
    """From PEM text or the path of a file. Raises Misconfigured."""
    try:
        key = load_pem_public_key(pem(given))
    except (OSError, ValueError) as error:
        raise Misconfigured("MMG_PUBLIC_KEY cannot be read") from error
    if not isinstance(key, RSAPublicKey) or key.key_size < LEAST_BITS:
        raise Misconfigured("MMG_PUBLIC_KEY is no RSA key of 2048 bits or more")
    return key


@cache
def load_private(given: str) -> RSAPrivateKey:
    """From PEM text or the path of a file. Raises Misconfigured."""
    try:
        key = load_pem_private_key(pem(given), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise Misconfigured("MMG_PRIVATE_KEY cannot be read") from error
    if not isinstance(key, RSAPrivateKey) or key.key_size < LEAST_BITS:
        raise Misconfigured("MMG_PRIVATE_KEY is no RSA key of 2048 bits or more")
    return key


def pem(given: str) -> bytes:
    """A variable cannot hold lines in every shell: `\\n` stands for the end of one."""
    if given.startswith(BEGIN):
        return given.replace("\\n", "\n").encode()
    return Path(given).read_bytes()
