"""The register of every drawn object, by name."""

from . import (
    adornment,
    balls,
    bedding,
    books,
    bottles,
    care,
    cloth,
    cookware,
    crafts,
    files,
    gadgets,
    games,
    household,
    keepsakes,
    kitchen,
    lights,
    pantry,
    papers,
    phones,
    plates,
    school,
    shoes,
    sweets,
    tops,
    toys,
    utensils,
    wovenware,
)
from .scene import Kind

_FAMILIES = (
    *(books, papers, files, keepsakes, tops, cloth, shoes),
    *(bottles, pantry, plates, sweets, kitchen, cookware, utensils),
    *(household, bedding, wovenware, lights, gadgets, phones),
    *(balls, games, care, adornment, school, toys, crafts),
)

KINDS: dict[str, Kind] = {kind.name: kind for family in _FAMILIES for kind in family.KINDS}
