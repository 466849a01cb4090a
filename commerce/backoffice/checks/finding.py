"""What a check found: how bad it is, what is the matter, what to do."""

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """The numbers are the exit codes of the command."""

    PASS = 0
    WARN = 1
    FAIL = 2


@dataclass(frozen=True)
class Finding:
    """`todo` is empty when everything is as it should be."""

    name: str
    level: Level
    text: str
    todo: str = ""


def passed(name: str, text: str) -> Finding:
    return Finding(name, Level.PASS, text)


def warned(name: str, text: str, todo: str) -> Finding:
    return Finding(name, Level.WARN, text, todo)


def failed(name: str, text: str, todo: str) -> Finding:
    return Finding(name, Level.FAIL, text, todo)
