"""Plain pages, robots, light and dark."""

import pytest
from django.test import Client


@pytest.mark.parametrize("name", ["terms", "privacy", "returns"])
def test_plain_pages_open(db, client: Client, name: str) -> None:
    assert client.get(f"/pages/{name}/").status_code == 200


def test_robots_stay_out_of_carts_and_searches(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    assert "Disallow: /cart/" in response.content.decode().splitlines()


def test_a_theme_is_kept_and_shown(db, client: Client) -> None:
    response = client.post("/theme/", {"theme": "dark"}, headers={"Referer": "http://testserver/search/?q=mug"})
    assert (response.status_code, response.headers["Location"]) == (302, "/search/?q=mug")
    assert 'data-theme="dark"' in client.get("/pages/terms/").content.decode()
    client.post("/theme/", {"theme": ""})
    assert "data-theme" not in client.get("/pages/terms/").content.decode()


@pytest.mark.parametrize(
    "referer", ["http://evil.example/x", "http://testserver//evil.example/", "", "javascript:alert(1)"]
)
def test_a_theme_leads_nowhere_else(db, client: Client, referer: str) -> None:
    assert client.post("/theme/", {"theme": "dark"}, headers={"Referer": referer}).headers["Location"] == "/"


def test_a_theme_that_is_none_is_not_kept(db, client: Client) -> None:
    assert client.post("/theme/", {"theme": "<script>"}).cookies["theme"].value == ""
    assert client.get("/theme/").status_code == 405
