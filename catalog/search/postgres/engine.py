"""The five verbs on PostgreSQL."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from ..engine import RELEVANCE, Completion, Counts, Cut, Found, Request
from ..impacts import Document
from ..plan import Plan, plan
from ..ranking import WINDOW, Hit, ranked
from . import suggesting, walking, writing
from .at_once import best_and_counts
from .counting import COUNTED, counted, is_short
from .finding import at_least, by_score, in_order
from .narrowing import Condition, Conditions, conditions, every_word, of_sort
from .relaxed import close
from .vocabulary import TermTable

# With fewer products that hold every word, others that hold some come too.
ENOUGH = 10
# A list by relevance ends after so many products; by walking sooner, since each part is a longer way.
DEEPEST, DEEPEST_WALK = 5_000, 1_000
BATCH = 500


class PostgresEngine:
    """`synonyms` tells phrases by phrase (see plan.plan); it is asked only where words are looked for."""

    def __init__(self, synonyms: Callable[[], Mapping[str, Sequence[str]]] = dict) -> None:
        self.synonyms = synonyms

    def search(self, request: Request) -> Found:
        if not request.words:
            return self._listed(request)
        question = plan(request.words, TermTable(), self.synonyms())
        if question.is_empty:
            return Found(is_close=True)
        found = self._matched(request, question) if question.is_strict else None
        return replace(found or self._close(request, question), readings=question.readings)

    def _listed(self, request: Request) -> Found:
        """A list in one of the plain orders."""
        scope, wanted = self._narrowed(request, Conditions())
        counts = self._counts(request, scope, wanted, request.expected, size=0)
        return self._in_order(request, scope, wanted, counts)

    def _matched(self, request: Request, question: Plan) -> Found | None:
        """Products that hold every word; None when these are too few to be all that is shown."""
        if min(question.reach(group) for group in question.required) < ENOUGH:
            return None
        scope, wanted = self._narrowed(request, Conditions(every_word(question)))
        best, counts = self._best_and_counts(request, question, scope, wanted)
        is_known = request.known or request.facets or (request.total and not wanted)
        if (counts.scope if is_known else at_least(scope, ENOUGH)) < ENOUGH:
            return None
        number = counts.total if request.known or request.facets else question.expected
        if request.sort != RELEVANCE:
            return self._in_order(request, scope, wanted, counts)
        is_walked = walking.suits(number, question.size)
        end = DEEPEST_WALK if is_walked else DEEPEST
        start = min(_start(request), end)
        begin = 0 if start < WINDOW else start
        limit = max(WINDOW, start + request.size + 1) if start < WINDOW else request.size + 1
        narrowed = _all(scope, wanted)
        if is_walked:
            hits = walking.best_selling(question, narrowed, start=begin, limit=limit, number=number)
        else:
            hits = by_score(question, narrowed, start=begin, limit=limit) if best is None else best
        ids = [hit.id for hit in hits]
        if begin == 0:
            ids[:WINDOW] = ranked(hits[:WINDOW], question)
        return _ended(_sliced(ids[start - begin :], counts, start, request.size), end)

    def _close(self, request: Request, question: Plan) -> Found:
        """Products that hold every word, and then what comes close."""
        scope, wanted = self._narrowed(request, Conditions())
        found = close(
            question, scope, wanted, sort=request.sort, with_facets=request.facets, good_stars=request.good_stars
        )
        start = min(_start(request), len(found.ids))
        page = _sliced(found.ids[start:], found.counts, start, request.size)
        return replace(page, is_close=True, exact=found.exact)

    def _in_order(self, request: Request, scope: Conditions, wanted: dict[str, Condition], counts: Counts) -> Found:
        narrowed, chosen = _all(scope, wanted), request.scope.products
        page = in_order(narrowed, request.sort, cut=request.cut, size=request.size, chosen=chosen)
        return Found(tuple(page.ids), counts, page.number, page.following, page.preceding)

    def _narrowed(self, request: Request, words: Conditions) -> tuple[Conditions, dict[str, Condition]]:
        scope = words.add(conditions(request.scope).values()).add(of_sort(request.sort))
        return scope, conditions(request.filters)

    def _best_and_counts(
        self, request: Request, question: Plan, scope: Conditions, wanted: dict[str, Condition]
    ) -> tuple[list[Hit] | None, Counts]:
        """The counts of the matches, and the best of them where these may come in the same statement."""
        is_first = request.sort == RELEVANCE and not _start(request) and request.size < WINDOW
        if is_first and request.facets and not request.known and is_short(question.expected, size=question.size):
            return best_and_counts(question, scope, wanted, good_stars=request.good_stars)
        return None, self._counts(request, scope, wanted, question.expected, size=question.size)

    def _counts(
        self, request: Request, scope: Conditions, wanted: dict[str, Condition], expected: float, *, size: int
    ) -> Counts:
        if request.known:
            return request.known
        if not request.facets:
            total = at_least(_all(scope, wanted), COUNTED) if request.total else 0
            return Counts(scope=total, total=total)
        return counted(scope, wanted, good_stars=request.good_stars, expected=expected, size=size)

    def suggest(self, words: str, *, limit: int) -> tuple[list[Completion], list[int]]:
        return suggesting.suggest(words, limit)

    def upsert(self, documents: Sequence[Document]) -> None:
        writing.put(documents)

    def delete(self, ids: Iterable[int]) -> None:
        writing.empty(ids)

    def rebuild(self, documents: Iterable[Document]) -> int:
        rest, written = iter(documents), 0
        while batch := list(islice(rest, BATCH)):
            written += writing.put(batch)
        writing.recount()
        return written


def _all(scope: Conditions, wanted: dict[str, Condition]) -> Conditions:
    return Conditions([*scope.parts, *wanted.values()])


def _start(request: Request) -> int:
    """How many products of a list by relevance stand before the page."""
    if request.cut is None:
        return 0
    return max(request.cut.number - request.size, 0) if request.cut.backwards else request.cut.number


def _sliced(ids: list[int], counts: Counts, start: int, size: int) -> Found:
    """A page of ids that are in their final order; its places are numbers."""
    shown = ids[:size]
    following = Cut(0, 0, start + len(shown)) if len(ids) > size else None
    preceding = Cut(0, 0, start, backwards=True) if start else None
    return Found(tuple(shown), counts, start, following, preceding)


def _ended(page: Found, end: int) -> Found:
    """The page as the last one when `end` products stand on it and before it, and there are more."""
    if page.following is None or page.following.number < end:
        return page
    return replace(page, following=None, is_cut=True)
