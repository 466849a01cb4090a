"""Why the stack does not start or goes down, each with the exit code of sysexits.h that says so."""

from pathlib import Path


class StackError(Exception):
    """A message for the person at the terminal; never shown with a traceback."""

    code = 70


class BrokeDown(StackError):
    """A child could not be started or did not stay up."""

    code = 70

    @classmethod
    def with_log(cls, message: str, log: Path, *, lines: int = 15) -> "BrokeDown":
        """The message followed by the end of the child's log."""
        tail = log.read_text(errors="replace").splitlines()[-lines:] if log.exists() else []
        return cls("\n".join([message, f"The end of {log}:", *(f"  {line}" for line in tail)]))


class Lacking(StackError):
    """The machine lacks something the stack needs."""

    code = 69


class Running(StackError):
    """The stack of this folder runs already."""

    code = 75


class Unusable(StackError):
    """A setting cannot be used: a taken port, a foreign folder."""

    code = 78
