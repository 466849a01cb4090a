"""One thing that must be true of the books."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Invariant:
    """`name` is what logs and tests call it, `meaning` one plain sentence, `sql` selects the exceptions."""

    name: str
    meaning: str
    sql: str
