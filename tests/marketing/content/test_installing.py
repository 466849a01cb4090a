"""The manifest, the worker's script, and which pages a device may keep."""

import json
import re
from struct import unpack

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from marketing.content.queries import shell
from tests.factories.shop import make_order, make_user, make_variant

pytestmark = pytest.mark.django_db


def test_the_manifest_is_whole() -> None:
    answer = Client().get("/manifest.webmanifest")
    found = json.loads(answer.content)
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert {name: found[name] for name in ("id", "scope", "start_url", "display")} == {
        "id": "/", "scope": "/", "start_url": "/", "display": "standalone",
    }  # fmt: skip
    assert {(icon["sizes"], icon["purpose"]) for icon in found["icons"]} >= {
        ("192x192", "any"), ("512x512", "any"), ("512x512", "maskable"),
    }  # fmt: skip
    assert [each["url"] for each in found["shortcuts"]] == ["/cart/", "/orders/", "/search/"]
    for icon in found["icons"]:
        path = finders.find(icon["src"].removeprefix(settings.STATIC_URL))
        if icon["type"] == "image/png":
            with open(path, "rb") as file:
                assert "x".join(str(side) for side in unpack(">II", file.read(24)[16:])) == icon["sizes"]


def test_the_manifests_colours_are_those_of_the_tokens() -> None:
    tokens = (settings.ROOT / "static/css/tokens.css").read_text()
    named = dict(re.findall(r"--(paper|roof): (#[0-9A-F]{6})", tokens))
    found = shell.manifest()
    assert (found["background_color"], found["theme_color"]) == (named["paper"], named["roof"])


def test_the_worker_stands_at_the_root_and_is_asked_for_anew() -> None:
    answer = Client().get("/sw.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "importScripts(" in answer.content.decode()
    assert not answer.cookies


def test_every_file_of_the_shell_is_there() -> None:
    assets = shell.shell("en")["assets"]
    assert "/static/js/controllers/quantity.js" in assets
    assert [each for each in assets if not finders.find(each.removeprefix(settings.STATIC_URL))] == []


def test_a_deployment_changes_the_script(monkeypatch) -> None:
    before = shell.shell("en")["version"]
    monkeypatch.setattr(shell, "static", lambda name: f"/static/{name}.123456789abc")
    assert shell.shell("en")["version"] != before


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/cart/", "cart"),
        ("PRODUCT", "product"),
        ("ORDER", "order"),
        ("/", ""),
        ("/checkout/", ""),
        ("/account/", ""),
        ("/orders/", ""),
        ("/pages/terms/", ""),
        ("/p/none/", ""),
    ],
)
def test_only_these_pages_may_be_kept(path: str, kind: str) -> None:
    user, variant = make_user(), make_variant()
    order = make_order((make_variant(), 1), user=user)
    client = Client()
    client.force_login(user)
    found = {"PRODUCT": variant.product.get_absolute_url(), "ORDER": order.get_absolute_url()}.get(path, path)
    assert client.get(found).headers.get("X-Keep", "") == kind


def test_a_page_that_makes_a_session_is_not_kept() -> None:
    order = make_order((make_variant(), 1))
    client = Client()
    client.get(f"{order.get_absolute_url()}?key={order.token}")
    assert client.get(order.get_absolute_url()).headers["X-Keep"] == "order"
    session = client.session
    session["cart_removed"] = {"text": "It is out.", "undo": {"url": "/", "fields": []}}
    session.save()
    answer = client.get("/cart/")
    assert "session" in answer.cookies
    assert "X-Keep" not in answer.headers


def test_a_person_has_a_name_of_their_own_and_parts_of_pages_none() -> None:
    first, second, guest = Client(), Client(), Client()
    users = make_user(), make_user()
    first.force_login(users[0])
    second.force_login(users[1])
    names = [client.get("/pages/terms/").headers["X-Person"] for client in (first, second, guest, first)]
    assert (names[2], names[0] == names[3], len(set(names))) == ("guest", True, 3)
    assert not any(user.public_id in name for user in users for name in names)
    assert "X-Person" not in first.get("/cart/", headers={"HX-Request": "true"}).headers


def test_a_page_that_the_browser_has_still_names_its_person() -> None:
    member = Client()
    member.force_login(make_user())
    first = member.get("/pages/terms/")
    again = member.get("/pages/terms/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.headers["X-Person"]) == (304, first.headers["X-Person"])


def test_the_offline_page_is_the_same_for_everybody() -> None:
    member = Client()
    member.force_login(make_user())
    assert "X-Person" not in member.get("/offline/").headers
    assert member.get("/offline/").content == Client().get("/offline/").content
    assert b"csrf" not in member.get("/offline/").content
