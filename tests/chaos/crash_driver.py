"""A process of the shop that is killed at a chosen step.

Every SQL statement and every HTTP call is a step. A first run learns the steps; after that the same work can be
killed (SIGKILL, no clean-up) before or after any one of them. The list grows with the code by itself.
"""

import json
import os
import signal
from collections.abc import Callable
from typing import Any
from unittest import mock

import requests
from django.db import connection

from payments.providers.stripe import client

Work = Callable[[], Any]
SENT = requests.Session.send


class Steps:
    """Counts steps and kills its own process at step `at`, before or after it (0: never)."""

    def __init__(self, at: int = 0, side: str = "before") -> None:
        self.at, self.side, self.kinds = at, side, []  # type: ignore[var-annotated]

    def take(self, kind: str, work: Work) -> Any:
        self.kinds.append(kind)
        here = len(self.kinds) == self.at
        if here and self.side == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = work()
        if here:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    def statement(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        return self.take("sql", lambda: execute(sql, params, many, context))

    def call(self, session: requests.Session, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        return self.take("http", lambda: SENT(session, request, **options))


def learn(work: Work) -> list[str]:
    """The kinds of all steps of `work`, done to its end by a process of its own."""
    reader, writer = os.pipe()
    status = _forked(work, Steps(), writer)
    os.close(writer)
    with os.fdopen(reader) as said:
        kinds = json.load(said)
    assert status == 0, f"the work itself failed: {kinds}"
    return kinds


def killed(work: Work, *, at: int, side: str) -> bool:
    """Do `work` in a process of its own that dies at the step; whether it got there."""
    return os.WIFSIGNALED(_forked(work, Steps(at, side), None))


def _forked(work: Work, steps: Steps, writer: int | None) -> int:
    connection.close()
    client.sdk.cache_clear()
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    _silence()
    status = 1
    try:
        with connection.execute_wrapper(steps.statement), mock.patch.object(requests.Session, "send", _sender(steps)):
            work()
        status = 0
    except BaseException as error:  # noqa: BLE001 - the parent is told, and nothing of it runs on here
        steps.kinds.append(repr(error))
    finally:
        if writer is not None:
            os.write(writer, json.dumps(steps.kinds).encode())
        os._exit(status)


def _sender(steps: Steps) -> Any:
    def send(session: requests.Session, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        return steps.call(session, request, **options)

    return send


def _silence() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
