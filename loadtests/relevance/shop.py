"""A shop that sells the things, asked through its public API."""

from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.test import Client

from catalog.domain import indexing
from vendors.sellers.models import Seller
from vendors.sellers.models.seller import SellerState

from .things import Thing, write

STALL = "relevance"
client = Client(SERVER_NAME="localhost")


def fill(things: Sequence[Thing], folder: Path) -> None:
    """Make the tables, import the things for one open stall, and index them."""
    quiet = {"stdout": StringIO(), "stderr": StringIO()}
    call_command("migrate", verbosity=0)
    Seller.objects.create(name="Relevance", slug=STALL, state=SellerState.APPROVED, country="GY", town="Georgetown")
    file = folder / "things.csv"
    write(list(things), file)
    call_command("import_products", file, seller=STALL, **quiet)
    indexing.rebuild()


def first(words: str) -> list[str]:
    """Slugs of the first ten products."""
    answer = client.get("/api/v1/products", {"search": words, "limit": "10"})
    return [product["slug"] for product in answer.json()["results"]]
