"""Reads a file twice: once to know it whole, once product by product, never all of it in memory."""

import csv
import gzip
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused

from .columns import HANDLE, REQUIRED

GZIP = b"\x1f\x8b"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
MARK = "\ufeff"
FORMAT = "1"  # part of every digest: raised when the same text is to be read differently
# A cell of more than this ends the reading: a quotation mark that nobody closed swallows the rest of a file.
CELL_CHARS = 4_000_000
LINE_BYTES = 16_000_000


class FileRefused(Refused):
    """The file as a whole is no product file."""

    code = "file_refused"


@dataclass(frozen=True)
class Line:
    """One record of the file: its number (the heading is 1), its cells, and how many it has too many."""

    row: int
    cells: dict[str, str]
    surplus: int = 0


@dataclass(frozen=True)
class Group:
    """The lines of one handle, one after the other."""

    handle: str
    lines: list[Line]

    def digest(self, currency: str) -> str:
        """The same for the same content, whatever the order of columns and the blanks around words."""
        sums = hashlib.sha256(f"{FORMAT}{currency}".encode())
        for line in self.lines:
            said = sorted((column, cell.strip()) for column, cell in line.cells.items() if cell.strip())
            sums.update(repr(said).encode(errors="surrogateescape"))
        return sums.hexdigest()


@dataclass
class Survey:
    """What the first reading found. `scattered`: handles whose lines do not follow each other."""

    columns: list[str]
    rows: int = 0
    digest: str = ""
    scattered: set[str] = field(default_factory=set)


def survey(path: Path) -> Survey:
    """Read the whole file for its columns, size, digest and order. Raises FileRefused."""
    sums = hashlib.sha256()
    with _rows(path, sums) as rows:
        found = Survey(columns=_heading(rows))
        place = found.columns.index(HANDLE)
        seen: set[str] = set()
        before = ""
        for row in rows:
            found.rows += any(row)
            handle = row[place].strip() if len(row) > place else ""
            if handle and handle != before:
                (found.scattered if handle in seen else seen).add(handle)
            before = handle if any(row) else before
    found.digest = sums.hexdigest()
    return found


def groups(path: Path) -> Iterator[Group]:
    """The products of a file that `survey` has read; a line without handle stands alone."""
    with _rows(path) as rows:
        columns = _heading(rows)
        lines: list[Line] = []
        for number, row in enumerate(rows, start=2):
            if not any(row):
                continue
            line = _line(columns, number, row)
            if lines and (not _handle(line) or _handle(line) != _handle(lines[0])):
                yield Group(_handle(lines[0]), lines)
                lines = []
            lines.append(line)
        if lines:
            yield Group(_handle(lines[0]), lines)


def _handle(line: Line) -> str:
    return line.cells[HANDLE].strip()


def _line(columns: list[str], number: int, row: list[str]) -> Line:
    padded = row + [""] * (len(columns) - len(row))
    return Line(number, dict(zip(columns, padded, strict=False)), max(0, len(row) - len(columns)))


@contextmanager
def _rows(path: Path, sums: Any = None) -> Iterator[Iterator[list[str]]]:
    """The file's records; whatever goes wrong in reading them is a FileRefused."""
    csv.field_size_limit(CELL_CHARS)
    try:
        with _opened(path) as stream:
            yield csv.reader(_text(stream, sums))
    except csv.Error as error:
        raise FileRefused(_("The file breaks off being a table: %(reason)s") % {"reason": error}) from error
    except (OSError, EOFError) as error:
        raise FileRefused(_("The file cannot be read: %(reason)s") % {"reason": error}) from error


def _opened(path: Path) -> IO[bytes]:
    with path.open("rb") as stream:
        packed = stream.read(2) == GZIP
    return gzip.open(path, "rb") if packed else path.open("rb")  # type: ignore[return-value]


def _text(stream: IO[bytes], sums: Any) -> Iterator[str]:
    """Lines as text. Bytes that are no UTF-8 come through marked, so that only their product is refused."""
    first = True
    while line := stream.readline(LINE_BYTES):
        if len(line) == LINE_BYTES:
            raise FileRefused(_("The file has a line of more than %(n)s MB.") % {"n": LINE_BYTES // 1_000_000})
        if first and line.startswith(UTF_16):
            raise FileRefused(_("The file is in UTF-16. Save it as CSV in UTF-8."))
        if sums:
            sums.update(line)
        text = line.decode("utf-8", "surrogateescape")
        yield text.removeprefix(MARK) if first else text
        first = False


def _heading(rows: Iterator[list[str]]) -> list[str]:
    columns = [column.strip() for column in next(rows, [])]
    if missing := [column for column in REQUIRED if column not in columns]:
        raise FileRefused(_("These columns are missing: %(names)s") % {"names": ", ".join(missing)})
    if double := sorted({column for column in columns if columns.count(column) > 1}):
        raise FileRefused(_("These columns are there twice: %(names)s") % {"names": ", ".join(double)})
    if any("\0" in column or not column.isprintable() for column in columns):
        raise FileRefused(_("The names of the columns are not readable text."))
    return columns
