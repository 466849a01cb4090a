"""What the filter column and the chips above a list are made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Value:
    """One choice of a facet; `url` only where a press leads elsewhere at once, `count` None where it says nothing."""

    value: str
    label: str
    count: int | None = None
    selected: bool = False
    url: str = ""


@dataclass(frozen=True)
class Facet:
    """A filter of the column: tick boxes ("many"), a choice of one ("one"), links ("links") or two numbers ("range").
    `step` is that of the numbers; `is_signed` when some may lie below zero."""

    name: str
    title: str
    kind: str
    values: tuple[Value, ...] = ()
    least: str | None = None
    most: str | None = None
    lowest: str = ""
    highest: str = ""
    open: bool = True
    step: str = "1"
    is_signed: bool = False


@dataclass(frozen=True)
class Chip:
    """A filter in use, and the address without it."""

    text: str
    url: str
