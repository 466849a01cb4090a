import io
import zipfile
from collections.abc import Callable

import pytest
from PIL import Image, ImageCms
from PIL.ExifTags import Base

from commerce.kernel import renditions
from commerce.kernel.renditions import PictureRefused

Make = Callable[..., bytes]
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@pytest.mark.parametrize(
    ("widest", "widths"),
    [
        (4000, [160, 320, 480, 720, 1080, 1600]),
        (1600, [160, 320, 480, 720, 1080, 1600]),
        (1599, [160, 320, 480, 720, 1080]),
        (900, [160, 320, 480, 720, 900]),
        (600, [150, 300, 450, 600]),
        (16, [4, 8, 12, 16]),
    ],
)
def test_at_least_four_widths_none_wider_than_the_original(widest: int, widths: list[int]) -> None:
    assert renditions.widths(widest) == widths


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_five_formats_are_taken_and_become_webp(picture_bytes: Make, kind: str) -> None:
    drawn = renditions.draw(picture_bytes(1300, 650, kind))
    assert (drawn.width, drawn.height) == (1300, 650)
    opened = {width: Image.open(io.BytesIO(content)) for width, content in drawn.webp.items()}
    assert {width: (image.format, image.size) for width, image in opened.items()} == {
        width: ("WEBP", (width, width // 2)) for width in (160, 320, 480, 720, 1080)
    }


@pytest.mark.parametrize(
    "content",
    [b"", b"\0", EICAR, SVG, b"GIF89a/*" + b"x" * 200, b"%PDF-1.7", b"\xff\xd8\xff\xe0" + b"\0" * 99, b"<?php ?>"],
    ids=["empty", "nul", "eicar", "svg", "gif-script", "pdf", "jpeg-head", "php"],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(PictureRefused):
        renditions.draw(content)


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "ICO", "PPM", "PDF"])
def test_other_formats_of_the_decoder_are_refused(picture_bytes: Make, kind: str) -> None:
    with pytest.raises(PictureRefused):
        renditions.draw(picture_bytes(64, 64, kind))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_a_truncated_picture_is_refused(kind: str) -> None:
    target = io.BytesIO()
    Image.effect_noise((600, 600), 60).convert("RGB").save(target, kind)
    content = target.getvalue()
    with pytest.raises(PictureRefused):
        renditions.draw(content[: len(content) // 2])


def test_a_flood_of_pixels_is_refused_before_decoding(picture_bytes: Make) -> None:
    flood = picture_bytes(6400, 6400, "PNG", mode="1")
    assert len(flood) < 20_000
    with pytest.raises(PictureRefused, match="40 million"):
        renditions.draw(flood)


def test_too_many_bytes_are_refused(settings: object) -> None:
    with pytest.raises(PictureRefused, match="10 MB"):
        renditions.draw(b"\xff" * (10 * 1024 * 1024 + 1))


def test_a_speck_is_refused(picture_bytes: Make) -> None:
    with pytest.raises(PictureRefused, match="too small"):
        renditions.draw(picture_bytes(1, 1, "GIF"))


@pytest.mark.parametrize("size", [(17, 40_000), (40_000, 17), (161, 16)])
def test_a_strip_is_refused(picture_bytes: Make, size: tuple[int, int]) -> None:
    with pytest.raises(PictureRefused, match="strip"):
        renditions.draw(picture_bytes(*size, "PNG"))


def test_the_longest_picture_fits_every_format(picture_bytes: Make) -> None:
    drawn = renditions.draw(picture_bytes(1600, 16_000, "PNG"))
    assert Image.open(io.BytesIO(drawn.webp[1600])).size == (1600, 16_000)


def test_what_a_file_carries_along_is_gone(picture_bytes: Make) -> None:
    exif = Image.Exif()
    exif[Base.ImageDescription] = "who-and-where"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("evil.js", "who-and-where")
    polyglot = picture_bytes(800, 800, "JPEG", exif=exif, comment=b"who-and-where") + archive.getvalue()
    assert polyglot.count(b"who-and-where") == 3
    for content in renditions.draw(polyglot).webp.values():
        image = Image.open(io.BytesIO(content))
        assert b"who-and-where" not in content
        assert b"evil.js" not in content
        assert sorted(image.info.keys() - {"loop", "background", "timestamp", "duration"}) == []


def test_a_lying_photograph_stands_up() -> None:
    exif = Image.Exif()
    exif[Base.Orientation] = 6
    photograph, target = Image.new("RGB", (3000, 2000), "white"), io.BytesIO()
    photograph.paste("red", (0, 0, 3000, 200))  # the top of the sensor: the right side of what was seen
    photograph.save(target, "JPEG", exif=exif)
    image = renditions.decode(target.getvalue())
    assert image.size == (1600, 2400)
    assert image.getpixel((1590, 1200))[0] > 200
    assert image.getpixel((1590, 1200))[1] < 60
    assert min(image.getpixel((10, 1200))) > 240


def test_see_through_stays_see_through(picture_bytes: Make) -> None:
    target = io.BytesIO()
    Image.new("RGBA", (800, 800), (10, 200, 10, 0)).save(target, "PNG")
    assert renditions.decode(target.getvalue()).getpixel((5, 5))[3] == 0
    assert renditions.decode(picture_bytes(800, 800, "PNG")).mode == "RGB"


def test_a_colour_profile_is_applied_not_kept(picture_bytes: Make) -> None:
    plain = picture_bytes(100, 100, "PNG")
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = renditions.decode(picture_bytes(100, 100, "PNG", icc_profile=lab))
    assert image.info == {}
    assert image.getpixel((1, 1)) == renditions.decode(plain).getpixel((1, 1))


def test_a_broken_colour_profile_does_no_harm(picture_bytes: Make) -> None:
    image = renditions.decode(picture_bytes(100, 100, "PNG", icc_profile=b"not a profile"))
    assert image.getpixel((1, 1)) == (0, 128, 128)


def test_cmyk_and_sixteen_bits_and_palettes(picture_bytes: Make) -> None:
    assert renditions.decode(picture_bytes(100, 100, "JPEG", mode="CMYK")).mode == "RGB"
    for mode in ("L", "P", "1", "I;16", "LA"):
        target = io.BytesIO()
        Image.new(mode, (64, 64)).save(target, "PNG")
        assert renditions.decode(target.getvalue()).mode in ("RGB", "RGBA")
