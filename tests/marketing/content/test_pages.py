"""Pages: who sees them and when, their versions, their previews."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from marketing.content.domain import pages
from marketing.content.models import PageVersion, Redirect
from marketing.content.views.pages import preview_url
from tests.factories.shop import make_user
from tests.marketing.content.conftest import ago

pytestmark = pytest.mark.django_db


def status(path: str) -> int:
    return Client().get(path).status_code


def test_a_published_page_is_read(write) -> None:
    write("delivery", title="Delivery days", body="# When\n\nOn **Thursdays**.")
    html = Client().get("/pages/delivery/").content.decode()
    assert "<h1>Delivery days</h1>" in html
    assert "<h2>When</h2>\n<p>On <strong>Thursdays</strong>.</p>" in html


@pytest.mark.parametrize(
    ("values", "answer"),
    [
        ({"state": "draft"}, 404),
        ({"publish_from": ago(-1)}, 404),
        ({"publish_from": ago(1)}, 200),
        ({"publish_until": ago(0.01)}, 404),
        ({"publish_until": ago(-1)}, 200),
        ({"publish_from": ago(2), "publish_until": ago(1)}, 404),
        ({"kind": "story"}, 404),
    ],
)
def test_only_within_its_time_and_at_its_address(write, values, answer) -> None:
    write("delivery", **values)
    assert status("/pages/delivery/") == answer


def test_a_story_is_listed_newest_first(write) -> None:
    write("old", kind="story", title="Old one", publish_from=ago(50))
    write("new", kind="story", title="New one", publish_from=ago(5))
    write("later", kind="story", title="Later one", publish_from=ago(-5))
    html = Client().get("/stories/").content.decode()
    assert html.index("New one") < html.index("Old one")
    assert "Later one" not in html
    assert status("/stories/new/") == 200


@pytest.mark.parametrize("slug", ["terms", "privacy", "returns"])
def test_a_page_takes_the_place_of_a_built_in_one(write, slug: str) -> None:
    assert status(f"/pages/{slug}/") == 200
    page = write(slug, body="Ours now.")
    assert b"Ours now." in Client().get(f"/pages/{slug}/").content
    pages.save_page(page=page, seen=1, author=None, state="draft")
    assert b"Ours now." not in Client().get(f"/pages/{slug}/").content


def test_every_save_keeps_a_version_and_an_old_one_comes_back(write, editor) -> None:
    page = write("delivery", body="First.")
    page = pages.save_page(page=page, seen=1, author=editor, body="Second.")
    page = pages.restore(page=page, version=page.versions.get(number=1), author=editor)
    kept = list(page.versions.order_by("number").values_list("number", "body", "author"))
    assert kept == [(1, "First.", editor.pk), (2, "Second.", editor.pk), (3, "First.", editor.pk)]
    assert page.body == "First."


def test_who_saves_over_somebody_is_told(write, editor) -> None:
    page = write("delivery")
    pages.save_page(page=page, seen=1, author=editor, body="Second.")
    with pytest.raises(pages.PageChanged):
        pages.save_page(page=page, seen=1, author=editor, body="Mine.")
    page.refresh_from_db()
    assert (page.body, page.version) == ("Second.", 2)


def test_an_address_is_given_once(write, editor) -> None:
    write("delivery")
    with pytest.raises(pages.AddressTaken):
        write("delivery")
    write("delivery", kind="story")


def test_a_page_that_moves_leaves_a_redirect(write, editor) -> None:
    page = write("delivery")
    page = pages.save_page(page=page, seen=1, author=editor, slug="shipping")
    pages.save_page(page=page, seen=2, author=editor, slug="parcels")
    assert dict(Redirect.objects.values_list("old_path", "new_path")) == {
        "/pages/delivery": "/pages/parcels/",
        "/pages/shipping": "/pages/parcels/",
    }
    pages.save_page(page=page, seen=3, author=editor, slug="delivery")
    assert dict(Redirect.objects.values_list("old_path", "new_path")) == {
        "/pages/shipping": "/pages/delivery/",
        "/pages/parcels": "/pages/delivery/",
    }


def test_a_draft_is_previewed_by_staff_alone(write, desk) -> None:
    page = write("delivery", state="draft", body="Not **yet**.")
    address = preview_url(page.versions.get())
    assert b"Not <strong>yet</strong>." in desk.get(address).content
    shopper = Client()
    shopper.force_login(make_user())
    assert [client.get(address).status_code for client in (Client(), shopper)] == [404, 404]


@pytest.mark.parametrize("token", ["x", "x:y:z", ""])
def test_a_made_up_preview_is_none(desk, token: str) -> None:
    assert desk.get(f"/pages/preview/{token}/").status_code == 404


def test_a_preview_ends_after_a_week(write, desk, monkeypatch) -> None:
    address = preview_url(write("delivery").versions.get())
    import time

    later = time.time() + timedelta(days=8).total_seconds()
    monkeypatch.setattr(time, "time", lambda: later)
    assert desk.get(address).status_code == 404


def test_a_page_stands_in_the_footer(write, django_capture_on_commit_callbacks) -> None:
    assert "Delivery days" not in Client().get("/pages/terms/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        write("delivery", title="Delivery days", footer="rules")
        write("later", title="Later page", footer="market", publish_from=timezone.now() + timedelta(days=1))
    html = Client().get("/pages/terms/").content.decode()
    assert '<li><a href="/pages/delivery/">Delivery days</a></li>' in html
    assert "Later page" not in html


def test_stories_stand_in_the_footer_once_one_is_told(write, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        write("delivery")
        write("later", kind="story", publish_from=timezone.now() + timedelta(days=1))
    assert 'href="/stories/"' not in Client().get("/pages/terms/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        write("weaving", kind="story")
    assert '<li><a href="/stories/">Stories</a></li>' in Client().get("/pages/terms/").content.decode()


def test_versions_are_never_lost_to_two_writers(write, editor) -> None:
    page = write("delivery")
    assert PageVersion.objects.filter(page=page).count() == page.version == 1
