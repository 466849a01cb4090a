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
    """The values that an address names (`?v=` a variant, or `?Size=M`); what it leaves open is taken from the first
    variant that fits and can be bought, so that the page opens with a price and a button.

    Unknown names and values are passed over. Values that do not go together stay as they were asked for.
    """
    wanted = next((variant for variant in variants if variant.public_id == params.get("v")), None)
    if wanted is not None:
        return dict(zip(names, wanted.option_values, strict=False))
    chosen: dict[str, str] = {}
    for name, values in values_by_name(names, variants).items():
        if params.get(name) in values:
            chosen[name] = params[name]
    fitting = [variant for variant in variants if fits(names, variant, chosen)]
    first = next((variant for variant in fitting if variant.left > 0), fitting[0] if fitting else None)
    return dict(zip(names, first.option_values, strict=False)) if first else chosen


def chosen_variant(names: Sequence[str], variants: Sequence[Choice], chosen: Mapping[str, str]) -> Choice | None:
    """The variant with all the chosen values; None when there is none like that."""
    return next((variant for variant in variants if fits(names, variant, chosen)), None)


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
        url = f"{self.path}?{urlencode(together)}"
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
