"""Static files are packed once: a start finds what an earlier one has made."""

import gzip
import os
from pathlib import Path

import pytest
from whitenoise.compress import Compressor, brotli

from commerce.kernel.static import CompressorOfNew

TEXT, OTHER = "a { color: red }\n" * 50, "a { color: tan }\n" * 50


@pytest.fixture
def packed(monkeypatch) -> list[bytes]:
    """What was really compressed."""
    found: list[bytes] = []
    monkeypatch.setattr(Compressor, "compress_brotli", lambda _self, data: found.append(data) or brotli.compress(data))
    return found


def pack(path: Path) -> list[str]:
    return [Path(name).name for name in CompressorOfNew(quiet=True).compress(str(path))]


@pytest.mark.parametrize("name", ["shop.css", "shop.0123456789ab.css"])
def test_what_has_not_changed_is_left(tmp_path, packed, name):
    path = tmp_path / name
    path.write_text(TEXT)
    assert pack(path) == pack(path) == [f"{name}.br", f"{name}.gz"]
    assert len(packed) == 1
    assert brotli.decompress((tmp_path / f"{name}.br").read_bytes()).decode() == TEXT
    assert gzip.decompress((tmp_path / f"{name}.gz").read_bytes()).decode() == TEXT


def test_a_file_that_was_edited_is_packed_anew(tmp_path, packed):
    path = tmp_path / "shop.css"
    path.write_text(TEXT)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    pack(path)
    path.write_text(OTHER)
    pack(path)
    assert brotli.decompress((tmp_path / "shop.css.br").read_bytes()).decode() == OTHER
    assert gzip.decompress((tmp_path / "shop.css.gz").read_bytes()).decode() == OTHER


def test_a_start_that_is_killed_while_writing_leaves_no_half_file(tmp_path, monkeypatch):
    path = tmp_path / "shop.0123456789ab.css"
    path.write_text(TEXT)
    monkeypatch.setattr("os.utime", lambda *_args, **_words: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        pack(path)
    monkeypatch.undo()
    assert not (tmp_path / f"{path.name}.br").exists()
    assert pack(path) == [f"{path.name}.br", f"{path.name}.gz"]
