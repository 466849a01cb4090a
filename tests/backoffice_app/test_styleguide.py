"""The style guide: who may open it, that it shows every component, and that its places can be linked to."""

import re
from pathlib import Path

import pytest
from django.test import Client

from commerce.backoffice.styleguide.chapters import CHAPTERS
from commerce.backoffice.styleguide.colours import PAIRS, STALLS, pair, samples
from commerce.backoffice.styleguide.notes import MAILS, PAGES
from commerce.kernel.templatetags.parts import rendered
from tests.factories import shop
from tests.screenshots.scenes import styleguide as scenes

COMPONENTS = Path(__file__).parents[2] / "templates" / "components"
GUIDE = "/styleguide/"
ADDRESSES = [
    GUIDE,
    "/styleguide/forms/",
    "/styleguide/?theme=both",
    "/styleguide/frame/",
    "/styleguide/mails/order_shipped/",
]
# Parts that say nothing alone, each with the reason.
NOT_SHOWN: dict[str, str] = {}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ADDRESSES)
def test_strangers_and_shoppers_find_nothing(address: str) -> None:
    shopper = Client()
    shopper.force_login(shop.make_user())
    assert {who.get(address).status_code for who in (Client(), shopper)} == {404}
    assert {who.post(address).status_code for who in (Client(), shopper)} == {404}
    assert "Style guide" not in Client().get(address).content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_staff_see_it_and_nobody_keeps_it(address: str, staff: Client) -> None:
    answer = staff.get(address)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert "private" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "X-Keep" not in answer.headers


def test_while_developing_everybody_sees_it(settings) -> None:
    settings.DEBUG = True
    assert Client().get("/styleguide/forms/").status_code == 200


def test_it_is_in_no_sitemap() -> None:
    assert b"styleguide" not in b"".join(Client().get("/sitemap-pages.xml").streaming_content)


def test_unknown_chapters_and_mails_are_not_there(staff: Client) -> None:
    addresses = ["nothing/", "frame/nothing/", "mails/nothing/", "mails/base/", "pages/base/"]
    assert {staff.get(GUIDE + address).status_code for address in addresses} == {404}


def test_sample_forms_lead_back_and_change_nothing(staff: Client) -> None:
    answer = staff.post("/styleguide/forms/?theme=dark", {"full_name": "A Sample Person"})
    assert (answer.status_code, answer["Location"]) == (303, "/styleguide/forms/?theme=dark")


def test_every_component_is_shown(staff: Client) -> None:
    rendered.cache_clear()  # a part that is remembered would not be seen
    used = {template.name for template in staff.get(GUIDE).templates}
    components = {f"components/{path.name}" for path in COMPONENTS.iterdir()}
    assert sorted(components - used - NOT_SHOWN.keys()) == []
    assert sorted(NOT_SHOWN.keys() - components) == []


def test_contents_lead_to_places_that_are_there_once(staff: Client) -> None:
    html = staff.get(GUIDE).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted({each for each in ids if ids.count(each) > 1}) == []
    wanted = {section.id for chapter in CHAPTERS for section in chapter.sections} | {each.id for each in CHAPTERS}
    assert sorted(wanted - set(ids)) == []


def test_a_chapter_stands_alone(staff: Client) -> None:
    for chapter in CHAPTERS:
        html = staff.get(f"{GUIDE}{chapter.id}/").content.decode()
        assert [each.id for each in CHAPTERS if f'id="{each.id}-title"' in html] == [chapter.id]


def test_themes_and_widths(staff: Client) -> None:
    assert '<html lang="en" dir="ltr" data-theme="dark"' in staff.get(f"{GUIDE}forms/?theme=dark").content.decode()
    both = staff.get(f"{GUIDE}forms/?theme=both&width=360").content.decode()
    frames = re.findall(r'<iframe class="([^"]+)" title="(\w+)" src="([^"]+)"', both)
    assert frames == [
        ("guide-frame guide-frame-360", "Light", "/styleguide/frame/forms/?theme=light"),
        ("guide-frame guide-frame-360", "Dark", "/styleguide/frame/forms/?theme=dark"),
    ]
    assert "<iframe" not in staff.get(f"{GUIDE}forms/?theme=odd&width=1").content.decode()


def test_only_the_frame_may_be_framed_and_by_us_alone(staff: Client) -> None:
    guide, frame = staff.get(f"{GUIDE}forms/"), staff.get(f"{GUIDE}frame/forms/")
    assert "frame-ancestors 'none'" in guide.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in frame.headers["Content-Security-Policy"]
    assert (guide.headers["X-Frame-Options"], frame.headers["X-Frame-Options"]) == ("DENY", "SAMEORIGIN")


def test_every_mail_is_filled(staff: Client) -> None:
    for name in MAILS:
        html = staff.get(f"{GUIDE}mails/{name}/").content.decode()
        assert "1042" in html, name


def test_every_page_of_a_bad_day_can_be_looked_at(staff: Client) -> None:
    assert {name: staff.get(f"{GUIDE}pages/{name}/").status_code for name in PAGES} == dict.fromkeys(PAGES, 200)


def test_colours_are_strong_enough() -> None:
    weak = [each for each in (pair(*one) for one in PAIRS) if not each.is_enough]
    assert weak == []
    assert [each for each in samples()["stalls"] if not each.is_enough] == []
    assert len(samples()["stalls"]) == len(STALLS)


def test_screenshots_know_every_chapter() -> None:
    assert tuple(each.id for each in CHAPTERS) == scenes.CHAPTERS


def test_it_asks_the_database_for_the_visitor_alone(staff: Client, django_assert_max_num_queries) -> None:
    staff.get(GUIDE)
    with django_assert_max_num_queries(4):
        staff.get(GUIDE)
