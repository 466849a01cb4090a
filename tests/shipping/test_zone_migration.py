"""The old delivery lines become zones, and zones become lines again."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.factories.shop import any_area

pytestmark = pytest.mark.django_db(transaction=True)
LINE = {"country": "GY", "price_minor": 300, "currency": "GYD", "days_min": 1, "days_max": 3}


def migrate(name: str):
    executor = MigrationExecutor(connection)
    executor.migrate([("shipping", name)])
    return MigrationExecutor(connection).loader.project_state([("shipping", name)]).apps


@pytest.fixture(autouse=True)
def back_to_today():
    yield
    migrate("0004_drop_delivery_rates")


def test_lines_become_zones_and_lines_again():
    area = any_area()
    old = migrate("0002_zones_and_rates").get_model("shipping", "DeliveryRate")
    old.objects.create(seller_ref="sel_a", **LINE, free_from_minor=9_000)
    old.objects.create(seller_ref="sel_a", area_id=area.pk, **LINE | {"price_minor": 700})
    rate = migrate("0004_drop_delivery_rates").get_model("shipping", "Rate")
    columns = ("zone__name", "zone__places__area_id", "service", "price_minor", "free_from_minor", "days_max")
    assert sorted(rate.objects.values_list(*columns)) == sorted(
        [("Guyana", None, "Standard", 300, 9_000, 3), (area.name, area.pk, "Standard", 700, None, 3)]
    )
    again = migrate("0002_zones_and_rates").get_model("shipping", "DeliveryRate")
    assert set(again.objects.values_list("seller_ref", "country", "area_id", "price_minor", "free_from_minor")) == {
        ("sel_a", "GY", None, 300, 9_000),
        ("sel_a", "GY", area.pk, 700, None),
    }
    again.objects.all().delete()
