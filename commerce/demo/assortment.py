"""From a written row to a whole product: variants, stock, ratings, sales, description. Pure and repeatable.

Chance is drawn from a generator seeded with the product's slug, so adding a row never changes another product.
"""

from dataclasses import dataclass
from html import escape
from itertools import product as combinations
from random import Random

from .drawings.scene import VIEWS
from .goods import Choice, Option, Row
from .naming import sku, slug

SEED = "stabroek"
NO_REVIEWS, SOLD_OUT_VARIANT, LOW_VARIANT = 0.14, 0.08, 0.1


@dataclass(frozen=True)
class DemoVariant:
    """What is bought. `options` are (name, value) pairs; `stock` is None for what is not counted (downloads).

    Prices in GYD minor units, weight in grams or None if unknown or weightless; `look` names its pictures.
    """

    sku: str
    options: tuple[tuple[str, str], ...]
    price_minor: int
    compare_at_minor: int | None
    stock: int | None
    weight_g: int | None
    barcode: str
    look: str


@dataclass(frozen=True)
class DemoProduct:
    """What is shown. `views` is the order of its pictures; `rating_sum` adds up `rating_count` ratings of 1 to 5."""

    slug: str
    title: str
    description: str
    category: str
    seller: str
    digital: bool
    look: str
    views: tuple[str, ...]
    options: tuple[tuple[str, tuple[str, ...]], ...]
    variants: tuple[DemoVariant, ...]
    attributes: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    rating_sum: int
    rating_count: int
    sales_count: int
    featured: bool

    @property
    def price_minor(self) -> int:
        """The lowest price among the variants."""
        return min(variant.price_minor for variant in self.variants)


def assort(rows: tuple[Row, ...], sellers: dict[str, str]) -> tuple[DemoProduct, ...]:
    """Products for all rows; `sellers` maps a row's seller key to the seller's slug. KeyError for a stranger."""
    shown: dict[str, int] = {}
    found = []
    for row in rows:
        turn = shown.get(row.look, 0)
        shown[row.look] = turn + 1
        found.append(_product(row, turn, sellers[row.seller]))
    return tuple(found)


def _product(row: Row, turn: int, seller: str) -> DemoProduct:
    name = slug(row.title)
    chance = Random(f"{SEED}:{name}")
    count, total = _ratings(chance)
    options = () if "plain" in row.marks else row.line.options
    return DemoProduct(
        slug=name,
        title=row.title,
        description=_description(row, chance),
        category=row.line.category,
        seller=seller,
        digital=row.line.digital,
        look=row.look,
        views=VIEWS[turn % 3 :] + VIEWS[: turn % 3],
        options=tuple((option.name, tuple(c.value for c in option.choices)) for option in options),
        variants=_variants(row, name, options, chance),
        attributes=row.line.attributes,
        tags=_tags(row),
        rating_sum=total,
        rating_count=count,
        sales_count=count * chance.randint(9, 24) + chance.randint(0, 12),
        featured=chance.random() < 0.06 and "out" not in row.marks,
    )


def _variants(row: Row, name: str, options: tuple[Option, ...], chance: Random) -> tuple[DemoVariant, ...]:
    choices = combinations(*(option.choices for option in options))
    names = tuple(option.name for option in options)
    return tuple(_variant(row, name, names, chosen, chance) for chosen in choices)


def _variant(row: Row, name: str, names: tuple[str, ...], chosen: tuple[Choice, ...], chance: Random) -> DemoVariant:
    factor = 1.0
    for choice in chosen:
        factor *= choice.factor
    weight = None if "noweight" in row.marks else row.line.weight
    stock = _stock(row, chance)
    values = tuple(choice.value for choice in chosen)
    code = sku(row.seller, name, values)
    return DemoVariant(
        sku=code,
        options=tuple(zip(names, values, strict=True)),
        price_minor=_price(row.price * factor),
        compare_at_minor=_price(row.was * factor) if row.was else None,
        stock=stock,
        weight_g=None if weight is None else round(weight * _weight_factor(names, chosen)),
        barcode=_barcode(code),
        look=next((choice.look for choice in chosen if choice.look), row.look),
    )


def _price(dollars: float) -> int:
    """Minor units, rounded to ten dollars as market prices are, and to one below a hundred."""
    step = 10 if dollars >= 100 else 1
    return round(dollars / step) * step * 100


def _weight_factor(names: tuple[str, ...], chosen: tuple[Choice, ...]) -> float:
    """A bigger pack weighs more; a finish or a plug does not."""
    factor = 1.0
    for name, choice in zip(names, chosen, strict=True):
        if name in {"Pack", "Weight", "Size", "Volume"}:
            factor *= choice.factor
    return factor


def _stock(row: Row, chance: Random) -> int | None:
    if row.line.digital:
        return None
    draw = chance.random()
    if "out" in row.marks or (draw < SOLD_OUT_VARIANT and row.line.options and "plain" not in row.marks):
        return 0
    if "low" in row.marks or draw > 1 - LOW_VARIANT:
        return chance.randint(1, 3)
    return chance.randint(6, 90)


def _ratings(chance: Random) -> tuple[int, int]:
    """(count, sum): most goods please, a few do not, and some have not been rated yet."""
    if chance.random() < NO_REVIEWS:
        return 0, 0
    count = max(1, round(chance.lognormvariate(1.9, 0.9)))
    average = min(5.0, max(2.9, chance.gauss(4.45, 0.38)))
    return count, min(5 * count, max(count, round(average * count)))


def _description(row: Row, chance: Random) -> str:
    """Two to four sentences in one or two paragraphs; every third product also has a short list."""
    facts = chance.sample(row.line.facts, k=min(len(row.line.facts), chance.choice((1, 2, 2, 3))))
    first = [row.opening, *facts[:1]]
    parts = [f"<p>{escape(' '.join(first), quote=False)}</p>"]
    if facts[1:]:
        parts.append(f"<p>{escape(' '.join(facts[1:]), quote=False)}</p>")
    if chance.random() < 0.34:
        items = "".join(
            f"<li>{escape(name, quote=False)}: {escape(value, quote=False)}</li>" for name, value in row.line.attributes
        )
        parts.append(f"<ul>{items}</ul>")
    return "".join(parts)


def _tags(row: Row) -> tuple[str, ...]:
    """Words to find it by: its kind, its shelf, and what its marks say."""
    tags = [row.line.kind.replace("-", " "), row.line.category.replace("-", " ")]
    if row.was:
        tags.append("reduced")
    if row.price == 0:
        tags.append("free")
    if "made to order" in row.title:
        tags.append("made to order")
    return tuple(dict.fromkeys(tags))


def _barcode(code: str) -> str:
    """An EAN-13 with the in-store prefix 20 (GS1 restricted circulation), so that it can belong to nobody."""
    digits = f"20{Random(code).randrange(10**10):010d}"
    odd, even = sum(map(int, digits[::2])), sum(map(int, digits[1::2]))
    return digits + str(-(odd + 3 * even) % 10)
