"""Area trees as data, and the one select that shows them."""

from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import override_settings

from commerce.accounts.domain import areas as loading
from commerce.accounts.models import Area
from commerce.accounts.queries import areas

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded() -> None:
    loading.load()


def kinds(country: str) -> dict[str, int]:
    rows = Area.objects.filter(country=country).values_list("kind", flat=True)
    return {kind: list(rows).count(kind) for kind in rows}


def test_guyana_has_its_ten_regions() -> None:
    assert kinds("GY")["region"] == 10
    regions = Area.objects.filter(country="GY", kind="region").order_by("position").values_list("code", flat=True)
    assert list(regions) == [f"GY-{number}" for number in range(1, 11)]


def test_bangladesh_has_its_divisions_and_districts() -> None:
    found = kinds("BD")
    assert (found["division"], found["district"]) == (8, 64)


def test_every_district_of_bangladesh_has_its_own_name() -> None:
    rows = Area.objects.filter(country="BD")
    assert not rows.filter(local_name="").exists()
    assert rows.get(code="BD-khulna-jashore").local_name == "যশোর"


def test_wards_stand_under_their_town() -> None:
    kitty = Area.objects.select_related("parent__parent").get(code="GY-4-georgetown-kitty")
    assert (kitty.name, kitty.parent.name, kitty.parent.parent.code) == ("Kitty", "Georgetown", "GY-4")  # type: ignore[union-attr]


def test_the_interior_is_remote_and_the_coast_is_not() -> None:
    remote = dict(Area.objects.values_list("code", "is_remote"))
    asked = ["GY-9-lethem", "GY-1-mabaruma", "GY-8-mahdia", "GY-4-georgetown-kitty", "GY-10-linden-mackenzie"]
    assert [remote[code] for code in asked] == [True, True, True, False, False]


def test_loading_again_changes_nothing_and_mends_what_was_changed() -> None:
    before = list(Area.objects.order_by("pk").values())
    Area.objects.filter(code="GY-4-georgetown-kitty").update(name="Kity", parent=None)
    loading.load()
    assert list(Area.objects.order_by("pk").values()) == before


def test_an_area_that_left_the_files_stays() -> None:
    own = Area.objects.create(country="GY", code="GY-own", name="Own", kind="place")
    call_command("load_areas")
    assert Area.objects.filter(pk=own.pk).exists()


def test_no_tree_is_deeper_than_three() -> None:
    assert not Area.objects.filter(parent__parent__parent__isnull=False).exists()


def test_the_select_offers_each_leaf_once_under_its_parent() -> None:
    groups = areas.grouped("GY")
    offered = [pk for _, choices in groups for pk, _ in choices]
    leaves = set(Area.objects.filter(country="GY", children=None).values_list("pk", flat=True))
    assert (len(offered), set(offered)) == (len(leaves), leaves)
    names = {group: [name for _, name in choices] for group, choices in groups}
    assert {"Kitty", "Kingston", "Bourda", "Sophia"} <= set(names["Georgetown"])
    assert "Elsewhere in Region 4" in names["Demerara-Mahaica (Region 4)"]


def test_bangla_names_stand_beside() -> None:
    names = [name for _, choices in areas.grouped("BD") for _, name in choices]
    assert "Mirpur (মিরপুর)" in names


def test_groups_of_one_name_stay_apart() -> None:
    one = Area.objects.create(country="TT", code="one", name="San Juan", kind="region")
    two = Area.objects.create(country="TT", code="two", name="San Juan", kind="town", parent=one)
    leaf = Area.objects.create(country="TT", code="leaf", name="North", kind="ward", parent=two)
    other = Area.objects.create(country="TT", code="other", name="South", kind="ward", parent=one)
    groups = [("San Juan", ((leaf.pk, "North"),)), ("San Juan", ((other.pk, "South"),))]
    assert sorted(areas.grouped("TT")) == groups


def test_the_list_is_kept_in_the_cache(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        first = areas.grouped("GY")
        assert areas.grouped("GY") == first


def test_loading_drops_the_kept_list() -> None:
    areas.grouped("GY")
    Area.objects.filter(code="GY-4-georgetown-kitty").update(name="Old")
    cache.delete(areas.kept_as("GY"))
    areas.grouped("GY")
    loading.load()
    names = [name for _, choices in areas.grouped("GY") for _, name in choices]
    assert ("Kitty" in names, "Old" in names) == (True, False)


AWAY = {
    "default": {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
        "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 0.2},
    }
}


@override_settings(CACHES=AWAY)
def test_without_a_cache_the_list_comes_from_the_database(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        assert areas.grouped("BD") == areas.grouped("BD")


def test_countries_have_names() -> None:
    assert [code for code, _ in areas.countries()] == ["GY", "BD"]
    assert (areas.country_name("GY"), areas.country_name("TT")) == ("Guyana", "TT")
