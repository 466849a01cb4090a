"""Many redirects at once, from a CSV file of a shop that moved here: old address, new address (empty: gone), answer
(301, 302 or 410; empty: 301, or 410 where there is no new address)."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused

from ..models import Redirect
from .old_paths import WrongRedirect, normalised, target
from .redirect_plan import Plan
from .redirects import lock

MOST_BYTES = 5 * 1024 * 1024
MOST_LINES = 20_000
# The first line of a file may name its columns.
HEADINGS = frozenset({"old", "from", "old path", "old address", "redirect from", "source"})


@dataclass
class Outcome:
    """`problems` are (line number, words); the other lines were kept."""

    added: list[Redirect] = field(default_factory=list)
    changed: list[Redirect] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)


def import_redirects(*, content: bytes) -> Outcome:
    """Keep every line that is right; a line about an address that is known already changes it.

    Raises Refused for a file that is too large or no text.
    """
    lines = list(read(content))
    outcome = Outcome()
    with transaction.atomic():
        lock()
        kept = Plan({each.old_path: each for each in Redirect.objects.all()})
        for number, cells in lines:
            try:
                kept.add(*parsed(cells))
            except WrongRedirect as error:
                outcome.problems.append((number, str(error.message)))
        outcome.added, outcome.changed = kept.write()
    return outcome


def read(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Lines with their numbers, without empty ones and headings. Raises Refused."""
    if len(content) > MOST_BYTES:
        raise Refused(_("The file has more than %(n)s MB.") % {"n": MOST_BYTES >> 20})
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(_("The file is no text in UTF-8. Save it as “CSV UTF-8”.")) from None
    first = text.partition("\n")[0]
    table = csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    try:
        for number, cells in enumerate(table, start=1):
            if number > MOST_LINES:
                raise Refused(_("The file has more than %(n)s lines.") % {"n": MOST_LINES})
            is_heading = number == 1 and cells and cells[0].strip().lower() in HEADINGS
            if any(cell.strip() for cell in cells) and not is_heading:
                yield number, cells
    except csv.Error:
        raise Refused(_("The file is no CSV.")) from None


def parsed(cells: list[str]) -> tuple[str, str, bool]:
    """Old address, new address, and whether only for a while. Raises WrongRedirect."""
    old, new, answer, *rest = [cell.strip() for cell in (*cells, "", "")]
    if any(rest):
        raise WrongRedirect(_("A line has two or three cells: old address, new address, and 301, 302 or 410."))
    if answer not in (("", "301", "302") if new else ("", "410")):
        words = _("“%(answer)s” does not fit: 301 or 302 with a new address, 410 without one.")
        raise WrongRedirect(words % {"answer": answer})
    return normalised(old), target(new), answer == "302"
