"""Who did it, in words. Histories and books keep an actor: "staff:usr_…", "shopper", or a part of the shop."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf, StrIndex, Substr
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BY_ITSELF = _("by itself")
WORDS: dict[str, str | Promise] = {
    "shop": BY_ITSELF, "clock": BY_ITSELF, "sweeper": BY_ITSELF, "shopper": _("the shopper"), "staff": _("staff"),
}  # fmt: skip
NAME = Coalesce(NullIf(F("full_name"), Value("")), F("email"), output_field=CharField())


def named(actors: Iterable[str]) -> dict[str, str]:
    """Each actor in words. One statement for all people among them, none when there are none."""
    actors = set(actors)
    ids = {_id(actor) for actor in actors} - {""}
    people = get_user_model()._default_manager.filter(public_id__in=ids)
    names = dict(people.values_list("public_id", NAME)) if ids else {}
    return {actor: names.get(_id(actor)) or _words(actor) for actor in actors}


class WhoMixin:
    """For lists and rows of a model with an `actor`: "who" tells it in words."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        public_id = Substr(OuterRef("actor"), StrIndex(OuterRef("actor"), Value(":")) + 1)
        person = get_user_model()._default_manager.filter(public_id=public_id).values(name=NAME)
        return super().get_queryset(request).annotate(actor_name=Subquery(person))  # type: ignore[misc]

    @admin.display(description=_("who"), ordering="actor")
    def who(self, row: Any) -> str:
        return row.actor_name or _words(row.actor)


def _id(actor: str) -> str:
    return actor.partition(":")[2]


def _words(actor: str) -> str:
    return str(WORDS.get(actor, actor))
