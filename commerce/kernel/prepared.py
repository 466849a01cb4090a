"""Queries of hot pages, put together once.

Django builds the SQL of a query anew each time, and for a query with sub-selects that takes longer than PostgreSQL
takes to answer it. A `Prepared` has it built and compiled once per process, with a mark in each place of a value, and
then only puts the values in; the server, too, parses and plans its SQL once (`kernel.postgresql`). The query itself
stays what it is: rows are model instances or values as Django makes them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection, connections
from django.db.backends.utils import CursorWrapper
from django.db.models import Model, QuerySet

T = TypeVar("T")
FAR_BELOW = -(10**15)  # no id is there


@dataclass(frozen=True)
class Compiled:
    queryset: QuerySet[Any]
    compiler: Any
    sql: str
    params: tuple[Any, ...]


class Prepared(Generic[T]):
    """`Prepared(build, slug=str, seller_id=int)`: `build(slug=…, seller_id=…)` returns the queryset, and what it does
    may not depend on the values. An `int` stands where a 64-bit number is compared, such as an id."""

    def __init__(self, build: Callable[..., QuerySet[Any]], **kinds: type) -> None:
        self.build = build
        self.marks = {name: _mark(name, place, kind) for place, (name, kind) in enumerate(kinds.items())}
        self.places = {mark: name for name, mark in self.marks.items()}
        self.compiled: Compiled | None = None

    def ask(self, **values: object) -> list[T]:
        """The rows for these values. One statement."""
        if values.keys() != self.marks.keys():
            raise TypeError(f"wanted {sorted(self.marks)}, got {sorted(values)}")
        compiled = self.compiled or self._compile()
        compiler = copy(compiled.compiler)
        compiler.connection = connections[compiled.queryset.db]
        params = tuple(self._value(each, values) for each in compiled.params)
        compiler.as_sql = lambda: (compiled.sql, params)
        made: Any = compiled.queryset._iterable_class
        with compiler.connection.preparing():
            return list(made(_Asked(compiled.queryset, compiler)))

    def first(self, **values: object) -> T | None:
        """The first row, if any; `build` sees to it that there are not many."""
        return next(iter(self.ask(**values)), None)

    def _value(self, param: Any, values: dict[str, object]) -> Any:
        return values[self.places[param]] if isinstance(param, int | str) and param in self.places else param

    def _compile(self) -> Compiled:
        queryset = self.build(**self.marks)
        compiler = queryset.query.get_compiler(using=queryset.db)
        sql, params = compiler.as_sql()
        self.compiled = Compiled(queryset, compiler, sql, tuple(params))
        return self.compiled


@contextmanager
def prepared_cursor() -> Iterator[CursorWrapper]:
    """A cursor for SQL of our own that comes again and again with other values, of one type each."""
    with connection.preparing(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        yield cursor


def attach(row: Model, name: str, rows: list[Any]) -> None:
    """Have `row.name.all()` give these rows, as if they had been prefetched."""
    found = getattr(row, name).all()
    found._result_cache = rows
    known = row.__dict__.setdefault("_prefetched_objects_cache", {})
    known[name] = found


class _Asked:
    """What Django's row makers want to know of a queryset."""

    def __init__(self, queryset: QuerySet[Any], compiler: Any) -> None:
        self.db = queryset.db
        self.model: type[Model] = queryset.model
        self.query = copy(queryset.query)
        self.query.get_compiler = lambda using, **_how: compiler  # type: ignore[method-assign]
        self._known_related_objects: dict[Any, Any] = {}
        self._fields = queryset._fields  # type: ignore[attr-defined]


def _mark(name: str, place: int, kind: type) -> Any:
    return FAR_BELOW - place if kind is int else f"\x01{name}\x01"
