"""Made-up goods in any number, with the word frequencies of a real catalogue: a few words in everything, most in little.

Brands, series and model numbers are invented. Ranks follow Zipf's law: the n-th choice is taken 1/n times as often as
the first, so that common words meet many thousands of products and most model numbers one.
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from random import Random

SHELVES = {
    "Sound": "headphones|speaker|earbuds|soundbar|turntable|microphone|radio|amplifier",
    "Cameras": "camera|camcorder|tripod|lens|flash|camera bag|memory card|filter kit",
    "Computers": "laptop|keyboard|mouse|monitor|docking station|webcam|hard drive|router",
    "Phones": "phone|phone case|charger|power bank|screen protector|cable|car mount|smart watch",
    "Kitchen": "kettle|blender|saucepan|frying pan|knife set|mug|rice cooker|storage jar",
    "Home": "lamp|curtain|rug|cushion|wall clock|shelf|mirror|bed sheet",
    "Clothes": "shirt|dress|trousers|jacket|scarf|belt|hat|socks",
    "Beauty": "shampoo|body butter|lip balm|hair brush|face cream|soap|nail file|perfume",
    "Garden": "hose|watering can|rake|plant pot|seed mix|pruning shears|trowel|barrow",
    "Tools": "drill|hammer|screwdriver set|saw|spanner|tape measure|sander|work light",
    "Sports": "football|yoga mat|bicycle pump|cricket bat|racket|water bottle|tent|skipping rope",
    "Toys": "puzzle|doll|building blocks|board game|kite|toy truck|teddy bear|paint set",
}
COLOURS = [
    "black",
    "white",
    "silver",
    "blue",
    "red",
    "green",
    "grey",
    "pink",
    "brown",
    "yellow",
    "purple",
    "orange",
    "teal",
    "gold",
    "navy",
    "cream",
]
MATERIALS = [
    "cotton",
    "steel",
    "plastic",
    "wood",
    "leather",
    "glass",
    "aluminium",
    "ceramic",
    "linen",
    "rubber",
    "bamboo",
    "nylon",
    "wool",
    "copper",
]
WORDS = [
    "portable",
    "digital",
    "wireless",
    "compact",
    "professional",
    "classic",
    "mini",
    "heavy-duty",
    "waterproof",
    "rechargeable",
    "universal",
    "slim",
    "folding",
    "adjustable",
    "travel",
    "home",
    "outdoor",
    "premium",
    "basic",
    "deluxe",
    "ultra",
    "quick-release",
    "high-speed",
    "long-life",
    "two-way",
    "stainless",
    "soft-touch",
    "dual",
    "twin",
    "double",
    "large",
    "small",
    "wide",
    "extra",
    "light",
    "kids",
    "family",
    "office",
    "studio",
    "garden",
    "marine",
    "vintage",
    "handmade",
    "organic",
    "natural",
    "recycled",
    "magnetic",
    "electric",
    "manual",
    "automatic",
    "smart",
    "solar",
    "silent",
    "durable",
    "replacement",
    "refill",
]
TAILS = [
    "with case",
    "with stand",
    "for travel",
    "for home",
    "with remote",
    "set of 2",
    "set of 4",
    "retail packaging",
    "with cable",
    "kit",
]
MEASURES = [
    "16 GB",
    "32 GB",
    "64 GB",
    "500 ml",
    "1 l",
    "2 l",
    "10 cm",
    "25 cm",
    "6 ft",
    "10 ft",
    "15.6 inch",
    "24 inch",
    "40 W",
    "1200 W",
    "5 pack",
    "250 g",
    "1 kg",
]
BEGINNINGS = [
    "al",
    "bra",
    "cor",
    "dal",
    "el",
    "fen",
    "gra",
    "hal",
    "in",
    "jor",
    "kel",
    "lum",
    "mar",
    "nor",
    "or",
    "pel",
    "quin",
    "ras",
    "sol",
    "tur",
    "um",
    "vel",
    "wes",
    "xan",
    "yar",
    "zen",
]
MIDDLES = ["a", "e", "i", "o", "u", "an", "en", "in", "on", "ar", "er", "or", "al", "el", "il"]
ENDINGS = [
    "da",
    "ko",
    "ra",
    "tek",
    "ton",
    "via",
    "lis",
    "mo",
    "nex",
    "rix",
    "sa",
    "tra",
    "vo",
    "wa",
    "x",
    "lo",
    "ne",
    "ga",
]


@dataclass(frozen=True)
class Good:
    title: str
    brand: str
    shelf: str
    sku: str
    colour: str
    material: str
    minor: int
    stock: int
    sold: int
    reviews: int
    stars: int


@dataclass
class Zipf:
    """Picks of a list by rank."""

    choices: Sequence[str]
    random: Random

    @cached_property
    def heights(self) -> list[float]:
        return list(accumulate(1 / rank for rank in range(1, len(self.choices) + 1)))

    def pick(self) -> str:
        return self.choices[bisect(self.heights, self.random.random() * self.heights[-1])]


@dataclass
class Maker:
    """Goods from a seed: the same seed makes the same ones."""

    seed: str
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        nouns = [(shelf, noun) for shelf, line in SHELVES.items() for noun in line.split("|")]
        self.random.shuffle(nouns)
        self.shelf_of = {noun: shelf for shelf, noun in nouns}
        self.nouns = Zipf([noun for _shelf, noun in nouns], self.random)
        self.brands = Zipf(self._names(1_500), self.random)
        self.series = Zipf(self._names(6_000), self.random)
        self.words, self.tails = Zipf(WORDS, self.random), Zipf(TAILS, self.random)
        self.colours, self.materials = Zipf(COLOURS, self.random), Zipf(MATERIALS, self.random)

    def goods(self, number: int) -> Iterator[Good]:
        for place in range(number):
            yield self._good(place)

    def _good(self, place: int) -> Good:
        random = self.random
        noun, brand, colour, material = (
            self.nouns.pick(),
            self.brands.pick(),
            self.colours.pick(),
            self.materials.pick(),
        )
        model = self._model(place)
        words = list(dict.fromkeys(self.words.pick() for _each in range(random.randint(1, 4))))
        parts = [brand, self.series.pick() if random.random() < 0.5 else "", model, *words]
        parts += [material if random.random() < 0.4 else "", noun]
        parts += [random.choice(MEASURES) if random.random() < 0.5 else ""]
        parts += [self.tails.pick() if random.random() < 0.4 else "", colour if random.random() < 0.6 else ""]
        reviews = int(random.paretovariate(1)) if random.random() < 0.3 else 0
        return Good(
            title=" ".join(filter(None, parts)),
            brand=brand,
            shelf=self.shelf_of[noun],
            sku=f"{model}-{place}",
            colour=colour,
            material=material,
            minor=int(random.lognormvariate(8.5, 1)) * 100 + 100,
            stock=random.randint(1, 200) if random.random() < 0.85 else 0,
            sold=int(random.paretovariate(0.8)) - 1 if random.random() < 0.6 else 0,
            reviews=min(reviews, 5_000),
            stars=random.choice((3, 4, 4, 4, 5, 5)),
        )

    def _model(self, place: int) -> str:
        letters = "".join(self.random.choices("ABCDEFGHKLMNPRSTVWXZ", k=self.random.randint(2, 3)))
        return f"{letters}{self.random.choice(('', '-'))}{self.random.randint(10, 99_999)}"

    def _names(self, number: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < number:
            middle = "".join(self.random.choices(MIDDLES, k=self.random.randint(0, 2)))
            found[(self.random.choice(BEGINNINGS) + middle + self.random.choice(ENDINGS)).title()] = None
        return list(found)
