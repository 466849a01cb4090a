"""Staff write pages and banners, look at them before, and put versions back."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from marketing.content.models import Banner, Page
from tests.marketing.content.conftest import ago, png

PAGE = {
    "title": "Delivery days", "kind": "page", "slug": "delivery", "summary": "", "body": "# When", "state": "draft",
    "footer": "", "footer_position": "0", "seo_title": "", "seo_description": "", "seen": "0",
}  # fmt: skip
BANNER = {
    "placement": "home", "text": "Mashramani is near.", "link_text": "Costumes", "link": "/c/apparel/",
    "tone": "gold", "is_on": "on", "position": "0", "is_dismissible": "on",
}  # fmt: skip


def test_staff_write_a_page_and_publish_it(desk, editor) -> None:
    assert desk.post("/staff/content/page/add/", PAGE).status_code == 302
    page = Page.objects.get()
    assert (page.state, page.versions.get().author) == ("draft", editor)
    assert desk.post(f"/staff/content/page/{page.pk}/acts/publication/").status_code == 302
    assert Client().get("/pages/delivery/").status_code == 200
    assert desk.post(f"/staff/content/page/{page.pk}/acts/withdrawal/").status_code == 302
    assert Client().get("/pages/delivery/").status_code == 404


def test_a_save_over_somebody_else_keeps_what_was_typed(desk, write) -> None:
    page = write("delivery")
    answer = desk.post(f"/staff/content/page/{page.pk}/change/", {**PAGE, "seen": "0", "body": "Long words of mine."})
    assert answer.status_code == 200
    assert "Somebody saved this page meanwhile" in answer.content.decode()
    assert "Long words of mine." in answer.content.decode()
    assert desk.post(f"/staff/content/page/{page.pk}/change/", {**PAGE, "seen": "1"}).status_code == 302


def test_an_end_before_the_beginning_is_told_at_the_field(desk) -> None:
    wrong = {
        "publish_from_0": "2026-12-02",
        "publish_from_1": "10:00",
        "publish_until_0": "2026-12-01",
        "publish_until_1": "10:00",
    }
    answer = desk.post("/staff/content/page/add/", {**PAGE, **wrong})
    assert "The end comes before the beginning." in answer.content.decode()
    assert not Page.objects.exists()


def test_versions_are_listed_looked_at_and_put_back(desk, write) -> None:
    page = write("delivery", body="First words.")
    desk.post(f"/staff/content/page/{page.pk}/change/", {**PAGE, "seen": "1", "body": "Second words."})
    html = desk.get(f"/staff/content/page/{page.pk}/change/").content.decode()
    addresses = [part.split('"')[0] for part in html.split('href="')[1:] if part.startswith("/pages/preview/")]
    assert [b"Second words." in desk.get(each).content for each in addresses] == [True, False]
    old = page.versions.get(number=1)
    assert desk.post(f"/staff/content/page/{page.pk}/acts/restoration/", {"version": old.pk}).status_code == 302
    page.refresh_from_db()
    assert (page.body, page.version) == ("First words.", 3)


def test_what_is_typed_is_looked_at_without_saving(desk) -> None:
    answer = desk.post("/staff/content/page/preview/", {**PAGE, "body": "Only **typed**."})
    assert b"Only <strong>typed</strong>." in answer.content
    answer = desk.post("/staff/content/banner/preview/", BANNER)
    assert b"Mashramani is near." in answer.content
    assert not Page.objects.exists()
    assert not Banner.objects.exists()


def test_a_preview_of_nonsense_is_a_page(desk) -> None:
    assert desk.post("/staff/content/page/preview/", {"publish_from_0": "x", "kind": "zebra"}).status_code == 200
    assert desk.post("/staff/content/banner/preview/", {"placement": "zebra", "link": "//x"}).status_code == 200
    assert desk.get("/staff/content/page/preview/").status_code == 404


def test_staff_put_up_a_banner_with_a_picture(desk) -> None:
    picture = SimpleUploadedFile("sun.png", png(), "image/png")
    assert desk.post("/staff/content/banner/add/", {**BANNER, "new_picture": picture}).status_code == 302
    banner = Banner.objects.get()
    assert (banner.link, banner.picture.state) == ("/c/apparel/", "ready")
    assert b"Mashramani is near." in Client().get("/").content
    assert desk.post(f"/staff/content/banner/{banner.pk}/acts/switch/").status_code == 302
    banner.refresh_from_db()
    assert banner.is_on is False


def test_a_wrong_link_and_a_wrong_picture_are_told(desk) -> None:
    picture = SimpleUploadedFile("sun.png", b"no picture", "image/png")
    html = desk.post("/staff/content/banner/add/", {**BANNER, "link": "//evil.example", "new_picture": picture}).content
    assert b"Give an address of this shop" in html
    assert html.count(b"errorlist") == 2
    assert not Banner.objects.exists()


def test_the_schedule_is_told_in_words(desk, put_up) -> None:
    put_up("home", shown_from=ago(-24), shown_until=ago(-48))
    html = desk.get("/staff/content/banner/").content.decode()
    assert "Shown from " in html
    assert " until " in html


def test_staff_delete_a_page_and_a_banner(desk, write, put_up) -> None:
    page, banner = write("delivery"), put_up("home")
    assert desk.post(f"/staff/content/page/{page.pk}/delete/", {"post": "yes"}).status_code == 302
    assert desk.post(f"/staff/content/banner/{banner.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Page.objects.exists()
    assert not Banner.objects.exists()
