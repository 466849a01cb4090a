"""Metadata: at most 50 keys of 40 characters, values of 500; an empty value takes a key away."""

from __future__ import annotations

from typing import Any

from payments.simulators.stripe.errors import bad_parameter

MOST_KEYS, LONGEST_KEY, LONGEST_VALUE = 50, 40, 500


def merged(old: dict[str, str], new: Any, param: str = "metadata") -> dict[str, str]:
    """`old` changed by a metadata parameter: None leaves it, "" empties it. Raises ApiError."""
    if new is None:
        return old
    result = {} if new == "" else {**old, **new}
    kept = {key: value for key, value in result.items() if value != ""}
    if len(kept) > MOST_KEYS:
        raise bad_parameter(f"Metadata can hold at most {MOST_KEYS} keys.", None, param)
    for key, value in kept.items():
        if len(key) > LONGEST_KEY or len(value) > LONGEST_VALUE:
            message = (
                f"Metadata keys can have up to {LONGEST_KEY} characters and values up to {LONGEST_VALUE}. "
                f"Check `{key[:LONGEST_KEY]}`."
            )
            raise bad_parameter(message, None, f"{param}[{key[:LONGEST_KEY]}]")
    return kept
