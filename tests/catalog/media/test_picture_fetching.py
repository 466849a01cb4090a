import socket
from collections.abc import Callable
from typing import Any

import pytest

from catalog.domain import fetching, pending_pictures
from catalog.models import Picture, Product
from commerce.jobs.domain import work
from commerce.jobs.models import Job
from commerce.kernel.renditions import PictureRefused
from commerce.kernel.resilience import ProviderAway

Make = Callable[..., bytes]


def pending(product: Product, url: str, position: int = 1) -> Picture:
    return Picture.objects.create(product=product, source_url=url, position=position)


def run_jobs(kind: str = "catalog.fetch_picture") -> list[str]:
    """Runs every open job of the kind now, and those that they enqueue. Returns the outcomes."""
    outcomes: list[str] = []
    while job := Job.objects.filter(kind=kind, state="ready").first():
        Job.objects.filter(pk=job.pk).update(run_at="2000-01-01T00:00Z")
        outcomes.append(work.run(job.pk, job.queue))
    return outcomes


def test_a_pending_picture_arrives(product: Product, site: Any, picture_bytes: Make) -> None:
    picture = pending(product, site.put("/mug.jpg", picture_bytes(1000, 1000)))
    assert pending_pictures.send() == 1
    assert run_jobs() == ["done"]
    picture.refresh_from_db()
    product.refresh_from_db()
    assert (picture.state, picture.width, picture.error) == ("ready", 1000, "")
    assert product.lead_picture == picture
    assert Job.objects.filter(kind="catalog.encode_avif").count() == 1


def test_pictures_are_sent_once_and_a_few_at_a_time(product: Product) -> None:
    for n in range(3):
        pending(product, f"http://127.0.0.1/{n}", position=n)
    assert [pending_pictures.send(limit=2), pending_pictures.send(limit=2), pending_pictures.send(limit=2)] == [2, 1, 0]


def test_a_redirect_is_followed(product: Product, site: Any, picture_bytes: Make) -> None:
    site.put("/new.jpg", picture_bytes())
    url = site.put("/old.jpg", status=302, Location="/new.jpg")
    assert fetching.download(url) == site.pages["/new.jpg"][2]


def test_a_flood_of_bytes_is_stopped_while_it_comes(site: Any) -> None:
    with pytest.raises(PictureRefused, match="10 MB"):
        fetching.download(site.put("/x", b"\xff" * (10 * 1024 * 1024 + 1)))


def test_a_circle_of_redirects_ends(site: Any) -> None:
    url = site.put("/a", status=302, Location="/a")
    with pytest.raises(PictureRefused):
        fetching.download(url)
    assert len(site.seen) == fetching.REDIRECTS + 1


def test_a_host_that_is_down_is_tried_three_times_and_is_no_dead_letter(product: Product) -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        picture = pending(product, f"http://127.0.0.1:{reserved.getsockname()[1]}/x.jpg")
        pending_pictures.send()
        assert run_jobs() == ["done", "done", "done"]
    picture.refresh_from_db()
    product.refresh_from_db()
    assert (picture.state, picture.error) == ("failed", "127.0.0.1 does not answer.")
    assert product.lead_picture is None
    assert not Job.objects.filter(kind="catalog.fetch_picture").exclude(state="done").exists()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_passing_trouble_is_tried_again(product: Product, site: Any, picture_bytes: Make, status: int) -> None:
    picture = pending(product, site.put("/x.jpg", status=status))
    pending_pictures.send()
    job = Job.objects.get(kind="catalog.fetch_picture")
    assert work.run(job.pk, job.queue) == "done"
    site.put("/x.jpg", picture_bytes())
    assert run_jobs() == ["done"]
    picture.refresh_from_db()
    assert picture.state == "ready"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ((404, {}, b""), "There is no picture at this address (404)."),
        ((200, {"Content-Type": "image/png"}, b"<html>"), "This is not a picture that we can read."),
        ((200, {}, b"\xff" * (10 * 1024 * 1024 + 1)), "The picture has more than 10 MB."),
    ],
    ids=["missing", "page", "flood"],
)
def test_what_will_never_work_fails_at_once(product: Product, site: Any, page: Any, reason: str) -> None:
    site.pages["/x.jpg"] = page
    picture = pending(product, site.address + "/x.jpg")
    pending_pictures.send()
    assert run_jobs() == ["done"]
    picture.refresh_from_db()
    assert picture.state == "failed"
    assert picture.error.startswith(reason)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "gopher://127.0.0.1/x",
        "http://",
        "http://[::1",
        "http://user:word@127.0.0.1/x",
        "http://10.0.0.1/x",
        "http://192.168.1.1/x",
        "http://172.16.0.9/x",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/x",
        "http://0.0.0.0/x",
        "http://[fd00::1]/x",
        "http://[fe80::1]/x",
        "http://[::ffff:10.0.0.1]/x",
        "http://[64:ff9b::a00:1]/x",
        "http://224.0.0.1/x",
    ],
)
def test_nothing_inside_is_visited(url: str) -> None:
    with pytest.raises(PictureRefused):
        fetching.download(url)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_this_machine_is_not_visited_unless_the_operator_says_so(settings: Any, site: Any, host: str) -> None:
    settings.PICTURES_FROM_LOOPBACK = False
    port = site.address.rpartition(":")[2]
    with pytest.raises(PictureRefused):
        fetching.download(f"http://{host}:{port}/x")
    assert site.seen == []


def test_a_redirect_into_the_house_is_refused(site: Any) -> None:
    url = site.put("/x", status=302, Location="http://169.254.169.254/latest/meta-data/")
    with pytest.raises(PictureRefused, match="private"):
        fetching.download(url)


def test_the_connection_goes_to_the_address_that_was_checked(
    site: Any, picture_bytes: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that answers with another address the second time is asked only once."""
    asked = []
    real = socket.getaddrinfo

    def resolve(host: str, *args: Any, **kwargs: Any) -> Any:
        if host != "pictures.example":
            return real(host, *args, **kwargs)
        asked.append(host)
        return real("127.0.0.1" if len(asked) == 1 else "10.0.0.1", *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    site.put("/x", picture_bytes())
    port = site.address.rpartition(":")[2]
    assert fetching.download(f"http://pictures.example:{port}/x") == site.pages["/x"][2]
    assert asked == ["pictures.example"]


def test_a_name_that_does_not_exist_may_exist_later() -> None:
    with pytest.raises(ProviderAway):
        fetching.check("http://no-such-host.invalid/x")


def test_a_picture_that_is_not_pending_is_left_alone(product: Product, site: Any) -> None:
    picture = pending(product, site.put("/x"))
    Picture.objects.update(state="failed")
    pending_pictures.send()
    Job.objects.create(kind="catalog.fetch_picture", queue="inventory", args={"picture": picture.public_id})
    assert run_jobs() == ["done"]
    assert site.seen == []
