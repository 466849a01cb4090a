"""Reading the product tables: what one row of `data/goods/*.toml` says, before anything is worked out from it.

A row is `title | seller | price in G$ | look | first sentence | marks`. The marks: `was=N` an old price in G$,
`out` sold out, `low` nearly, `noweight` no weight known, `plain` sold as it is, without the options of its line.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Choice:
    """One value of an option; it changes the price by `factor` and may have a look of its own."""

    value: str
    factor: float = 1.0
    look: str = ""


@dataclass(frozen=True)
class Option:
    """Something to choose, such as a size, with its values in order."""

    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Line:
    """Goods of one kind: what they share."""

    kind: str
    category: str
    weight: int | None
    digital: bool
    attributes: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Row:
    """One product as written in a table; prices in whole Guyana dollars."""

    line: Line
    title: str
    seller: str
    price: int
    look: str
    opening: str
    marks: frozenset[str]
    was: int | None


@cache
def rows() -> tuple[Row, ...]:
    """Every product row, in the order of the file names and of the lines in them."""
    return tuple(row for path in sorted((DATA / "goods").glob("*.toml")) for row in _read(path))


def table(name: str) -> dict:
    """One TOML table of the data folder."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def _read(path: Path) -> list[Row]:
    found = []
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["line"]:
        line = _line(entry)
        found += [_row(line, text) for text in entry["goods"].strip().splitlines()]
    return found


def _line(entry: dict) -> Line:
    kind = entry["kind"]
    return Line(
        kind=kind,
        category=entry["category"],
        weight=entry.get("weight"),
        digital=entry.get("digital", False),
        attributes=tuple(entry["attributes"].items()),
        facts=tuple(entry["facts"]),
        options=tuple(_option(kind, text) for text in entry.get("options", ())),
    )


def _option(kind: str, text: str) -> Option:
    name, values = text.split(":", 1)
    return Option(name, tuple(_choice(kind, value) for value in values.split(",")))


def _choice(kind: str, text: str) -> Choice:
    """`500 ml*1.7` changes the price, `Roof red=roof` the look."""
    if "=" in text:
        value, look = text.split("=")
        return Choice(value, look=f"{kind}-{look}")
    value, _, factor = text.partition("*")
    return Choice(value, float(factor or 1))


def _row(line: Line, text: str) -> Row:
    title, seller, price, look, opening, *rest = (cell.strip() for cell in text.split("|"))
    marks = rest[0].split() if rest else []
    was = next((int(mark.removeprefix("was=")) for mark in marks if mark.startswith("was=")), None)
    return Row(line, title, seller, int(price), f"{line.kind}-{look}", opening, frozenset(marks), was)
