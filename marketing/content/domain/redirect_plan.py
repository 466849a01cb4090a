"""All redirects as they will be after an import: what is new is checked against it without asking the database."""

from collections import defaultdict

from ..models import Redirect
from .old_paths import refuse, spellings

BATCH = 1_000


class Plan:
    """`rows` are all redirects by old address."""

    def __init__(self, rows: dict[str, Redirect]) -> None:
        self.rows = rows
        self.moves = {old: each.new_path for old, each in rows.items()}
        self.sources: defaultdict[str, set[str]] = defaultdict(set)
        self.touched: dict[str, Redirect] = {}
        for old, new in self.moves.items():
            self._point(old, new)

    def add(self, old: str, new: str, is_temporary: bool) -> None:
        """Both addresses in their one spelling. Raises WrongRedirect for a circle or a chain."""
        others = {each: self.moves[each] for each in spellings(new) - {old} if each in self.moves} if new else {}
        refuse(old, new, moves=others, source=min(self.sources[old] - {old}, default=None))
        for each in spellings(self.moves.get(old, "")):
            self.sources[each].discard(old)
        self.moves[old] = new
        self._point(old, new)
        row = self.rows.setdefault(old, Redirect(old_path=old))
        if row.pk is None or (row.new_path, row.is_temporary) != (new, is_temporary):
            row.new_path, row.is_temporary = new, is_temporary
            self.touched[old] = row

    def write(self) -> tuple[list[Redirect], list[Redirect]]:
        """Those that were added, and those that were changed."""
        fresh = [row for row in self.touched.values() if row.pk is None]
        changed = [row for row in self.touched.values() if row.pk is not None]
        Redirect.objects.bulk_create(fresh, batch_size=BATCH)
        Redirect.objects.bulk_update(changed, ["new_path", "is_temporary"], batch_size=BATCH)
        return fresh, changed

    def _point(self, old: str, new: str) -> None:
        for each in spellings(new) if new else ():
            self.sources[each].add(old)
