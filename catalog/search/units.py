"""Units of measure in the spellings that titles and shoppers use."""

import re

SPELLINGS: dict[str, tuple[str, ...]] = {
    "in": ("in", "inch", "inches", "pulgada", "pulgadas", "ইঞ্চি"),
    "ft": ("ft", "foot", "feet"),
    "yd": ("yd", "yds", "yard", "yards"),
    "mm": ("mm", "millimeter", "millimeters", "millimetre", "millimetres"),
    "cm": ("cm", "centimeter", "centimeters", "centimetre", "centimetres"),
    "m": ("m", "meter", "meters", "metre", "metres", "metro", "metros", "মিটার"),
    "g": ("g", "gram", "grams", "gramo", "gramos", "গ্রাম"),
    "kg": ("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "কেজি"),
    "oz": ("oz", "ounce", "ounces"),
    "lb": ("lb", "lbs", "pound", "pounds"),
    "ml": ("ml", "millilitre", "millilitres", "milliliter", "milliliters", "মিলি"),
    "l": ("l", "litre", "litres", "liter", "liters", "litro", "litros", "লিটার"),
    "gal": ("gal", "gallon", "gallons"),
    "kb": ("kb", "kilobyte", "kilobytes"),
    "mb": ("mb", "megabyte", "megabytes", "এমবি"),
    "gb": ("gb", "gig", "gigs", "gigabyte", "gigabytes", "জিবি"),
    "tb": ("tb", "terabyte", "terabytes"),
    "gbps": ("gbps",),
    "mbps": ("mbps",),
    "hz": ("hz", "hertz"),
    "khz": ("khz",),
    "mhz": ("mhz", "megahertz"),
    "ghz": ("ghz", "gigahertz"),
    "mp": ("mp", "megapixel", "megapixels"),
    "w": ("w", "watt", "watts", "ওয়াট"),
    "kw": ("kw", "kilowatt", "kilowatts"),
    "v": ("v", "volt", "volts"),
    "va": ("va",),
    "mah": ("mah",),
    "amp": ("amp", "amps"),
    "rpm": ("rpm",),
    "dpi": ("dpi",),
    "ohm": ("ohm", "ohms"),
    "pin": ("pin", "pins"),
    "port": ("port", "ports"),
    "way": ("way",),
    "channel": ("channel", "channels", "ch"),
    "outlet": ("outlet", "outlets"),
    "bit": ("bit", "bits"),
    "hour": ("hr", "hrs", "hour", "hours"),
    "min": ("min", "mins", "minute", "minutes"),
    "year": ("yr", "yrs", "year", "years"),
    "pack": ("pack", "packs", "pk", "pks", "count", "ct", "pcs", "pc", "piece", "pieces", "pieza", "piezas", "পিস"),
    "sheet": ("sheet", "sheets"),
    "page": ("page", "pages"),
    "x": ("x",),
}
UNITS = {spelling: unit for unit, spellings in SPELLINGS.items() for spelling in spellings}
# A number and its unit written as one word: 8gb, 2.5in.
JOINED_UNIT = re.compile(rf"(\d+(?:\.\d+)?)({'|'.join(sorted(UNITS, key=len, reverse=True))})$")


def unit_of(word: str) -> str:
    """The one spelling of a unit; empty when the word is none."""
    return UNITS.get(word, "")


def measures_of(number: str) -> list[str]:
    """What a number may mean whose unit was left out: 25 as 25ft, 25in, …"""
    return [f"{number}{unit}" for unit in SPELLINGS]
