"""Staff keep redirects: one by one, or many from a file that tells what is wrong line by line."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commerce.kernel.errors import Refused
from marketing.content.domain.redirect_import import import_redirects
from marketing.content.models import Redirect
from tests.factories.shop import make_user

LIST, ADD, FILE = (f"/staff/content/redirect/{each}" for each in ("", "add/", "import/"))


def known() -> dict[str, tuple[str, int]]:
    return {each.old_path: (each.new_path, each.status) for each in Redirect.objects.all()}


def test_staff_write_change_and_delete_one(desk) -> None:
    assert desk.post(ADD, {"old_path": "/mug.html", "new_path": "/p/mug/"}).status_code == 302
    row = Redirect.objects.get()
    change = {"old_path": "/mug.html", "new_path": "/p/cup/", "is_temporary": "on"}
    assert desk.post(f"{LIST}{row.pk}/change/", change).status_code == 302
    assert known() == {"/mug.html": ("/p/cup/", 302)}
    assert "302" in desk.get(LIST, {"answer": "meanwhile"}).content.decode()
    assert desk.post(f"{LIST}{row.pk}/delete/", {"post": "yes"}).status_code == 302
    assert known() == {}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("/cart/", "/p/mug/", "is a page of the shop"),
        ("/a", "https://elsewhere.example/", "one of this shop"),
        ("/b", "/known", "has moved itself"),
        ("/there", "/known", "round in a circle"),
        ("/a", "/a", "leads to itself"),
        ("/known", "/c", "already"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(desk, old: str, new: str, words: str) -> None:
    import_redirects(content=b"/known,/there/")
    html = desk.post(ADD, {"old_path": old, "new_path": new}).content.decode()
    assert words in html
    assert f'value="{old}"' in html
    assert f'value="{new}"' in html
    assert len(known()) == 1


def test_a_file_keeps_what_is_right_and_tells_the_rest_by_line(desk, editor) -> None:
    import_redirects(content=b"/kept,/p/old/\n/same,/p/same/")
    text = (
        "Old address,New address,Answer\n"
        "/mug.html,/p/mug/\n"
        "/fair,/c/food/,302\n"
        "/closed,,410\n"
        "\n"
        "/kept,/p/new/\n"
        "/same,/p/same/\n"
        "/loop,/loop/\n"
        "/round,/mug.html\n"
        "/c/food,/mug.html,301\n"
        "/late,/p/late/,307\n"
        "/x,,301\n"
        "/y,/p/y/,301,more\n"
        "nonsense\n"
        ",/p/z/\n"
    )
    file = SimpleUploadedFile("old.csv", b"\xef\xbb\xbf" + text.encode(), "text/csv")
    answer = desk.post(FILE, {"file": file})
    assert answer.status_code == 200
    outcome = answer.context["outcome"]
    assert [each.old_path for each in outcome.added] == ["/mug.html", "/fair", "/closed"]
    assert [each.old_path for each in outcome.changed] == ["/kept"]
    noted = LogEntry.objects.filter(change_message="Imported from a file.", user=editor)
    assert sorted(each.object_repr for each in noted) == ["/closed", "/fair", "/kept", "/mug.html"]
    assert [line for line, _words in outcome.problems] == [8, 9, 10, 11, 12, 13, 14, 15]
    html = answer.content.decode()
    assert "3 added, 1 changed." in html
    assert "/mug.html has moved itself. Lead straight to /p/mug/." in html
    assert known() == {
        "/mug.html": ("/p/mug/", 301), "/fair": ("/c/food/", 302), "/closed": ("", 410),
        "/kept": ("/p/new/", 301), "/same": ("/p/same/", 301),
    }  # fmt: skip


def test_lines_see_what_the_lines_before_them_changed(db) -> None:
    import_redirects(content=b"/a,/b")
    outcome = import_redirects(content=b"/b,/c\n/a,/c\n/b,/c\n/c,/a")
    assert [line for line, _words in outcome.problems] == [1, 4]
    assert known() == {"/a": ("/c", 301), "/b": ("/c", 301)}


@pytest.mark.parametrize("content", [b"\xff\xfe\x00a", b"/a,/b\n" * 20_001, b"x" * (5 * 1024 * 1024 + 1)])
def test_a_file_that_is_none_is_refused(db, content: bytes) -> None:
    with pytest.raises(Refused):
        import_redirects(content=content)


def test_a_refused_file_is_told_at_the_field(desk) -> None:
    answer = desk.post(FILE, {"file": SimpleUploadedFile("old.csv", b"\xff\xfe\x00a", "text/csv")})
    assert answer.status_code == 422
    assert "no text in UTF-8" in answer.content.decode()
    assert desk.post(FILE).status_code == 422


def test_many_lines_cost_few_statements(db, django_assert_max_num_queries) -> None:
    content = "\n".join(f"/old-{each},/p/new-{each}/" for each in range(900)).encode()
    with django_assert_max_num_queries(6):
        assert len(import_redirects(content=content).added) == 900


def test_strangers_find_no_desk(db) -> None:
    shopper = Client()
    shopper.force_login(make_user())
    for client in (Client(), shopper):
        for path in (LIST, ADD, FILE):
            assert client.get(path).status_code in (302, 403, 404)
        client.post(FILE, {"file": SimpleUploadedFile("old.csv", b"/a,/b")})
    assert known() == {}
