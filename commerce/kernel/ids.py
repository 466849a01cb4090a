"""Public ids: prefixed, sortable by time, the only ids in URLs, events and provider references.

`ord_` + 26 characters of Crockford's base 32: 48 bits of milliseconds, then 80 random bits (as in a ULID), lower
case. Random enough to be unguessable; an id is still never a permission.
"""

import re
import secrets
import time

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 26
SHAPE = re.compile(rf"^[a-z]{{2,4}}_[{ALPHABET}]{{{LENGTH}}}$")


def new_id(prefix: str) -> str:
    """A fresh public id."""
    number = time.time_ns() // 1_000_000 << 80 | secrets.randbits(80)
    return f"{prefix}_" + "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))


def is_id(text: str, prefix: str) -> bool:
    return text.startswith(f"{prefix}_") and SHAPE.match(text) is not None


def new_token() -> str:
    """A secret of 128 bits for links that open without an account."""
    return secrets.token_urlsafe(16)
