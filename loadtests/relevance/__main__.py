"""How often the wanted thing is first, and in the first ten, on a stack of its own that holds these products.

`./stabroek relevance [--catalogue FILE.csv.gz] [--names 1000]`; without a file the products are made up.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from deploy.embedded.services import running

from .names import KINDS, Wanted, wanted

FIRST = 10
MADE_UP = 20_000
Ask = Callable[[str], list[str]]


def main() -> int:
    parser = argparse.ArgumentParser(prog="./stabroek relevance", description=__doc__)
    parser.add_argument("--catalogue", type=Path, help="products in Shopify's format, also .gz")
    parser.add_argument("--names", type=int, default=1_154, help="how many things are looked for")
    parser.add_argument("--seed", default="a")
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, running(folder) as services:
        os.environ.update(services, SECRET_KEY="x" * 50, DJANGO_SETTINGS_MODULE="commerce.settings", LOG_LEVEL="ERROR")
        _measure(words, Path(folder))
    return 0


def _measure(words: argparse.Namespace, folder: Path) -> None:
    import django

    django.setup()
    from . import things
    from .baseline import Bm25
    from .shop import fill, first

    known = things.read(words.catalogue) if words.catalogue else list(things.made_up(MADE_UP))
    fill(known, folder)
    asked = wanted(known, words.names, words.seed)
    print(f"{len(known):,} products, {len(asked):,} names: first place / first {FIRST}, in percent")
    print(f"{'':<28}" + "".join(f"{kind:>24}" for kind in KINDS))
    plain = Bm25(known)
    _row("words joined by AND", asked, lambda text: plain.first(text, FIRST, every_word=True))
    _row("BM25 over stems, by OR", asked, lambda text: plain.first(text, FIRST, every_word=False))
    _row("this shop", asked, first)


def _row(name: str, asked: list[Wanted], ask: Ask) -> None:
    cells = []
    for kind in KINDS:
        answers = [(each.slug, ask(each.typed[kind])) for each in asked]
        top = sum(slug in found[:1] for slug, found in answers)
        ten = sum(slug in found[:FIRST] for slug, found in answers)
        cells.append(f"{100 * top / len(asked):.1f} / {100 * ten / len(asked):.1f}")
    print(f"{name:<28}" + "".join(f"{cell:>24}" for cell in cells), flush=True)


if __name__ == "__main__":
    sys.exit(main())
