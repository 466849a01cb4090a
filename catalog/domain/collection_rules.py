"""Rules of collections: conditions over what a product is, joined by "all" or "any". Data that is checked, never code.

`{"match": "all", "conditions": [{"by": "category", "value": [4, 9]}, {"by": "new", "value": 30}]}`

| by       | value                                             | holds for                                         |
|----------|---------------------------------------------------|---------------------------------------------------|
| category | ids of categories                                 | what is in one of them, or below it               |
| seller   | ids of sellers                                    | what one of them sells                            |
| detail   | {"code": code of an attribute, "texts": values}   | what has one of the values; "brand" is a detail   |
| tag      | tags                                              | what has one of them                              |
| price    | {"least": minor units or null, "most": the same}  | what costs as much                                |
| rating   | 1 to 5                                            | what shoppers rate as high at least               |
| new      | days                                              | what first came on sale since                     |
| offer    | true                                              | what costs less than before                       |
| stock    | true                                              | what is in stock                                  |
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused
from commerce.kernel.money import MAX_MINOR

MATCHES = ("all", "any")
MOST_CONDITIONS = 20
MOST_VALUES = 50
LONGEST_VALUE = 255
MOST_DAYS = 3_650


class RuleWrong(Refused):
    """A rule that cannot be read, or that says nothing."""

    code = "rule_wrong"


def checked(rule: Any) -> dict[str, Any]:
    """The rule with nothing in it but what is known. Raises RuleWrong."""
    if not isinstance(rule, dict) or rule.get("match") not in MATCHES or not isinstance(rule.get("conditions"), list):
        raise RuleWrong(_("That is not a rule."))
    if not 0 < len(rule["conditions"]) <= MOST_CONDITIONS:
        raise RuleWrong(_("A rule has from 1 to %(most)d conditions.") % {"most": MOST_CONDITIONS})
    return {"match": rule["match"], "conditions": [_condition(each) for each in rule["conditions"]]}


def _condition(given: Any) -> dict[str, Any]:
    by = given.get("by") if isinstance(given, dict) else None
    if not isinstance(by, str) or by not in CHECKS:
        raise RuleWrong(_("There is no such condition."))
    value = CHECKS[by](given.get("value"))
    if value is None:
        raise RuleWrong(_("The condition “%(by)s” cannot be read.") % {"by": by})
    return {"by": by, "value": value}


def _ids(value: Any) -> list[int] | None:
    return value if _is_list(value) and all(type(each) is int and each > 0 for each in value) else None


def _texts(value: Any) -> list[str] | None:
    if not _is_list(value) or not all(isinstance(each, str) and 0 < len(each) <= LONGEST_VALUE for each in value):
        return None
    return value


def _detail(value: Any) -> dict[str, Any] | None:
    if not isinstance(value, dict) or not isinstance(value.get("code"), str) or not value["code"]:
        return None
    texts = _texts(value.get("texts"))
    return {"code": value["code"], "texts": texts} if texts else None


def _price(value: Any) -> dict[str, int | None] | None:
    if not isinstance(value, dict):
        return None
    least, most = value.get("least"), value.get("most")
    given = [each for each in (least, most) if each is not None]
    if not given or not all(type(each) is int and 0 <= each <= MAX_MINOR for each in given):
        return None
    return {"least": least, "most": most} if given == sorted(given) else None


def _number(least: int, most: int) -> Callable[[Any], int | None]:
    return lambda value: value if type(value) is int and least <= value <= most else None


def _yes(value: Any) -> bool | None:
    return True if value is True else None


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and 0 < len(value) <= MOST_VALUES


CHECKS: dict[str, Callable[[Any], Any]] = {
    "category": _ids,
    "seller": _ids,
    "detail": _detail,
    "tag": _texts,
    "price": _price,
    "rating": _number(1, 5),
    "new": _number(1, MOST_DAYS),
    "offer": _yes,
    "stock": _yes,
}
