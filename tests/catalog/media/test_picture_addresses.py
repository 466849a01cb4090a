"""Pictures over HTTP: one address, the best format that the browser names."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from catalog.domain import media
from catalog.models import Picture, Product

Make = Callable[..., bytes]
CHROMIUM = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8"
OLD = "image/webp,image/*,*/*;q=0.8"


def get(picture: Picture, name: str, accept: str = CHROMIUM) -> Any:
    return Client().get(f"/media/pictures/{picture.digest}/{name}", headers={"accept": accept})


def shown(answer: Any) -> tuple[str, str | None, int]:
    with Image.open(BytesIO(b"".join(answer.streaming_content))) as image:
        return answer["Content-Type"], image.format, image.width


@pytest.fixture
def picture(product: Product, picture_bytes: Make) -> Picture:
    return media.add_picture(product=product, content=picture_bytes(700, 700))


def test_avif_goes_to_who_names_it_once_it_is_there(picture: Picture) -> None:
    assert shown(get(picture, "350")) == ("image/webp", "WEBP", 350)
    media.encode_avif(digest=picture.digest)
    assert shown(get(picture, "350")) == ("image/avif", "AVIF", 350)
    assert shown(get(picture, "350", OLD)) == ("image/webp", "WEBP", 350)
    assert shown(get(picture, "350", "image/avif;q=0,image/webp")) == ("image/webp", "WEBP", 350)
    assert shown(get(picture, "350", "*/*")) == ("image/webp", "WEBP", 350)


def test_caches_keep_the_formats_apart_and_for_ever(picture: Picture) -> None:
    answer = get(picture, "350")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Accept" in answer["Vary"].split(", ")
    again = Client().get(
        f"/media/pictures/{picture.digest}/350", headers={"if-modified-since": answer["Last-Modified"]}
    )
    assert again.status_code == 304
    assert "Accept" in again["Vary"].split(", ")


def test_heads_are_short_but_for_the_page_that_says_there_is_none(picture: Picture) -> None:
    kept = {"Content-Type", "Content-Length", "Last-Modified", "Cache-Control", "X-Content-Type-Options", "Vary"}
    assert set(get(picture, "350").headers) == kept
    missing = Client().get(f"/media/pictures/{'f' * 64}/320")
    assert missing.status_code == 404
    assert {"Content-Security-Policy", "X-Frame-Options", "X-Request-Id"} <= set(missing.headers)


@pytest.mark.parametrize(("asked", "given"), [("200", 350), ("351", 525), ("9999", 700)])
def test_a_width_that_is_not_there_gives_the_nearest_wide_enough(picture: Picture, asked: str, given: int) -> None:
    assert shown(get(picture, asked, OLD)) == ("image/webp", "WEBP", given)


def test_one_file_by_its_own_name(picture: Picture) -> None:
    answer = get(picture, "350.webp")
    assert shown(answer) == ("image/webp", "WEBP", 350)
    assert "Accept" not in answer["Vary"].split(", ")


@pytest.mark.parametrize("path", ["f" * 64 + "/320", "../secret/320", "f/../320", "f/320.part", "f/320.svg", "f/-1"])
def test_nothing_else_is_reachable(db: None, settings: Any, path: str) -> None:
    (Path(settings.MEDIA_ROOT) / "secret").mkdir()
    (Path(settings.MEDIA_ROOT) / "secret" / "320.webp").write_bytes(b"secret")
    assert Client().get(f"/media/pictures/{path}").status_code == 404
