"""Rendering gives the same bytes twice and cleans up after itself."""

import json

import pytest

pytest.importorskip("resvg_py")

from commerce.demo import render
from commerce.demo.drawings.kinds import KINDS
from commerce.demo.drawings.looks import LOOKS
from commerce.demo.pictures import MANIFEST


@pytest.fixture
def one_look(monkeypatch):
    monkeypatch.setattr(render, "LOOKS", {"slippers-sea": LOOKS["slippers-sea"]})
    monkeypatch.setattr(render, "RENDITIONS", {"avif": {40: 40, 80: 30}, "webp": {40: 30}})
    monkeypatch.setattr(render, "WORKERS", 1)


def test_rendering_twice_gives_the_same_bytes(one_look, tmp_path):
    first = [render.render_look("slippers-sea", tmp_path / name) for name in _folders(tmp_path)]
    assert first[0] == first[1]
    contents = [{p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in ("one", "two")]
    assert contents[0] == contents[1]
    assert len(contents[0]) == 9


def test_a_full_run_writes_the_manifest_and_drops_stale_files(one_look, tmp_path, monkeypatch):
    for kind in ("avif", "webp"):
        (tmp_path / f"gone.whole.40.{kind}").write_bytes(b"old")
    lines = []
    total = render.render_all(tmp_path, lines.append)
    rows = json.loads((tmp_path / MANIFEST.name).read_text())["pictures"]
    assert [row["view"] for row in rows] == ["whole", "close", "companion"]
    assert total == sum(path.stat().st_size for path in tmp_path.iterdir() if path.name != MANIFEST.name)
    assert not list(tmp_path.glob("gone.*"))
    assert lines == [f"3 pictures of 1 looks, {total / 1e6:.1f} MB"]


def test_words_say_what_is_seen():
    look = LOOKS["enamel-mug-sea"]
    said = [render.words(look, KINDS["enamel-mug"], view) for view in ("whole", "close", "companion")]
    assert said == [
        "An enamel mug of tea, sea blue",
        "Close view of an enamel mug of tea, sea blue",
        "An enamel mug of tea, sea blue beside a round stove kettle",
    ]


def _folders(base):
    for name in ("one", "two"):
        (base / name).mkdir()
        yield name
