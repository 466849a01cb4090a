"""Idempotent requests: the key is claimed by INSERT, never looked up first (R06).

The rules: the same key and body again gives the stored answer; another body is refused (422); the same request
still running is a conflict (409); a claim whose process died is taken over after its lease. Each claim has a holder's
token, and only its holder ends it: who was overtaken stores nothing and frees nothing (fencing).
"""

import json
import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from commerce.kernel.errors import Conflict, Refused

from ..models import RequestKey

log = logging.getLogger("shop.request")
LEASE_SECONDS = 90
CLAIM = """
INSERT INTO jobs_requestkey (scope, key, body_hash, state, holder, lease_until, created_at)
VALUES (%s, %s, %s, 'running', %s, clock_timestamp() + make_interval(secs => %s), clock_timestamp())
ON CONFLICT (scope, key) DO UPDATE SET lease_until = excluded.lease_until, holder = excluded.holder
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
    retry_after = 2


@dataclass(frozen=True)
class Answer:
    """`value` is what the work returned (JSON); `replayed` says that it was stored before."""

    value: Any
    replayed: bool


def once(
    *, scope: str, key: str, body: Any, work: Callable[[], Any], keep: Callable[[Any], bool] = lambda value: True
) -> Answer:
    """Do `work` once for this key. Its JSON value is stored when `keep` says so; otherwise, and when it raises, the
    key is free again. `body` (JSON or bytes) is kept as a keyed hash only.

    Raises KeyReused, InFlight, or whatever `work` raises.
    """
    body_hash = hashed(body if isinstance(body, bytes) else json.dumps(body, sort_keys=True, default=str))
    holder = uuid.uuid4()
    if not _claim(scope, key, body_hash, holder):
        return _stored(scope, key, body_hash)
    mine = RequestKey.objects.filter(scope=scope, key=key, state="running", holder=holder)
    try:
        value = work()
    except BaseException:
        mine.delete()
        raise
    ended = mine.update(state="done", answer=value) if keep(value) else mine.delete()[0]
    if not ended:
        log.warning("request overtaken")
    return Answer(value, replayed=False)


def hashed(text: str | bytes) -> str:
    """A keyed hash: what was typed or who sent it cannot be guessed from the table alone."""
    return salted_hmac("jobs.request_keys", text, algorithm="sha256").hexdigest()


def _claim(scope: str, key: str, body_hash: str, holder: uuid.UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [scope, key, body_hash, holder, LEASE_SECONDS])
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
