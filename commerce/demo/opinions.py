"""What buyers say of a demo product, as plain values that add up to its stars. Pure and repeatable."""

from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from .assortment import SEED, DemoProduct
from .goods import table
from .market import categories

# Which sentences go with which top shelf.
TOPICS = {
    "books": "books", "apparel": "apparel", "resources": "books", "digital-downloads": "digital", "merchandise": "art",
    "ministry-tools": "digital", "food-and-spice": "food", "kitchen": "kitchen", "home": "home", "shoes": "shoes",
    "electronics": "electronics", "sports-and-games": "play", "beauty-and-health": "care", "baby-and-school": "apparel",
    "art-and-craft": "art",
}  # fmt: skip
TITLED, PHOTOGRAPHED, ANSWERED, BENGALI = 0.55, 0.09, 0.14, 0.03
TRIES = 6
VIEWS = ("close", "companion")


@dataclass(frozen=True)
class DemoReview:
    """`age` is when it was written, from 0 (as the product came) to 1 (today); `views` are drawings of its product that
    stand for photographs; `charm` from 0 to 1 is how likely readers find it helpful."""

    stars: int
    title: str
    words: str
    name: str
    age: float
    views: tuple[str, ...]
    reply: str
    charm: float


def reviews_of(demo: DemoProduct) -> list[DemoReview]:
    """As many as the product was rated by, newest last."""
    chance = Random(f"{SEED}:opinions:{demo.slug}")
    ages = sorted(chance.random() for _ in range(demo.rating_count))
    stars = _stars(demo, chance)
    names, said = _table()["names"], set[str]()
    order = chance.sample(names, k=len(names))
    found = []
    for place, (number, age) in enumerate(zip(stars, ages, strict=True)):
        found.append(_review(demo, number, age, chance, name=order[place % len(order)], said=said))
        said.add(found[-1].words)
    return found


def waiting_words() -> list[str]:
    """What was just sent and nobody has read yet."""
    return list(_table()["waiting"]["words"])


def _stars(demo: DemoProduct, chance: Random) -> list[int]:
    """Numbers from 1 to 5 that add up to the product's stars, most of them near the mean."""
    if not demo.rating_count:
        return []
    mean = demo.rating_sum / demo.rating_count
    found = [min(5, max(1, round(chance.gauss(mean + 0.15, 0.9)))) for _ in range(demo.rating_count)]
    while (missing := demo.rating_sum - sum(found)) != 0:
        place, step = chance.randrange(len(found)), 1 if missing > 0 else -1
        if 1 <= found[place] + step <= 5:
            found[place] += step
    return found


def _review(demo: DemoProduct, stars: int, age: float, chance: Random, *, name: str, said: set[str]) -> DemoReview:
    tone = "good" if stars >= 4 else "fair" if stars == 3 else "bad"
    is_bengali = tone == "good" and chance.random() < BENGALI
    views = VIEWS[: chance.choice((1, 1, 2))] if chance.random() < PHOTOGRAPHED else ()
    answer = ("photographed" if views else "good") if tone == "good" else "bad"
    return DemoReview(
        stars=stars,
        title=chance.choice(_table()["titles"][tone]) if chance.random() < TITLED and not is_bengali else "",
        words=chance.choice(_table()["bengali"]["words"]) if is_bengali else _new_words(demo, tone, said, chance),
        name=chance.choice(_table()["bengali"]["names"]) if is_bengali else name,
        age=age,
        views=views,
        reply=chance.choice(_table()["replies"][answer]) if chance.random() < ANSWERED else "",
        charm=min(0.95, chance.random() ** 3 + 0.3 * len(views)),
    )


def _new_words(demo: DemoProduct, tone: str, said: set[str], chance: Random) -> str:
    """Words that nobody has said of this product, if a few tries find some."""
    for _try in range(TRIES):
        words = _words(demo, tone, chance)
        if words not in said:
            break
    return words


def _words(demo: DemoProduct, tone: str, chance: Random) -> str:
    """One to three sentences: about everything, about such things, about how it came."""
    pools = [_table()["any"][tone], _table()[topic_of(demo)][tone]]
    if not demo.digital:
        pools.append(_table()["arrival"][tone])
    chosen = chance.sample(pools, k=chance.choice((1, 1, 2, 2, min(3, len(pools)))))
    return " ".join(chance.choice(pool) for pool in chosen)


def topic_of(demo: DemoProduct) -> str:
    """Which sentences fit such a thing."""
    return TOPICS[_tops().get(demo.category, demo.category)]


@cache
def _tops() -> dict[str, str]:
    return {category.slug: category.parent for category in categories() if category.parent}


@cache
def _table() -> dict[str, Any]:
    return table("opinions")
