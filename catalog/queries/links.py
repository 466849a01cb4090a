"""Addresses of lists: every filter, order and place in the query, in one fixed order."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from .criteria import Criteria


@dataclass(frozen=True)
class Links:
    """The address of one list page and of its neighbours. `digits` are the minor digits of its prices."""

    path: str
    criteria: Criteria
    digits: int

    def to(self, criteria: Criteria, *, path: str = "") -> str:
        query = urlencode(self.pairs(criteria))
        return f"{path or self.path}?{query}" if query else path or self.path

    def pairs(self, criteria: Criteria) -> list[tuple[str, str]]:
        named = [
            ("q", criteria.words),
            *criteria.filters(digits=self.digits),
            ("sort", criteria.sort),
            ("view", "list" if criteria.as_list else ""),
            ("after", criteria.after),
            ("before", criteria.before),
        ]
        return [(name, value) for name, value in named if value]

    def here(self) -> str:
        return self.to(self.criteria)

    def clear(self) -> str:
        return self.to(self.criteria.unfiltered())

    def without(self, name: str, value: str = "") -> str:
        return self.to(self.criteria.without(name, value))

    def following(self, cursor: str) -> str:
        return self.to(replace(self.criteria, after=cursor, before="")) if cursor else ""

    def preceding(self, cursor: str) -> str:
        return self.to(replace(self.criteria, after="", before=cursor)) if cursor else ""

    def shown_as(self, *, rows: bool) -> str:
        """The same place of the list, as rows or as a grid."""
        return self.to(replace(self.criteria, as_list=rows))

    def hidden(self) -> list[tuple[str, str]]:
        """What the filter form carries besides its own fields, the order among them."""
        return self.pairs(replace(self.criteria.unfiltered(), sort=""))
