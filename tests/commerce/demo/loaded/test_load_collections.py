"""The demo market's collections hold something, and one price runs while another waits."""

from django.core.cache import cache
from django.test import Client

from catalog.models import Collection, ScheduledPrice


def test_collections_hold_something_and_prices_come_and_go(loaded) -> None:
    cache.clear()
    for collection in Collection.objects.exclude(slug="new-on-the-stalls"):  # these goods are of another year
        assert len(Client().get(collection.get_absolute_url()).context["page"]["cards"]) > 4, collection
    assert "Presents that travel well" in Client().get("/").content.decode()
    assert ScheduledPrice.objects.filter(began_at__isnull=False, ended_at=None).exists()
    assert ScheduledPrice.objects.filter(began_at=None, ended_at=None).exists()
