"""Old addresses lead to the new ones: once, without circles, and only where nothing else answers."""

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marketing.content.domain import redirects
from marketing.content.domain.old_paths import WrongRedirect
from marketing.content.models import Redirect
from tests.chaos.crowd import at_once
from tests.factories.shop import make_variant

pytestmark = pytest.mark.django_db


def save(old: str, new: str = "", **values) -> Redirect:
    return redirects.save_redirect(old_path=old, new_path=new, **values)


@pytest.mark.parametrize("path", ["/products/mug.html", "/products/mug.html/", "/products/m%75g.html"])
def test_an_old_address_leads_to_the_new_one(path: str) -> None:
    save("/products/mug.html", "/p/mug/")
    answer = Client().get(path)
    assert (answer.status_code, answer.headers["Location"]) == (301, "/p/mug/")
    assert answer.headers["Cache-Control"] == "max-age=3600"


def test_for_a_while_and_gone_for_good() -> None:
    save("/fair", "/c/food/", is_temporary=True)
    save("/closed/")
    assert Client().get("/fair/").status_code == 302
    answer = Client().get("/closed/")
    assert answer.status_code == 410
    html = answer.content.decode()
    assert "gone for good" in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/item?id=7", "/p/mug/"),
        ("/item?id=8", "/c/food/?id=8"),
        ("/item", "/c/food/"),
        ("/list?utm_source=mail", "/c/food/?sort=new"),
    ],
)
def test_the_rest_of_an_address_goes_along(asked: str, found: str) -> None:
    save("/item?id=7", "/p/mug/")
    save("/item", "/c/food/")
    save("/list", "/c/food/?sort=new")
    assert Client().get(asked).headers["Location"] == found


def test_what_is_there_answers_itself_and_pays_nothing() -> None:
    product = make_variant().product
    Redirect.objects.create(old_path=product.get_absolute_url().rstrip("/"), new_path="/c/food/")
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(product.get_absolute_url()).status_code == 200
    assert not [each for each in captured if "content_redirect" in each["sql"]]


@pytest.mark.parametrize("number", [1, 3])
def test_an_address_that_leads_nowhere_costs_one_statement(number: int) -> None:
    for each in range(number):
        save(f"/old-{each}", "/c/food/")
    Client().get("/nowhere/")
    with CaptureQueriesContext(connection) as captured:
        assert Client().get("/nowhere/").status_code == 404
    assert len(captured) == 1


@pytest.mark.parametrize(
    "path", ["/orders/ord_x/", "/api/v1/nothing", "/staff/nothing/", "/account/nothing/", "/%00", "/" + "a" * 600]
)
def test_some_are_never_looked_for(path: str) -> None:
    Redirect.objects.create(old_path="/orders/ord_x", new_path="/c/food/")
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(path).status_code in (302, 404)
    assert not [each for each in captured if "content_redirect" in each["sql"]]


def test_a_form_is_never_sent_elsewhere() -> None:
    save("/old", "/c/food/")
    assert Client().post("/old").status_code == 404


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/a", "/a/"),
        ("/a", "/a?x=1"),
        ("/b", "/known"),
        ("/there", "/b"),
        ("/there", "/known?page=2"),
        ("/b", "/closed/"),
        ("/with", "/b"),
        ("old", "/b"),
        ("/", "/b"),
        ("/cart/", "/b"),
        ("/orders/ord_1", "/b"),
        ("/sellers", "/b"),
        ("/b", "https://elsewhere.example/"),
        ("/b", "//elsewhere.example/"),
        ("/b", "nowhere"),
        ("/" + "a" * 600, "/b"),
        ("/known", "/d"),
    ],
)
def test_what_cannot_be_followed_is_refused(old: str, new: str) -> None:
    """/known leads to /there, /closed is gone, /asked leads to a list at /with."""
    save("/known", "/there/")
    save("/closed", "")
    save("/asked", "/with?sort=new")
    with pytest.raises(WrongRedirect):
        save(old, new)
    assert Redirect.objects.count() == 3


def test_one_that_is_changed_may_keep_what_it_has() -> None:
    kept = save("/a", "/b")
    redirects.save_redirect(old_path="/a", new_path="/c", redirect=kept)
    save("/b", "/c")
    assert dict(Redirect.objects.values_list("old_path", "new_path")) == {"/a": "/c", "/b": "/c"}


def test_the_address_of_another_shop_counts_as_ours() -> None:
    assert save("https://old.example/products/mug?v=2", "http://localhost/p/mug/").new_path == "/p/mug/"
    assert Client().get("/products/mug?v=2").status_code == 301


def test_what_is_gone_is_never_for_a_while() -> None:
    assert save("/a", "", is_temporary=True).is_temporary is False
    with pytest.raises(IntegrityError), transaction.atomic():
        Redirect.objects.create(old_path="/b", is_temporary=True)


def test_uses_are_counted_and_written_once_a_minute() -> None:
    kept = save("/a", "/b")
    with CaptureQueriesContext(connection) as captured:
        for _each in range(5):
            Client().get("/a")
    assert len([each for each in captured if each["sql"].startswith("UPDATE")]) == 1
    cache.delete(f"content:redirect:{kept.pk}:written")
    Client().get("/a")
    kept.refresh_from_db()
    assert (kept.hits, kept.last_used_at is not None) == (6, True)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_no_circle() -> None:
    for number in range(5):
        a, b = f"/a{number}", f"/b{number}"
        found = at_once([lambda a=a, b=b: save(a, b), lambda a=a, b=b: save(b, a)])
        assert sorted(type(each).__name__ for each in found) == ["Redirect", "WrongRedirect"]
