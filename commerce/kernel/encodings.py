"""Which packing of an answer a browser takes."""

from functools import lru_cache

# Brotli first: everything but the oldest browsers takes it.
ENCODINGS = ("br", "gzip")


@lru_cache(maxsize=1024)
def encoding_of(accepted: str) -> str:
    """The best encoding that a browser takes; "" for none."""
    taken = {
        part.split(";")[0].strip() for part in accepted.lower().split(",") if not part.replace(" ", "").endswith(";q=0")
    }
    return next((each for each in ENCODINGS if each in taken), "")
