"""How another shop, and its shoppers, would write the name of a thing.

A second shop leaves words out (the later, the more), writes units and hyphens its own way, uses other words for the
same, adds words of its own and changes their order. What came of it is typed in four ways: whole, its first four words,
with two letters swapped, and as brand and model number.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from .things import Thing

KINDS = ("full name", "first four words", "two letters swapped", "brand + model number")
# How often a word is kept: of the first three, of the others (less towards the end), and of model numbers.
HEAD, KEPT, FADE, CODE = 0.94, 0.52, 0.5, 0.3
OTHER_UNIT, OTHER_MARK, OTHER_WORD, OTHER_ENDING, ORDER, WITH_SKU, WITH_BRAND = 0.6, 0.35, 0.3, 0.1, 0.3, 0.12, 0.8
FOREIGN = (0, 0, 1, 1, 2, 2, 3)
CUT_MODEL, LONGER_MODEL, MARKED_MODEL = 0.12, 0.28, 0.48
ENDINGS = ["blk", "b", "us", "wh", "01", "a", "kit", "wm", "s", "red", "gw", "p"]
UNIT = re.compile(r"^(\d+(?:\.\d+)?)[- ]?(gb|tb|mp|inch|ft|mb|w|mhz|x|ml|cm)$")
ALIKE = {
    "with": "w/", "inch": '"', "black": "blk", "headphones": "earphones", "notebook": "laptop", "laptop": "notebook",
    "color": "colour", "wireless": "cordless", "television": "tv", "camera": "cam", "portable": "compact",
    "cable": "cord", "adapter": "adaptor", "case": "cover", "cover": "case", "pack": "pk", "drive": "disk",
}  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """`typed` is what is asked, by kind; `slug` the one right answer."""

    slug: str
    typed: dict[str, str]


def wanted(things: Sequence[Thing], number: int, seed: str) -> list[Wanted]:
    """So many different things with a brand, a model number and a title of four words or more."""
    random = Random(seed)
    words: dict[str, list[str]] = defaultdict(list)
    for thing in things:
        words[thing.kind] += [word for word in thing.title.split() if word.isalpha() and len(word) > 2]
    known = [t for t in things if t.brand and t.sku and t.kind and len(t.title.split()) >= 4]
    return [_wanted(thing, words[thing.kind], random) for thing in random.sample(known, min(number, len(known)))]


def _wanted(thing: Thing, neighbours: Sequence[str], random: Random) -> Wanted:
    name = otherwise(thing, neighbours, random)
    typed = (name, " ".join(name.split()[:4]), swapped(name, random), f"{thing.brand} {model(thing, random)}")
    return Wanted(thing.slug, dict(zip(KINDS, typed, strict=True)))


def otherwise(thing: Thing, neighbours: Sequence[str], random: Random) -> str:
    """The name of a thing in another shop."""
    words = [word for word in thing.title.split() if word not in "-/"]
    kept = [_respelt(word, random) for place, word in enumerate(words) if random.random() < _share(word, place, words)]
    if random.random() < WITH_BRAND and not set(thing.brand.split()) & set(kept):
        kept = [*thing.brand.split(), *kept]
    if random.random() < WITH_SKU and thing.sku not in kept:
        kept.insert(random.randint(0, len(kept)), thing.sku)
    for _each in range(random.choice(FOREIGN) if neighbours else 0):
        kept.insert(random.randint(min(2, len(kept)), len(kept)), random.choice(neighbours))
    if len(kept) > 4 and random.random() < ORDER:
        place = random.randint(1, len(kept) - 2)
        kept[place], kept[place + 1] = kept[place + 1], kept[place]
    name = " ".join(kept) if len(kept) > 1 else thing.title
    return name.title() if random.random() < 0.5 else name


def _share(word: str, place: int, words: Sequence[str]) -> float:
    if len(word) > 3 and any(map(str.isdigit, word)) and not UNIT.match(word.lower()):
        return CODE
    return HEAD if place < 3 else KEPT * (1 - FADE * place / len(words))


def _respelt(word: str, random: Random) -> str:
    measure = UNIT.match(word.lower())
    if measure and random.random() < OTHER_UNIT:
        return random.choice(("{}{}", "{} {}", "{}-{}")).format(measure[1], measure[2].upper())
    if "-" in word and random.random() < OTHER_MARK:
        return word.replace("-", random.choice(("", " ")))
    if word in ALIKE and random.random() < OTHER_WORD:
        return ALIKE[word]
    if len(word) > 4 and word.isalpha() and random.random() < OTHER_ENDING:
        return word.removesuffix("s") if word.endswith("s") else f"{word}s"
    return word


def swapped(name: str, random: Random) -> str:
    """Two neighbouring letters of the longest word have changed places."""
    words = name.split()
    place = max(range(len(words)), key=lambda each: len(words[each]))
    word = words[place]
    if len(word) >= 4:
        at = random.randint(1, len(word) - 3)
        words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)


def model(thing: Thing, random: Random) -> str:
    """The model number as somebody types it: cut short, with a colour or a country, with marks or without."""
    number, chance = thing.sku.replace(" ", ""), random.random()
    if chance < CUT_MODEL:
        parts = re.split(r"[-/#.]", number)
        return "-".join(parts[:-1]) if len(parts) > 1 and len(parts[0]) > 2 else number[: max(len(number) - 2, 4)]
    if chance < LONGER_MODEL:
        return number + random.choice(("", "-", "/", "#")) + random.choice(ENDINGS)
    if chance < MARKED_MODEL:
        bare = re.sub(r"[-/.#]", "", number)
        return bare if bare != number else re.sub(r"(?<=[a-z])(?=\d)", "-", number, count=1)
    return number
