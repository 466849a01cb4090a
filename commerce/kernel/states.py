"""States and the one mover.

A stateful model has a `state` column and a `TRANSITIONS` table {from: {to, …}}. `move` locks the row, checks the
table, saves, and lets the app append its event row, all in the caller's transaction. Nothing else writes a state
after the row was made. Exactly one function of an app calls `move`.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from .errors import Conflict
from .transactions import must_be_within

Transitions = Mapping[str, frozenset[str]]
Row = TypeVar("Row", bound=models.Model)


class IllegalMove(Conflict):
    """The row's state does not allow this step (any more)."""

    code = "illegal_move"


def transitions(table: Mapping[str, set[str]]) -> Transitions:
    """A frozen table in which every state that is reached also has a line (empty at an end)."""
    named = {str(state): frozenset(map(str, targets)) for state, targets in table.items()}
    return named | {end: frozenset() for targets in named.values() for end in targets if end not in named}


def move(
    row: Row, to: str, *, record: Callable[[Row, str, str], Any], changes: Mapping[str, Any] | None = None,
    is_locked: bool = False,
) -> Row:  # fmt: skip
    """Move `row` to state `to`. Returns the locked, saved row; raises IllegalMove.

    `record(row, from, to)` appends the event row; `changes` are columns that change with the state. `is_locked`: the
    caller has read `row` under its lock in this transaction, and it is not read again; were that not so, the write
    would find another state than `row` has, and be refused.
    Must run inside a transaction.
    """
    must_be_within("a state moves inside a transaction")
    locked = row if is_locked else type(row)._base_manager.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    before = locked.state  # type: ignore[attr-defined]
    fields = {"state": to, **(changes or {})}
    if to not in locked.TRANSITIONS[before] or not _write(locked, before, fields):  # type: ignore[attr-defined]
        raise IllegalMove(_("That step is not possible any more."), before=before, to=to)
    for name, value in fields.items():
        setattr(locked, name, value)
        setattr(row, name, value)
    record(locked, before, to)
    return locked


def _write(row: models.Model, before: str, fields: Mapping[str, Any]) -> bool:
    rows = type(row)._base_manager.filter(pk=row.pk, state=before)
    return rows.update(**fields) == 1
