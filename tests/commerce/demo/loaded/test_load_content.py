"""What the demo market says can be read, and every link in it leads somewhere."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from marketing.content.models import Banner, Page, PageVersion, Redirect


@pytest.fixture
def said(loaded):
    cache.clear()
    return loaded


def test_pages_and_stories_open_and_the_draft_does_not(said) -> None:
    for page in Page.objects.all():
        answer = Client().get(page.get_absolute_url())
        assert answer.status_code == (404 if page.state == "draft" else 200), page.slug
    assert PageVersion.objects.count() == Page.objects.count() == 6
    html = Client().get("/stories/").content.decode()
    assert html.count('class="story-card"') == 3


def test_every_link_of_it_leads_somewhere(said) -> None:
    links = [*Banner.objects.exclude(link="").values_list("link", flat=True)]
    links += [new for new in Redirect.objects.values_list("new_path", flat=True) if new]
    for page in Page.objects.all():
        links += re.findall(r"\]\((/[^)]*)\)", page.body)
    assert len(links) > 8
    assert {link: Client().get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_the_front_has_its_banner_and_old_addresses_answer(said) -> None:
    assert "Rain until Sunday" in Client().get("/").content.decode()
    assert Client().get("/shop/hammocks.html").headers["Location"] == "/c/hammocks-and-nets/"
    assert sorted(each.status for each in Redirect.objects.all()) == [301, 301, 302, 410]
