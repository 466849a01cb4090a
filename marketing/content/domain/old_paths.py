"""Addresses of redirects in one spelling, and what is wrong with a pair of them."""

from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused

from ..queries.redirects import LONGEST, NEVER_MOVED
from . import links


class WrongRedirect(Refused):
    """The redirect cannot be followed, or would lead round in a circle."""

    code = "wrong_redirect"


def normalised(path: str) -> str:
    """Path and query of an old address, decoded, without its last slash. Of a whole address (of the shop that moved)
    the host is left out. Raises WrongRedirect."""
    try:
        parts = urlsplit(path.strip())
    except ValueError:
        raise WrongRedirect(_("The old address cannot be read.")) from None
    bare = unquote(parts.path).rstrip("/")
    if not bare.startswith("/"):
        raise WrongRedirect(_("The old address begins with / and is not the front page."))
    whole = f"{bare}?{parts.query}" if parts.query else bare
    if len(whole) > LONGEST:
        raise WrongRedirect(_("An address has at most %(n)s characters.") % {"n": LONGEST})
    if is_served(bare):
        raise WrongRedirect(_("%(path)s is a page of the shop: a redirect of it would never be used.") % {"path": bare})
    return whole


def target(path: str) -> str:
    """The new address, one of ours; "" for what is gone. Raises WrongRedirect."""
    if not path.strip():
        return ""
    try:
        link = links.checked(path)
    except links.WrongLink:
        link = ""
    if not links.is_own(link) or len(link) > LONGEST:
        raise WrongRedirect(_("The new address is one of this shop and begins with /."))
    return link


def bare(path: str) -> str:
    """A new address as it would be written as an old one."""
    parts = urlsplit(path)
    plain = unquote(parts.path).rstrip("/") or "/"
    return f"{plain}?{parts.query}" if parts.query else plain


def spellings(new: str) -> set[str]:
    """The old addresses that would answer a new one: with its query, and without."""
    return {bare(new), bare(new).partition("?")[0]}


def is_served(path: str) -> bool:
    """Whether no redirect is ever looked for there: a page without a name in its address, which always answers, or a
    place where everything is a visitor's own."""
    if f"{path}/".startswith(NEVER_MOVED):
        return True
    for spelt in (path, f"{path}/"):
        try:
            return not resolve(spelt).kwargs
        except Resolver404:
            continue
    return False


def refuse(old: str, new: str, *, moves: Mapping[str, str], source: str | None) -> None:
    """Raises WrongRedirect for a circle or a chain. `moves` are the other redirects by old address (those that would
    answer the new one are enough), `source` is an old address that leads to this one."""
    if not new:
        return
    if old in spellings(new):
        raise WrongRedirect(_("It leads to itself."))
    if met := next((each for each in spellings(new) if each in moves), None):
        refuse_chain(old, new, further=moves[met])
    if source is not None:
        words = _("%(source)s leads to %(old)s. Change that one first, so that it leads straight on.")
        raise WrongRedirect(words % {"source": source, "old": old})


def refuse_chain(old: str, new: str, *, further: str) -> None:
    if not further:
        raise WrongRedirect(_("%(new)s is gone itself.") % {"new": new})
    if old in spellings(further):
        words = _("It would lead round in a circle: %(new)s leads to %(old)s.")
        raise WrongRedirect(words % {"new": new, "old": old})
    words = _("%(new)s has moved itself. Lead straight to %(further)s.")
    raise WrongRedirect(words % {"new": new, "further": further})
