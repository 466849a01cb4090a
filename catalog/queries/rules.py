"""What shoppers should know about an odd product before they buy it (C12), in sentences."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..models import Product
from ..models.handling import Hazard
from .seasons import season_text

DANGERS = {
    Hazard.FLAMMABLE: gettext_lazy("It burns easily"),
    Hazard.GAS: gettext_lazy("Gas under pressure"),
    Hazard.BATTERY: gettext_lazy("It holds a strong battery"),
    Hazard.CORROSIVE: gettext_lazy("It eats skin and metal"),
    Hazard.POISON: gettext_lazy("It is poisonous"),
}


@dataclass(frozen=True)
class Rule:
    """`kind` is hazard, packages, season or download; `icon` names a drawing."""

    kind: str
    icon: str
    text: str


def rules_of(product: Product) -> list[Rule]:
    """The rules of a product, none for most."""
    found = parcel_rules(hazard=product.hazard, packages=product.packages)
    if season := season_text(product):
        found.append(Rule("season", "clock", f"{season}."))
    if product.is_digital:
        found.append(Rule("download", "return", _("It cannot be given back once it is downloaded.")))
    return found


def parcel_rules(*, hazard: str, packages: int) -> list[Rule]:
    """What whoever packs and carries it must know: of a product now, or of a line as it was bought."""
    found = []
    if hazard:
        found.append(Rule("hazard", "warning", danger_text(hazard)))
    if packages > 1:
        found.append(Rule("packages", "parcel", packages_text(packages)))
    return found


def danger_text(hazard: str) -> str:
    """`Gas under pressure: goes by road only, never by air.`"""
    return _("%(danger)s: goes by road only, never by air.") % {"danger": DANGERS[Hazard(hazard)]}


def packages_text(packages: int) -> str:
    return ngettext(
        "Comes in %(n)d package.", "Each comes in %(n)d packages. Delivery is counted for every package.", packages
    ) % {"n": packages}
