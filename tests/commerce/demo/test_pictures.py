"""The ready-made pictures in the repository agree with the manifest and with the drawings."""

from io import BytesIO

import pytest
from PIL import Image

from commerce.demo.drawings.kinds import KINDS
from commerce.demo.drawings.looks import LOOKS
from commerce.demo.drawings.scene import VIEWS, picture
from commerce.demo.market import products
from commerce.demo.pictures import FOLDER, MANIFEST, manifest

LARGEST_TOTAL = 13_000_000
AVIF, WEBP = [160, 320, 480, 720, 1280], [480]


def test_every_product_and_variant_has_three_views_as_avif_at_five_widths_and_webp_at_one():
    looks = {p.look for p in products()} | {v.look for p in products() for v in p.variants}
    for look in looks:
        for view in VIEWS:
            shown = manifest()[look, view]
            assert (sorted(shown.avif), sorted(shown.webp)) == (AVIF, WEBP)
            assert all(path.stat().st_size == size for _name, path, size in shown.files())


def test_the_manifest_lists_exactly_the_looks_and_the_files():
    assert set(manifest()) == {(look, view) for look in LOOKS for view in VIEWS}
    listed = {path for shown in manifest().values() for _name, path, _size in shown.files()}
    assert listed == {*FOLDER.iterdir()} - {MANIFEST}


def test_all_pictures_together_stay_small():
    total = sum(path.stat().st_size for path in FOLDER.iterdir())
    listed = sum(size for shown in manifest().values() for _name, _path, size in shown.files())
    assert total == MANIFEST.stat().st_size + listed
    assert total <= LARGEST_TOTAL


def test_files_are_square_and_of_their_kind_and_width():
    for shown in list(manifest().values())[::29]:
        for kind, widths in (("avif", AVIF), ("webp", WEBP)):
            for width in widths:
                with Image.open(shown.path(width, kind)) as image:
                    assert (image.format, image.size) == (kind.upper(), (width, width))


def test_alternative_texts_are_sentences_of_their_own():
    texts = [shown.alt for shown in manifest().values()]
    assert all(text[0].isupper() and len(text) < 120 for text in texts)
    assert all(shown.alt.startswith("Close view of ") == (shown.view == "close") for shown in manifest().values())


@pytest.mark.parametrize("name", ["enamel-mug-sea", "saree-roof"])
def test_what_is_kept_is_what_the_drawing_gives_today(name):
    renderer = pytest.importorskip("resvg_py")
    drawn = renderer.svg_to_bytes(svg_string=picture(LOOKS[name], "whole", KINDS), width=320, skip_system_fonts=True)
    with Image.open(BytesIO(bytes(drawn))) as fresh, Image.open(manifest()[name, "whole"].path(320, "avif")) as kept:
        pairs = zip(
            fresh.convert("RGB").resize((32, 32)).tobytes(),
            kept.convert("RGB").resize((32, 32)).tobytes(),
            strict=True,
        )
        assert max(abs(a - b) for a, b in pairs) < 48
