"""Redirects are saved, followed and counted.

A redirect leads to where the thing is, at once: one that would lead to another redirect, or round in a circle, is
refused when it is saved, so following one is a single look.
"""

from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from commerce.kernel.clock import DatabaseNow

from ..models import Redirect
from ..queries.redirects import leading_to
from .old_paths import WrongRedirect, bare, normalised, refuse, spellings, target

COUNT_EVERY = 60  # seconds between two writes of one redirect's counter
COUNT_KEPT = 24 * 3600
# One writer at a time: two redirects that are right by themselves can make a circle together.
LOCK = 7_402_300


def save_redirect(
    *, old_path: str, new_path: str, is_temporary: bool = False, redirect: Redirect | None = None
) -> Redirect:
    """Keep that `old_path` leads to `new_path` (when it `is_temporary`: for a while), or is gone when that is empty.
    `redirect` is the one to change.

    Raises WrongRedirect.
    """
    with transaction.atomic():
        lock()
        kept = redirect or Redirect()
        kept.old_path, kept.new_path = checked(old_path=old_path, new_path=new_path, redirect=redirect)
        kept.is_temporary = is_temporary and bool(kept.new_path)
        kept.save()
    return kept


def checked(*, old_path: str, new_path: str, redirect: Redirect | None = None) -> tuple[str, str]:
    """Both addresses as they would be kept. Raises WrongRedirect."""
    old, new = normalised(old_path), target(new_path)
    others = Redirect.objects.exclude(pk=redirect.pk) if redirect else Redirect.objects.all()
    if others.filter(old_path=old).exists():
        raise WrongRedirect(_("There is a redirect of this address already."))
    moves = dict(others.filter(old_path__in=spellings(new)).values_list("old_path", "new_path")) if new else {}
    source = others.filter(leading_to(old)).values_list("old_path", flat=True).first()
    refuse(old, new, moves=moves, source=source)
    return old, new


def follow(*, old_path: str, new_path: str) -> None:
    """Something moved by itself: whatever led to its old address leads to the new one, the old one too. May be told
    more than once, and of moves in any order as long as `new_path` is where the thing is now."""
    old = bare(old_path)
    if old == bare(new_path):
        return
    with transaction.atomic():
        lock()
        Redirect.objects.filter(old_path=bare(new_path)).delete()
        Redirect.objects.filter(new_path__in=[old, f"{old}/"]).update(new_path=new_path)
        Redirect.objects.update_or_create(old_path=old, defaults={"new_path": new_path, "is_temporary": False})


def lock() -> None:
    """Until the end of the transaction nobody else saves a redirect."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def count(*, redirect: Redirect) -> None:
    """One more use. Uses are counted in the cache and written once a minute, with the next use after it; without the
    cache they are not counted."""
    key = f"content:redirect:{redirect.pk}"
    cache.add(key, 0, COUNT_KEPT)
    try:
        cache.incr(key)
        if not cache.add(f"{key}:written", 1, COUNT_EVERY):
            return
        used = cache.get(key) or 0
        cache.decr(key, used)
    except ValueError:  # the cache forgot it in between, or is away
        return
    if used:
        Redirect.objects.filter(pk=redirect.pk).update(hits=F("hits") + used, last_used_at=DatabaseNow())
