"""Number attributes from … to, as an address says them: `n_width_min=10&n_width_max=30`."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Protocol

from django.utils.translation import gettext as _

NUMBER = "n_"
NAME = re.compile(r"^n_([-\w]{1,60})_(min|max)$", re.ASCII)
MOST_RANGES = 30
LARGEST = Decimal(10) ** 11
# The least and the most, each None where nothing was said.
Range = tuple[Decimal | None, Decimal | None]


class Params(Protocol):
    def get(self, name: str, default: str, /) -> str | None: ...


def ranges(params: Params, problems: list[str]) -> dict[str, Range]:
    """Ranges by the code of their attribute; what cannot be meant is left out and told."""
    names: Iterable[str] = list(params)[:100]  # type: ignore[call-overload]
    codes = dict.fromkeys(match[1] for name in names if (match := NAME.match(name)))
    found: dict[str, Range] = {}
    for code in list(codes)[:MOST_RANGES]:
        least, most = (_number(params.get(f"{NUMBER}{code}_{end}", "") or "", problems) for end in ("min", "max"))
        if least is not None and most is not None and least > most:
            problems.append(_("The smallest number is above the largest; both were left out."))
        elif least is not None or most is not None:
            found[code] = (least, most)
    return found


def digits_of(number: Decimal) -> str:
    """`12`, `0.5`: without zeros at the end and without an exponent."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(raw: str, problems: list[str]) -> Decimal | None:
    text = raw.strip()
    if not text:
        return None
    try:
        number = Decimal(text[:30].replace(",", ""))
        if number.is_finite() and abs(number) < LARGEST:
            return round(number, 3)
    except InvalidOperation:
        pass
    problems.append(_("“%(text)s” is not a number; it was left out.") % {"text": re.sub(r"\W", " ", text)[:30]})
    return None
