"""Idempotent requests: the key is claimed by INSERT, never looked up first (R06).

The rules: the same key and body again gives the stored answer; another body is refused (422); the same request
still running is a conflict (409); a claim whose process died is taken over after its lease.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from commerce.kernel.errors import Conflict, Refused

from ..models import RequestKey

LEASE_SECONDS = 90
CLAIM = """
INSERT INTO jobs_requestkey (scope, key, body_hash, state, lease_until, created_at)
VALUES (%s, %s, %s, 'running', clock_timestamp() + make_interval(secs => %s), clock_timestamp())
ON CONFLICT (scope, key) DO UPDATE SET lease_until = excluded.lease_until
 WHERE jobs_requestkey.state = 'running' AND jobs_requestkey.lease_until < clock_timestamp()
   AND jobs_requestkey.body_hash = excluded.body_hash
RETURNING id
"""


class KeyReused(Refused):
    """The same key came with another body."""

    code = "idempotency_key_reused"


class InFlight(Conflict):
    """The first request with this key is still running."""

    code = "idempotency_in_flight"


@dataclass(frozen=True)
class Answer:
    """`value` is what the work returned (JSON); `replayed` says that it was stored before."""

    value: Any
    replayed: bool


def once(*, scope: str, key: str, body: Any, work: Callable[[], Any]) -> Answer:
    """Do `work` once for this key. Its JSON value is stored; when it raises, the key is free again.

    Raises KeyReused, InFlight, or whatever `work` raises.
    """
    body_hash = hashlib.sha256(json.dumps(body, sort_keys=True, default=str).encode()).hexdigest()
    if not _claim(scope, key, body_hash):
        return _stored(scope, key, body_hash)
    mine = RequestKey.objects.filter(scope=scope, key=key, state="running")
    try:
        value = work()
    except BaseException:
        mine.delete()
        raise
    mine.update(state="done", answer=value)
    return Answer(value, replayed=False)


def _claim(scope: str, key: str, body_hash: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [scope, key, body_hash, LEASE_SECONDS])
        return cursor.fetchone() is not None


def _stored(scope: str, key: str, body_hash: str) -> Answer:
    row = RequestKey.objects.filter(scope=scope, key=key).first()
    if row is None:
        raise InFlight(_("Your first request is just ending. Try again."))
    if row.body_hash != body_hash:
        raise KeyReused(_("This form was already sent with other contents. Reload the page."))
    if row.state != "done":
        raise InFlight(_("We are still working on your first request."))
    return Answer(row.answer, replayed=True)
