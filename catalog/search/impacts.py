"""A product as the index keeps it: which terms, how much each says about it (BM25F), and in which order."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .words import PART, Term, term_id, terms

# How much a word in each field is worth beside one of the title.
TITLE, BRAND, SKU, CATEGORY, DETAIL, DESCRIPTION = 1.0, 0.8, 0.8, 0.25, 0.25, 0.08
# BM25: how soon more of the same word stops counting, how much a long text is held against its words, and the length
# that is neither long nor short (the mean of 22,074 electronics). It is fixed: a mean that moves would make every row
# wrong a little.
K1, B, USUAL_LENGTH = 0.8, 0.4, 14.5
TERMS_LIMIT = 400
# Different words of a description that count, from its beginning: the first sentences say what a thing is.
DESCRIBED = 40


@dataclass(frozen=True)
class Document:
    """What is searched of a product. `skus` are those of its variants on sale; `details` its tags, options and what
    its attributes say; `description` plain text."""

    id: int
    title: str
    brand: str = ""
    category: str = ""
    skus: Sequence[str] = ()
    details: Sequence[str] = ()
    description: str = ""


@dataclass(frozen=True)
class Entry:
    """`terms` begins with the `title_terms` words of the title in their order. `sku_term` is the whole number of the
    only SKU, 0 when there are several. `weights` are impacts by term; `texts` what the vocabulary must know."""

    id: int
    terms: list[int]
    title_terms: int
    sku_term: int
    weights: dict[int, float]
    texts: dict[int, Term] = field(repr=False)


def entry(document: Document) -> Entry:
    """The entry of a product in the index."""
    title = terms(document.title)[:TERMS_LIMIT]
    fields = [(title, TITLE), (terms(document.brand), BRAND), (terms(document.category), CATEGORY)]
    fields += [(terms(sku), SKU) for sku in document.skus] + [(terms(each), DETAIL) for each in document.details]
    fields.append((_described(document, {term.text for found, _worth in fields for term in found}), DESCRIPTION))
    texts: dict[int, Term] = {}
    amounts: dict[int, float] = defaultdict(float)
    for found, worth in fields:
        for term in found:
            key = term_id(term.text)
            if key in texts or len(texts) < TERMS_LIMIT:
                texts.setdefault(key, term)
                amounts[key] += term.weight * worth
    front = list(dict.fromkeys(term_id(term.text) for term in title if term.weight >= PART))
    rest = [key for key in texts if key not in set(front)]
    return Entry(document.id, front + rest, len(front), _sku(document), _impacts(amounts), texts)


def _described(document: Document, known: set[str]) -> list[Term]:
    """What the description adds: each new word once, however often it stands there, and as none that is offered."""
    found = (term for term in terms(document.description) if term.is_whole and term.text not in known)
    new = {term.text: replace(term, shown="") for term in found}
    return list(new.values())[:DESCRIBED]


def _impacts(amounts: dict[int, float]) -> dict[int, float]:
    length = sum(amounts.values())
    usual = K1 * (1 - B + B * length / USUAL_LENGTH)
    return {key: amount * (K1 + 1) / (amount + usual) for key, amount in amounts.items()}


def _sku(document: Document) -> int:
    return term_id(code_of(document.skus[0])) if len(document.skus) == 1 else 0


def code_of(text: str) -> str:
    """A SKU or model number without marks and spaces, as somebody types it who does not know where they go."""
    return "".join(term.text for term in terms(text.replace(" ", "")) if term.is_whole)
