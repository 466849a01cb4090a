"""Values as the text that the database reads."""

from collections.abc import Iterable, Mapping

from ...models.listing import DIMENSIONS


def array(numbers: Iterable[int]) -> str:
    """`{1,2,3}`."""
    return f"{{{','.join(map(str, numbers))}}}"


def sparse(weights: Mapping[int, float]) -> str:
    """`{1:0.5,7:2}/1000000000`: weights by term, four digits of each."""
    return f"{{{','.join(f'{key}:{weights[key]:.4g}' for key in sorted(weights))}}}/{DIMENSIONS}"
