"""What one version of the code has kept is not read by another."""

import pytest
from django.core.cache import cache

from commerce.kernel import code_mark
from commerce.kernel.page_cache import question
from commerce.kernel.page_cache.question import question_of

ASKED = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "HTTP_HOST": "localhost", "wsgi.url_scheme": "http"}


@pytest.fixture
def updated(monkeypatch):
    """The code is another one from the call on."""

    def update() -> None:
        monkeypatch.setattr(code_mark, "code_mark", lambda: "another")
        monkeypatch.setattr(question, "code_mark", lambda: "another")

    return update


def test_kept_values_and_pages_belong_to_the_code_that_made_them(updated):
    cache.set("thing", "old shape")
    before = question_of(dict(ASKED))
    assert cache.get("thing") == "old shape"
    updated()
    assert cache.get("thing") is None
    after = question_of(dict(ASKED))
    assert before is not None
    assert after is not None
    assert before.key != after.key


def test_sources_templates_and_names_of_static_files_make_the_mark(settings, tmp_path):
    def mark() -> str:
        code_mark.code_mark.cache_clear()
        return code_mark.code_mark()

    settings.STATIC_ROOT = str(tmp_path)
    plain = mark()
    assert mark() == plain
    (tmp_path / "staticfiles.json").write_text("{}")
    assert mark() != plain
    sources = set(code_mark._sources())
    assert settings.ROOT / "templates" / "base.html" in sources
    assert settings.ROOT / "catalog" / "models" / "product.py" in sources
    assert not [path for path in sources if "site-packages" in path.parts]
    code_mark.code_mark.cache_clear()
