"""What stands around the content of a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from .shop import mug


@dataclass(frozen=True)
class Link:
    name: str
    url: str

    @property
    def title(self) -> str:
        return self.name


@dataclass(frozen=True)
class Banner:
    """What templates/content/_banner.html reads."""

    public_id: str
    text: str
    tone: str
    placement: str = "home"
    link_text: str = ""
    link: str = ""
    is_dismissible: bool = False
    picture: Any = None


def samples() -> Mapping[str, Any]:
    here = reverse("styleguide:guide")
    categories = tuple(Link(name, here) for name in ("Kitchen", "Pots and pans", "School", "Books", "Clothes"))
    return {
        "categories": categories,
        "crumbs": [{"name": each.name, "url": each.url} for each in (Link("Market", here), *categories[:2])]
        + [{"name": "A thing with a name that is longer than the way that leads to it", "url": ""}],
        "pages": (Link("A page of the market", here),),
        "banners": [
            Banner("ban_1", "Plain, with nothing to press.", "plain"),
            Banner("ban_2", "New pots have come to the market.", "cane", link_text="See the pots", link=here),
            Banner("ban_3", "Parcels to the interior take two days longer this week.", "gold", is_dismissible=True),
            Banner("ban_4", "Lamps for the dark months.", "sea", link_text="See them", link=here, picture=mug(),
                   is_dismissible=True),
        ],
        "strip": Banner("ban_5", "A strip under the header.", "sea", "strip", "Read more", here, is_dismissible=True),
    }  # fmt: skip
