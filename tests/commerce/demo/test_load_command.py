"""Loading the demo market by its command, and into a shop that has something already."""

from datetime import UTC, datetime

from django.core.management import call_command

from catalog.models import Category
from commerce.demo import market
from commerce.demo.load import load_market

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
PASSWORD = "a long walk along the wall"


def test_a_shelf_that_is_there_already_is_used_and_another_currency_gets_no_orders(db, media, settings):
    settings.SHOP_CURRENCY = "USD"
    books = Category.objects.create(name="Our books", slug="books", path="9999/")
    assert load_market(now=NOW, password=PASSWORD).orders == 0
    assert Category.objects.get(slug="bible-studies").parent == books


def test_the_command_says_what_it_did_and_who_may_sign_in(db, media, capsys):
    call_command("load_demo", password=PASSWORD)
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("12 sellers, ")
    assert said[1] == f"Shopper: {market.shoppers()[0].email}  {PASSWORD}  http://localhost/account/"
    assert [line.split(":")[0] for line in said[1:]] == ["Shopper", "Seller", "Staff"]
    call_command("load_demo")
    assert capsys.readouterr().out == "The demo market is there already.\n"
