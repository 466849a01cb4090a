"""Words to products, in PostgreSQL alone.

First every word must be found (weighted full text; a model number is the same with and without its marks). With
fewer than `ENOUGH` products that way, products come too that hold some of the words or something spelt like them
(trigrams of the title): these are "close matches" and are told as such.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import reduce
from itertools import combinations
from math import ceil
from operator import add, and_, or_
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import BigIntegerField, Case, CharField, F, FloatField, Func, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Ln, Upper

from ..models import Product

ENOUGH = 10
CLOSE_LIMIT = 200
TOKEN_LIMIT = 12
# A word is "spelt like" a word of a title from this share of common trigrams on.
SPELT_LIKE = 0.42
# A close match holds at least this share of the words, each counted by how well it is met.
CLOSE_SHARE = 0.36
WEIGHTS = [0.05, 0.2, 0.5, 1.0]  # D, C, B, A
# Up to so many words every sufficient choice of them is looked for.
COMBINED = 6
STOP_WORDS = frozenset(["a", "an", "and", "for", "from", "in", "of", "on", "or", "the", "to", "with"])
MARKS = re.compile(r"[-./+_]+")
EDGE = "-./+_'\"“”‘’(),;:!?#*&"
CODE = re.compile(r"^(?=.*\d)(?=.*[a-z])[a-z0-9]{4,24}$")
RUNS = re.compile(r"[a-z]+|\d+")


@dataclass(frozen=True)
class Match:
    """What a search found. `ids` (best first) when close matches were let in, None when every product holds every
    word; `exact` is how many do, known when there are fewer than ENOUGH."""

    words: str
    ids: tuple[int, ...] | None = None
    exact: int = ENOUGH

    @property
    def is_close(self) -> bool:
        return self.ids is not None

    def narrow(self, products: QuerySet[Product]) -> QuerySet[Product]:
        if self.ids is None:
            return products.filter(search=every_word(tokens(self.words)))
        return products.filter(pk__in=self.ids)

    def score(self) -> Combinable:
        """A whole number that grows with how well a product fits."""
        if self.ids is None:
            return _rank(self.words)
        place = Func(
            Value(list(self.ids)), F("pk"), function="array_position", template="-%(function)s(%(expressions)s::bigint)"
        )
        return Cast(place, BigIntegerField())


def find(words: str, products: QuerySet[Product]) -> Match | None:
    """What these words match among `products`; None when they hold nothing to look for. One statement, or two."""
    wanted = tokens(words)
    if not wanted:
        return None
    exact, known = _census(wanted, products)
    if exact >= ENOUGH:
        return Match(words)
    return Match(words, tuple(_close(wanted, known, products)), exact)


def tokens(words: str) -> list[str]:
    """The words to look for, lower case; little words only when there is nothing else."""
    cut = [token for raw in words.casefold().split() if (token := raw.strip(EDGE))]
    distinct = list(dict.fromkeys(cut))[:TOKEN_LIMIT]
    return [token for token in distinct if token not in STOP_WORDS] or distinct


def every_word(wanted: list[str]) -> SearchQuery:
    """All of the words, each in one of its forms; words around a model number may also be written as one."""
    query = reduce(and_, (_forms(token) for token in wanted))
    joined = MARKS.sub("", "".join(wanted))
    if 1 < len(wanted) <= 3 and CODE.match(joined):
        query = query | SearchQuery(joined, config="simple")
    return query


def spellings(words: str, titles: list[str]) -> list[str]:
    """Words of `titles` that are spelt like one of the unknown words, best first."""
    known = {word.strip(EDGE) for title in titles for word in title.casefold().split()}
    near = [each for token in tokens(words) for each in get_close_matches(token, sorted(known), n=3, cutoff=0.6)]
    return [word for word in dict.fromkeys(near) if word not in tokens(words)][:6]


def similar_titles(words: str, products: QuerySet[Product]) -> list[str]:
    """Titles that hold something remotely spelt like one of the words. One statement."""
    wanted = [token for token in tokens(words) if len(token) > 2]
    if not wanted:
        return []
    likes = reduce(or_, (Q(upper_title__trigram_word_similar=_at_least(token, 0.3)) for token in wanted))
    near = reduce(add, (_likeness(token) for token in wanted))
    found = products.alias(upper_title=Upper("title")).filter(likes).order_by(near.desc(), "-sales_count")  # type: ignore[attr-defined]
    return list(found.values_list("title", flat=True)[:30])


def _forms(token: str) -> SearchQuery:
    forms = [SearchQuery(token, config="simple"), SearchQuery(token, config="english")]
    joined = MARKS.sub("", token)
    if joined != token and joined:
        forms.append(SearchQuery(joined, config="simple"))
    elif CODE.match(token):
        forms.append(SearchQuery(" | ".join(_splits(token)), config="simple", search_type="raw"))
    return reduce(or_, forms)


def _splits(code: str) -> Iterator[str]:
    """A model number written without its marks, as the parts it may have been: mdr <-> zx100, wh <-> 1000 <-> xm <-> 4.
    Only letters and digits, so the text is safe in a raw query."""
    for place in range(1, len(code)):
        yield f"({code[:place]} <-> {code[place:]})"
    yield f"({' <-> '.join(RUNS.findall(code))})"


def _rank(words: str) -> Combinable:
    """Full text rank; a title that is spelt like the whole query and a product that sells come a little earlier."""
    rank = SearchRank(F("search"), every_word(tokens(words)), weights=WEIGHTS, normalization=Value(1))
    likeness = Func(F("title"), Value(words), function="similarity", output_field=FloatField())
    sales = Ln(F("sales_count") + Value(1.0), output_field=FloatField())
    return Cast((rank + likeness * Value(0.5) + sales * Value(0.01)) * Value(1_000_000.0), BigIntegerField())


def _census(wanted: list[str], products: QuerySet[Product]) -> tuple[int, set[str]]:
    """How many products hold every word (counted up to ENOUGH), and which words any product holds at all."""
    exact = products.filter(search=every_word(wanted)).order_by().values("pk")[:ENOUGH]
    rows = exact.annotate(kind=Value(-1)).values_list("kind")
    for place, token in enumerate(wanted if len(wanted) > 1 else []):
        one = products.filter(search=_forms(token)).order_by().values("pk")[:1]
        rows = rows.union(one.annotate(kind=Value(place)).values_list("kind"), all=True)
    kinds = [kind for (kind,) in rows]
    exactly = kinds.count(-1)
    return exactly, set(wanted) if exactly else {wanted[kind] for kind in kinds if kind >= 0}


def _close(wanted: list[str], known: set[str], products: QuerySet[Product]) -> list[int]:
    """Ids of products that hold most of the words; a word that nothing holds may be met by one spelt like it.

    The best by number of words are found first (cheap), and only these are put in order by rank.
    """
    met = {token: Q(search=_forms(token) if token in known else _beginning(token)) for token in wanted}
    like = {token: Q(upper_title__trigram_word_similar=_at_least(token, SPELT_LIKE)) for token in wanted}
    parts = [
        Case(
            When(met[token], then=Value(1.0)),
            *([] if token in known else [When(like[token], then=_likeness(token))]),
            default=Value(0.0),
            output_field=FloatField(),
        )
        for token in wanted
    ]
    anything = [Q(search=_most(sorted(known)))] if known else []
    anything += [met[token] | like[token] for token in wanted if token not in known]
    best = (
        products.alias(upper_title=Upper("title"))
        .filter(reduce(or_, anything))
        .annotate(met=reduce(add, parts))
        .filter(met__gte=CLOSE_SHARE * len(wanted))
    )
    whole = Case(When(Q(search=every_word(wanted)), then=Value(1)), default=Value(0))
    first = best.annotate(whole=whole).order_by("-whole", "-met", "-sales_count", "-pk")[:CLOSE_LIMIT]
    return _in_order(first, wanted)


def _in_order(found: QuerySet[Product], wanted: list[str]) -> list[int]:
    """Ids by words met, then by rank, which is computed for these rows alone."""
    rows = found.annotate(rank=_rank(" ".join(wanted))).values_list("whole", "met", "rank", "pk")
    return [row[-1] for row in sorted(rows, reverse=True)]


def _most(known: list[str]) -> SearchQuery:
    """As many of the known words as a close match must hold; of a long query all but one."""
    number = len(known)
    least = ceil(CLOSE_SHARE * number) if number <= COMBINED else number - 1
    return reduce(or_, (reduce(and_, map(_forms, some)) for some in combinations(known, least)))


def _beginning(token: str) -> SearchQuery:
    """Words that begin with the token, as one who still types would mean."""
    plain = "".join(char for char in token if char.isalnum())
    if len(plain) < 3 or not plain.isascii():
        return SearchQuery(token, config="simple")
    return SearchQuery(f"{plain}:*", config="simple", search_type="raw")


def _likeness(token: str) -> Combinable:
    """How well the best part of the title fits the word (0 to 1), and how well its best whole word does, halved:
    "samsng" is as much a part of Samsonite as of Samsung, but the words are not as alike."""
    part = Func(Value(token), F("title"), function="word_similarity", output_field=FloatField())
    whole = Func(Value(token), F("title"), function="strict_word_similarity", output_field=FloatField())
    return (part + whole) / Value(2.0)


def _at_least(token: str, share: float) -> Any:
    """The token in capitals, once the operator's threshold is `share`.

    The index knows only the operator `%>`, whose threshold is a setting; it is set for this transaction by the same
    sub-select that gives the operator its word, which PostgreSQL evaluates before it looks into the index.
    """
    template = (
        "(SELECT CASE WHEN set_config('pg_trgm.word_similarity_threshold', '%(share)s', true) IS NOT NULL"
        " THEN %(expressions)s END)"
    )
    return Func(Value(token.upper()), template=template, share=share, output_field=CharField())
