"""What travels over a weak link: pages are compressed, and what a browser keeps for ever is named by its content."""

import gzip
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")


@pytest.mark.django_db
def test_pages_go_out_compressed_when_the_browser_says_so() -> None:
    for path in ("/", "/search/", "/nowhere/"):
        plain, packed = Client().get(path), Client().get(path, headers={"Accept-Encoding": "gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert len(packed.content) < len(plain.content) / 2
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert gzip.decompress(packed.content)[:15] == plain.content[:15]


@pytest.mark.django_db
def test_a_compressed_page_is_still_asked_about_by_its_tag() -> None:
    client = Client(headers={"Accept-Encoding": "gzip"})
    client.get("/account/login/")  # sets the cookie of the form token; a page without it is never kept
    first = client.get("/search/")
    again = client.get("/search/", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.headers["Content-Encoding"], again.status_code, again.content) == ("gzip", 304, b"")


def test_scripts_import_each_other_by_hashed_names(tmp_path: Path, settings) -> None:
    storage = {"BACKEND": "commerce.kernel.static.HashedStaticStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}
    settings.STATIC_ROOT = str(tmp_path)
    call_command("collectstatic", interactive=False, verbosity=0)
    scripts = list((tmp_path / "js").rglob("*.????????????.js"))
    found = [(script, name) for script in scripts for name in IMPORT.findall(script.read_text())]
    assert len(found) > 10
    for script, name in found:
        assert re.search(r"\.[0-9a-f]{12}\.js$", name), (script.name, name)
        assert (script.parent / name).is_file()
