"""Many redirects at once, from a CSV file of a shop that moved here: old address, new address (empty: gone)."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused

from ..models import Redirect
from .old_paths import WrongRedirect, bare, normalised, refuse, target
from .redirects import lock

MOST_BYTES = 5 * 1024 * 1024
MOST_LINES = 20_000
BATCH = 1_000
# The first line of a file may name its columns.
HEADINGS = frozenset({"old", "from", "old path", "old address", "redirect from", "source"})


@dataclass
class Outcome:
    """`problems` are (line number, words); the other lines were kept."""

    added: int = 0
    changed: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)


def import_redirects(*, content: bytes) -> Outcome:
    """Keep every line that is right; a line about an address that is known already changes it.

    Raises Refused for a file that is too large or no text.
    """
    lines = list(read(content))
    outcome = Outcome()
    with transaction.atomic():
        lock()
        known = {each.old_path: each for each in Redirect.objects.all()}
        moves = {old: each.new_path for old, each in known.items()}
        leading = {bare(new): old for old, new in moves.items() if new}
        for number, cells in lines:
            try:
                old, new = pair(cells)
                others = {key: value for key, value in ((bare(new), moves.get(bare(new))),) if value is not None}
                refuse(old, new, moves=others, leading=leading)
            except WrongRedirect as error:
                outcome.problems.append((number, str(error.message)))
                continue
            moves[old] = new
            leading |= {bare(new): old} if new else {}
        write(moves, known, outcome)
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


def pair(cells: list[str]) -> tuple[str, str]:
    if len(cells) > 2 and any(cell.strip() for cell in cells[2:]):
        raise WrongRedirect(_("A line has two cells: the old address and the new one."))
    return normalised(cells[0]), target(cells[1] if len(cells) > 1 else "")


def write(moves: dict[str, str], known: dict[str, Redirect], outcome: Outcome) -> None:
    fresh = [Redirect(old_path=old, new_path=new) for old, new in moves.items() if old not in known]
    changed = [each for old, each in known.items() if each.new_path != moves[old]]
    for each in changed:
        each.new_path = moves[each.old_path]
    Redirect.objects.bulk_create(fresh, batch_size=BATCH)
    Redirect.objects.bulk_update(changed, ["new_path"], batch_size=BATCH)
    outcome.added, outcome.changed = len(fresh), len(changed)
