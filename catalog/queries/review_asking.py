"""Which of a product's reviews are asked for, read from an address and written into one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from commerce.kernel import addresses

from ..models import Product

HELPFUL, NEWEST = "helpful", "newest"


@dataclass(frozen=True)
class Asked:
    """What of the reviews is wanted: of so many `stars` (0: all), with photographs only, in an order, from a place."""

    stars: int = 0
    photographs: bool = False
    order: str = HELPFUL
    after: str = ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.stars or self.photographs)

    def query(self) -> str:
        """As the query of an address, empty for everything in the usual order."""
        named = {
            "stars": str(self.stars or ""),
            "photographs": "1" if self.photographs else "",
            "sort": "" if self.order == HELPFUL else self.order,
            "after": self.after,
        }
        return urlencode({name: value for name, value in named.items() if value})


def read(params: Mapping[str, str]) -> Asked:
    """From the query of an address; what cannot be read is left out."""
    stars = params.get("stars", "")
    return Asked(
        stars=int(stars) if stars in ("1", "2", "3", "4", "5") else 0,
        photographs=params.get("photographs") == "1",
        order=NEWEST if params.get("sort") == NEWEST else HELPFUL,
        after=params.get("after", ""),
    )


def address(product: Product, asked: Asked) -> str:
    query = asked.query()
    path = addresses.address("catalog:reviews", product.slug)
    return f"{path}?{query}" if query else path


def narrowed_to(asked: Asked, *, stars: int | None = None, photographs: bool | None = None) -> Asked:
    """The same from the first page, of other stars or with or without photographs."""
    changed = replace(asked, after="")
    changed = changed if stars is None else replace(changed, stars=stars)
    return changed if photographs is None else replace(changed, photographs=photographs)


def after(asked: Asked, cursor: str) -> Asked:
    """The page behind this one."""
    return replace(asked, after=cursor)


def sorted_by(product: Product, asked: Asked, order: str) -> str:
    """The address of the same in another order."""
    return address(product, replace(asked, after="", order=order))
