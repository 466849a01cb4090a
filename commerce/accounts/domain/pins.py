"""Map pins: where a door is, in places where streets have no names and houses no numbers."""

import re

from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused

PAIR = re.compile(r"\s*(-?\d{1,2}(?:\.\d{1,20})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,20})?)\s*", re.ASCII)
NORTH, EAST = 90, 180
# OpenStreetMap: a map that anybody may link to, without a key.
MAP = "https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=18/{lat}/{lon}"


def clean_pin(raw: str) -> str:
    """ "6.80448,-58.15527": latitude and longitude in degrees of WGS 84, to five places, which is a metre.

    "" of nothing. Raises Refused.
    """
    if not raw.strip():
        return ""
    pair = PAIR.fullmatch(raw)
    if pair is None or abs(float(pair[1])) > NORTH or abs(float(pair[2])) > EAST:
        raise Refused(_("That is no place on the map. Take the pin off, or set it again."), code="bad_pin")
    return f"{float(pair[1]):.5f},{float(pair[2]):.5f}"


def map_url(pin: str) -> str:
    """A map of the surroundings with the pin in its middle; "" without a pin."""
    latitude, comma, longitude = pin.partition(",")
    return MAP.format(lat=latitude, lon=longitude) if comma else ""
