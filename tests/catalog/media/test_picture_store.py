import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from catalog.domain import media
from catalog.models import Picture, Product
from catalog.queries.pictures import one_width, small, view
from commerce.jobs.domain import work
from commerce.jobs.models import Job
from commerce.kernel import renditions
from commerce.kernel.errors import Refused

Make = Callable[..., bytes]


def files(settings: Any) -> list[str]:
    root = Path(settings.MEDIA_ROOT)
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_an_upload_is_shown_at_once(product: Product, picture_bytes: Make, settings: Any) -> None:
    upload = SimpleUploadedFile("../../x.php", picture_bytes(1700, 850), content_type="text/html")
    picture = media.add_picture(product=product, content=upload, alt=" A mug ")
    product.refresh_from_db()
    assert (picture.state, picture.alt, picture.position, picture.width, picture.height) == (
        "ready", "A mug", 1, 1600, 800,
    )  # fmt: skip
    assert product.lead_picture == picture
    assert files(settings) == sorted(f"pictures/{picture.digest}/{w}.webp" for w in picture.webp)
    assert picture.webp == [160, 320, 480, 720, 1080, 1600]


def test_the_view_names_the_widths_that_are_there(product: Product, picture_bytes: Make) -> None:
    picture = media.add_picture(product=product, content=picture_bytes(700, 700))
    shown = view(picture)
    base = f"/media/pictures/{picture.digest}"
    assert shown.srcset == f"{base}/175 175w, {base}/350 350w, {base}/525 525w, {base}/700 700w"
    assert (shown.fallback, shown.width, shown.height) == (f"{base}/525", 700, 700)
    assert shown.thumb == replace(shown, srcset=f"{base}/175 175w, {base}/350 350w")
    assert shown.large == replace(shown, srcset=f"{base}/525 525w, {base}/700 700w")
    assert shown.narrowest == f"{base}/175"
    assert one_width(picture, 360) == replace(shown, srcset="", fallback=f"{base}/350")
    assert one_width(picture, 100).fallback == f"{base}/175"
    assert small(picture, 360) == replace(shown, srcset=f"{base}/175 175w, {base}/350 350w", fallback=f"{base}/350")
    assert small(picture, 180) == one_width(picture, 180)


def test_avif_follows_as_a_job(product: Product, picture_bytes: Make, settings: Any) -> None:
    picture = media.add_picture(product=product, content=picture_bytes(700, 700))
    version = Product.objects.get().cache_version
    job = Job.objects.get(kind="catalog.encode_avif")
    assert work.run(job.pk, "inventory") == "done"
    picture.refresh_from_db()
    assert picture.avif == picture.webp == [175, 350, 525, 700]
    with Image.open(Path(settings.MEDIA_ROOT) / "pictures" / picture.digest / "350.avif") as image:
        assert (image.format, image.size) == ("AVIF", (350, 350))
    assert Product.objects.get().cache_version == version + 1


def test_the_same_original_is_stored_once(product: Product, picture_bytes: Make, settings: Any) -> None:
    first = media.add_picture(product=product, content=picture_bytes())
    media.encode_avif(digest=first.digest)
    before = {name: os.stat(Path(settings.MEDIA_ROOT) / name).st_mtime_ns for name in files(settings)}
    second = media.add_picture(product=product, content=picture_bytes())
    assert {name: os.stat(Path(settings.MEDIA_ROOT) / name).st_mtime_ns for name in files(settings)} == before
    assert (second.digest, second.avif, second.position) == (first.digest, first.webp, 2)
    assert Job.objects.filter(kind="catalog.encode_avif").count() == 1


def test_a_refused_upload_leaves_nothing(product: Product, settings: Any) -> None:
    with pytest.raises(renditions.PictureRefused):
        media.add_picture(product=product, content=b"<svg/>")
    assert (Picture.objects.count(), files(settings)) == (0, [])


def test_an_upload_over_the_limit_is_not_even_read(product: Product) -> None:
    upload = SimpleUploadedFile("big.jpg", b"x")
    upload.size = 11 * 1024 * 1024
    upload.file.close()
    with pytest.raises(renditions.PictureRefused):
        media.add_picture(product=product, content=upload)


def test_a_long_alternative_text_is_refused(product: Product, picture_bytes: Make) -> None:
    with pytest.raises(Refused):
        media.add_picture(product=product, content=picture_bytes(), alt="x" * 513)


def test_a_removed_picture_hands_the_lead_on(product: Product, picture_bytes: Make) -> None:
    first = media.add_picture(product=product, content=picture_bytes())
    second = media.add_picture(product=product, content=picture_bytes(900))
    media.remove_picture(picture=first)
    product.refresh_from_db()
    assert product.lead_picture == second


def test_tidying_takes_old_folders_without_a_picture(product: Product, picture_bytes: Make, settings: Any) -> None:
    kept = media.add_picture(product=product, content=picture_bytes())
    gone = media.add_picture(product=product, content=picture_bytes(900))
    fresh = media.add_picture(product=product, content=picture_bytes(800))
    for picture in (gone, fresh):
        media.remove_picture(picture=picture)
    root = Path(settings.MEDIA_ROOT) / "pictures"
    for picture in (kept, gone):
        os.utime(root / picture.digest, (0, 0))
    assert media.tidy() == 1
    assert {path.name for path in root.iterdir()} == {kept.digest, fresh.digest}


def test_avif_of_a_picture_that_is_gone(product: Product) -> None:
    assert media.encode_avif(digest="0" * 64) == 0
    assert connection.in_atomic_block
