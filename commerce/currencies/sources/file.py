"""A file that somebody else writes: a bank's table saved by hand, or another program's export."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from ..errors import SourceRefuses
from .base import MOST_BYTES, Offer


@dataclass(frozen=True)
class File:
    """CSV with the columns base, quote, rate and date (2026-11-27), or JSON (`.json`): a list of such objects.

    A pair may stand in it in either direction. It is the operator's own: a line that cannot be read refuses the file,
    and the error names the line.
    """

    path: str
    name: str = "file"

    def fetch(self, *, base: str, quotes: Sequence[str]) -> list[Offer]:
        text = self._text()
        try:
            rows = self._json(text) if self.path.endswith(".json") else list(csv.DictReader(io.StringIO(text)))
        except (ValueError, csv.Error, RecursionError):
            raise self._refusal(_("it is no table.")) from None
        return [self._offer(place, row) for place, row in enumerate(rows, start=1)]

    def _text(self) -> str:
        try:
            with Path(self.path).open("rb") as opened:
                content = opened.read(MOST_BYTES + 1)
            if len(content) > MOST_BYTES:
                raise self._refusal(_("it is far larger than a table of rates."))
            return content.decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise self._refusal(getattr(error, "strerror", None) or _("it is no text.")) from None

    def _json(self, text: str) -> list[Any]:
        rows = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
        if not isinstance(rows, list):
            raise ValueError("not a list")
        return rows

    def _offer(self, place: int, row: Mapping[str, Any]) -> Offer:
        try:
            codes = [str(row[name]).strip().upper() for name in ("base", "quote")]
            day = date.fromisoformat(str(row["date"]).strip())
            return Offer(codes[0], codes[1], Decimal(str(row["rate"]).strip()), day)
        except (LookupError, TypeError, ValueError, InvalidOperation):
            told = _("row %(place)s needs base, quote, rate and date.") % {"place": place}
            raise self._refusal(told) from None

    def _refusal(self, what: str) -> SourceRefuses:
        told = {"name": Path(self.path).name, "what": what}
        return SourceRefuses(_("The file of rates %(name)s cannot be used: %(what)s") % told)
