"""Choosing a variant by plain links: which values there are, which go together, what is left. Pure functions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

# A product without options has one variant whose value some shop systems write out.
ONLY_VALUE = "Default Title"


class Choice(Protocol):
    """The part of a variant that choosing needs; `left` is how many can be bought."""

    public_id: str
    option_values: list[str]
    left: int


@dataclass(frozen=True)
class OptionValue:
    """A value to press. Not `available`: `reason` says whether it is sold out or does not go with the others."""

    label: str
    url: str
    selected: bool
    available: bool
    reason: str


@dataclass(frozen=True)
class Option:
    name: str
    values: list[OptionValue]


SOLD_OUT, NOT_TOGETHER = "sold-out", "not-together"


def chosen_values(names: Sequence[str], variants: Sequence[Choice], params: Mapping[str, str]) -> dict[str, str]:
    """The values that an address names (`?v=` a variant, or `?Size=M`), and those of which there is only one.

    Unknown names and values are passed over.
    """
    wanted = next((variant for variant in variants if variant.public_id == params.get("v")), None)
    if wanted is not None:
        return dict(zip(names, wanted.option_values, strict=False))
    chosen: dict[str, str] = {}
    for name, values in values_by_name(names, variants).items():
        if params.get(name) in values:
            chosen[name] = params[name]
        elif len(values) == 1:
            chosen[name] = values[0]
    return chosen


def chosen_variant(names: Sequence[str], variants: Sequence[Choice], chosen: Mapping[str, str]) -> Choice | None:
    """The one variant with all the chosen values; None while a choice is open or when there is none like that."""
    fitting = [variant for variant in variants if fits(names, variant, chosen)]
    return fitting[0] if len(fitting) == 1 and len(chosen) == len(names) else None


@dataclass(frozen=True)
class Choosing:
    """A product's options at one point of choosing. `path` is the page's address."""

    names: Sequence[str]
    variants: Sequence[Choice]
    chosen: Mapping[str, str]
    path: str

    def options(self) -> list[Option]:
        """Every option with its values as links that keep the other choices where they go together."""
        if not self.names or (len(self.variants) == 1 and self.variants[0].option_values == [ONLY_VALUE]):
            return []
        every = values_by_name(self.names, self.variants)
        return [Option(name, [self._value(name, value) for value in values]) for name, values in every.items()]

    def _value(self, name: str, value: str) -> OptionValue:
        together = {**self.chosen, name: value}
        fitting = [variant for variant in self.variants if fits(self.names, variant, together)]
        if not fitting:
            together = {name: value}
        reason = SOLD_OUT if fitting else NOT_TOGETHER
        if any(variant.left > 0 for variant in fitting):
            reason = ""
        url = f"{self.path}?{urlencode(together)}#offer"
        return OptionValue(value, url, self.chosen.get(name) == value, not reason, reason)


def values_by_name(names: Sequence[str], variants: Sequence[Choice]) -> dict[str, list[str]]:
    """The values of each option, in the order of the variants."""
    return {
        name: list(dict.fromkeys(v.option_values[place] for v in variants if place < len(v.option_values)))
        for place, name in enumerate(names)
    }


def fits(names: Sequence[str], variant: Choice, chosen: Mapping[str, str]) -> bool:
    own = dict(zip(names, variant.option_values, strict=False))
    return all(own.get(name) == value for name, value in chosen.items())
