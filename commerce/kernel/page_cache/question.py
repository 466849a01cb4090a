"""Which kept page a request asks for, if any."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_request

from ..code_mark import code_mark
from ..encodings import encoding_of
from .shared import Shared

Environ = dict[str, Any]
METHODS = frozenset({"GET", "HEAD"})
# Cookies that may shape a kept page, and what they may say; anything else counts as no choice.
SHAPING = {"theme": re.compile(r"light|dark"), "place": re.compile(r"[A-Z]{2}\.\d{0,9}")}
# Who asks with one of these wants an answer of their own.
OWN_HEADERS = ("HTTP_AUTHORIZATION", "HTTP_HX_REQUEST", "HTTP_RANGE")
# Where a visitor came from changes no page.
UNSEEN = re.compile(r"utm_|[a-z]*clid$|mc_|_ga$|ref$")
LONGEST_PATH, LONGEST_QUERY = 300, 400
KEPT_ENVIRON = ("SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "REMOTE_ADDR", "HTTP_HOST", "HTTP_X_FORWARDED_PROTO")


@dataclass(frozen=True)
class Question:
    """One page for one kind of visitor."""

    path: str
    query: str
    cookies: Mapping[str, str]
    chosen: tuple[tuple[str, str], ...]
    language: str
    encoding: str
    shared: Shared
    key: str

    def environ(self, asked: Environ) -> Environ:
        """The request as somebody would make it of whom nothing is known."""
        plain = {name: value for name, value in asked.items() if name.startswith("wsgi.") or name in KEPT_ENVIRON}
        return plain | {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": asked.get("SCRIPT_NAME", ""),
            "PATH_INFO": asked["PATH_INFO"],
            "QUERY_STRING": self.query,
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.chosen),
            "HTTP_ACCEPT_LANGUAGE": self.language,
        }


def question_of(environ: Environ) -> Question | None:
    """The kept page that would answer; None when the visitor is known or no page is kept there."""
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if environ["REQUEST_METHOD"] not in METHODS or len(path) > LONGEST_PATH or len(query) > LONGEST_QUERY:
        return None
    shared = shared_at(path)
    if shared is None or any(name in environ for name in OWN_HEADERS):
        return None
    cookies = cookies_of(environ.get("HTTP_COOKIE", ""))
    if is_known(cookies):
        return None
    chosen = tuple(
        (name, cookies[name])
        for name in sorted(shared.shaped_by & cookies.keys())
        if SHAPING[name].fullmatch(cookies[name])
    )
    plain = that_matters(query) if query else ""
    language = language_of(cookies.get(settings.LANGUAGE_COOKIE_NAME, ""), environ.get("HTTP_ACCEPT_LANGUAGE", ""))
    encoding = encoding_of(environ.get("HTTP_ACCEPT_ENCODING", ""))
    where = (environ.get("HTTP_HOST", ""), environ.get("wsgi.url_scheme"), environ.get("HTTP_X_FORWARDED_PROTO", ""))
    parts = (code_mark(), *where, path, plain, chosen, language, settings.SHOP_CURRENCY, encoding)
    key = f"page:{blake2b(repr(parts).encode(), digest_size=16).hexdigest()}"
    return Question(path, plain, cookies, chosen, language, encoding, shared, key)


@lru_cache(maxsize=8192)
def shared_at(path: str) -> Shared | None:
    """What the view at an address says about sharing."""
    try:
        return getattr(resolve(path).func, "shared", None)
    except Resolver404:
        return None


def is_known(cookies: Mapping[str, str]) -> bool:
    """Whether a cookie says who this is, or what is theirs: a session, a cart, a message, a closed banner."""
    return any(cookies.get(name, "") not in ("", "0") for name in settings.PERSONAL_COOKIES)


def cookies_of(header: str) -> dict[str, str]:
    """The cookies of a request as they were sent."""
    pairs = (part.partition("=") for part in header.split(";"))
    return {name.strip(): value.strip() for name, _is, value in pairs if value}


@lru_cache(maxsize=2048)
def that_matters(query: str) -> str:
    """A query without marks of campaigns, and in one order."""
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode(sorted((name, value) for name, value in pairs if not UNSEEN.match(name)))


@lru_cache(maxsize=1024)
def language_of(cookie: str, accepted: str) -> str:
    asked = SimpleNamespace(
        COOKIES={settings.LANGUAGE_COOKIE_NAME: cookie}, META={"HTTP_ACCEPT_LANGUAGE": accepted}, path_info=""
    )
    return get_language_from_request(asked)  # type: ignore[arg-type]
