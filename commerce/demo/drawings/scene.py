"""From a drawing to a whole picture: ground, counter, light of the hall, and the three views."""

from collections.abc import Callable
from dataclasses import dataclass
from re import Match
from re import compile as pattern

from .palette import COLOURWAYS, GROUNDS, LIGHT, Colourway, deep, mix
from .shapes import box, fill, num, place

VIEWS = ("whole", "close", "companion")
COUNTER = 268
FOOT = 330

_CLIP = pattern(r'<clipPath id="(\w+)">.*?</clipPath>')
_FILTERS = (
    '<filter id="soft" x="-40%" y="-80%" width="180%" height="260%"><feGaussianBlur stdDeviation="9"/></filter>'
    '<filter id="tight" x="-40%" y="-80%" width="180%" height="260%"><feGaussianBlur stdDeviation="3"/></filter>'
)

Painter = Callable[[Colourway, str], str]


@dataclass(frozen=True)
class Kind:
    """One everyday object: how it is drawn, where it stands, where to look closely.

    `paint(colourway, pattern)` returns SVG on the 400 x 400 canvas. A standing thing touches FOOT; a lying thing
    is centred. `focus` is the point a closer picture shows in its middle, at `zoom`. `companion` names the kind
    set beside it, painted in `company` colours.
    """

    name: str
    words: str
    paint: Painter
    ground: str
    focus: tuple[float, float]
    companion: str
    company: str = "cream"
    zoom: float = 1.9
    lying: bool = False


@dataclass(frozen=True)
class Look:
    """An object in one colourway and, where it makes sense, one pattern or motif."""

    kind: str
    colour: str
    pattern: str = ""

    @property
    def name(self) -> str:
        """File-safe name, unique per look."""
        return "-".join(part for part in (self.kind, self.colour, self.pattern) if part)


def picture(look: Look, view: str, kinds: dict[str, Kind]) -> str:
    """The whole SVG document of one view; KeyError for an unknown kind, colour or view."""
    kind = kinds[look.kind]
    body = _COMPOSE[view](look, kind, kinds)
    return document(body)


def document(body: str) -> str:
    """A square SVG document; repeated clip paths are kept once so that ids stay unique."""
    seen: set[str] = set()

    def once(match: Match[str]) -> str:
        known = match[1] in seen
        seen.add(match[1])
        return "" if known else match[0]

    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400">'
        f"<defs>{_FILTERS}</defs>{_CLIP.sub(once, body)}</svg>"
    )


def ground(kind: Kind, counter: float = COUNTER) -> str:
    """The tinted wall, a broad beam of light from the upper left, and the counter under a standing thing."""
    tint = GROUNDS[kind.ground]
    wall = fill(box(0, 0, 400, 400), tint)
    if kind.lying:
        return wall + fill("M0 0H236L74 400H0Z", LIGHT, 0.3)
    beam = fill(f"M-10-10H176L70 {num(counter)}H-10Z", LIGHT, 0.34)
    edge = fill(box(0, counter, 400, 5), mix(tint, LIGHT, 0.55))
    top = fill(box(0, counter, 400, 400 - counter), mix(deep(tint, 0.07), tint, 0.2))
    return wall + beam + top + edge


def _whole(look: Look, kind: Kind, kinds: dict[str, Kind]) -> str:
    thing = kind.paint(COLOURWAYS[look.colour], look.pattern)
    return ground(kind) + (thing if kind.lying else place(thing, -20, 336 - FOOT * 1.1, 1.1))


def _close(look: Look, kind: Kind, kinds: dict[str, Kind]) -> str:
    """The telling detail, larger and a little turned, with the counter dropped accordingly."""
    x, y = kind.focus
    thing = place(kind.paint(COLOURWAYS[look.colour], look.pattern), -x, -y)
    lifted = 200 + (COUNTER - y) * kind.zoom
    return ground(kind, min(400, max(60, lifted))) + place(thing, 200, 200, kind.zoom, -7 if kind.lying else 0)


def _companion(look: Look, kind: Kind, kinds: dict[str, Kind]) -> str:
    other = kinds[kind.companion]
    colour = COLOURWAYS[kind.company if kind.company != look.colour else "teal"]
    friend = other.paint(colour, "")
    main = kind.paint(COLOURWAYS[look.colour], look.pattern)
    if kind.lying:
        return ground(kind) + place(main, -22, -24, 0.86) + place(friend, 190, 186, 0.52, 0 if other.lying else 4)
    behind = place(main, -24, FOOT - 20 - 0.9 * FOOT, 0.9)
    return ground(kind) + behind + place(friend, 180, FOOT + 26 - 0.56 * FOOT, 0.56)


_COMPOSE = {"whole": _whole, "close": _close, "companion": _companion}
