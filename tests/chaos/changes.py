"""Guards that are taken away in processes of their own, too.

CHAOS_CHANGES holds {"package.module:NAME": value} as JSON. `everywhere` changes them here and in every process that is
started meanwhile; such a process calls `apply` when it begins.
"""

import importlib
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

NAME = "CHAOS_CHANGES"


@contextmanager
def everywhere(changes: dict[str, Any]) -> Iterator[None]:
    with ExitStack() as stack:
        for place, value in changes.items():
            module, _, name = place.partition(":")
            stack.enter_context(mock.patch.object(importlib.import_module(module), name, value))
        stack.enter_context(mock.patch.dict(os.environ, {NAME: json.dumps(changes)}))
        yield


def apply() -> None:
    """Change what the one who started this process has changed."""
    for place, value in json.loads(os.environ.get(NAME) or "{}").items():
        module, _, name = place.partition(":")
        setattr(importlib.import_module(module), name, value)
