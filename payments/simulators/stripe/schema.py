"""Parameter shapes, read from the TypedDicts of the installed Stripe library.

The annotations are partly strings that name types only a checker imports, so they are evaluated here
with unknown names standing for "anything".
"""

from __future__ import annotations

import builtins
import sys
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ForwardRef, Literal, Union

import typing_extensions

from stripe import RequestOptions

OPTION_NAMES = frozenset(RequestOptions.__annotations__)
WRAPPERS = (typing.NotRequired, typing_extensions.NotRequired, typing.Required, typing_extensions.Required)


@dataclass
class Shape:
    """What one parameter may be: an object, a list, a map, or a scalar of some types and words."""

    objects: list[type] = field(default_factory=list)
    item: Shape | None = None
    value: Shape | None = None
    scalars: set[type] = field(default_factory=set)
    words: list[str] = field(default_factory=list)
    empties: bool = False


class _Names(dict):
    """Names visible to an annotation: its module's, Python's, and anything else as `Any`."""

    def __init__(self, module: str) -> None:
        super().__init__(vars(sys.modules[module]))

    def __missing__(self, name: str) -> Any:
        return getattr(builtins, name, Any)


@cache
def fields_of(params: type) -> dict[str, Shape]:
    """The parameters of a TypedDict, by name, without the library's own request options."""
    names = _Names(params.__module__)
    found = typing.cast(dict[str, Any], params.__annotations__)  # type: ignore[redundant-cast]
    return {name: shape_of(note, names) for name, note in found.items() if name not in OPTION_NAMES}


@cache
def required_of(params: type) -> tuple[str, ...]:
    return tuple(sorted(params.__required_keys__ - OPTION_NAMES))  # type: ignore[attr-defined]


def shape_of(annotation: Any, names: Mapping[str, Any]) -> Shape:
    shape = Shape()
    for part in parts_of(annotation, names):
        add_part(shape, part, names)
    return shape


def add_part(shape: Shape, part: Any, names: Mapping[str, Any]) -> None:
    origin, arguments = typing.get_origin(part), typing.get_args(part)
    if origin is Literal:
        shape.empties = shape.empties or "" in arguments
        shape.words += [word for word in arguments if word != ""]
    elif origin is list:
        shape.item = shape_of(arguments[0], names)
    elif origin is dict:
        shape.value = shape_of(arguments[1], names)
    elif typing_extensions.is_typeddict(part):
        shape.objects.append(part)
    elif part in (str, int, float, bool):
        shape.scalars.add(part)
    elif part is Any:
        shape.scalars.add(str)


def parts_of(annotation: Any, names: Mapping[str, Any]) -> Iterator[Any]:
    """The alternatives of an annotation, evaluated and unwrapped."""
    if isinstance(annotation, ForwardRef):
        annotation = annotation.__forward_arg__
    if isinstance(annotation, str):
        annotation = eval(annotation, {}, names)  # noqa: S307 - text of an installed library
    origin = typing.get_origin(annotation)
    if origin in WRAPPERS or origin in (Union, types.UnionType):
        for argument in typing.get_args(annotation):
            yield from parts_of(argument, names)
    else:
        yield annotation
