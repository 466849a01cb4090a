"""Columns that recur: public id, money, currency."""

from functools import partial
from typing import Any

import pgtrigger
from django.db import models

from .ids import LENGTH, new_id


class PublicIdField(models.CharField):
    """A unique public id that is made when the row is."""

    def __init__(self, prefix: str = "", **kwargs: Any) -> None:
        self.prefix = prefix
        kwargs |= {"max_length": len(prefix) + 1 + LENGTH, "unique": True, "editable": False}
        kwargs.setdefault("default", partial(new_id, prefix))
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for key in ("max_length", "unique", "editable", "default"):
            kwargs.pop(key, None)
        return name, path, args, kwargs | {"prefix": self.prefix}


class MinorField(models.BigIntegerField):
    """An amount in minor units of the row's `currency`."""


class CurrencyField(models.CharField):
    """An ISO 4217 code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 3
        super().__init__(*args, **kwargs)


class StateField(models.CharField):
    """A state of a TextChoices; only the kernel's mover changes it after the row was made."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 24)
        super().__init__(**kwargs)


def state_check(*, states: type[models.TextChoices], name: str, field: str = "state") -> models.CheckConstraint:
    """The CHECK that lists a state column's words."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": states.values}), name=name)


def append_only(name: str) -> pgtrigger.Protect:
    """The trigger of a table whose rows the database refuses to change or delete."""
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete)
