"""The lists of packages: pinned, with hashes, and with no word about where they come from."""

import re

import pytest

from tests.deploy.standin import ROOT

LISTS = ["run.txt", "dev.txt", "tools.txt"]


@pytest.mark.parametrize("name", LISTS)
def test_every_pin_has_a_hash_and_no_line_an_address(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if not re.match(r"[\w.\[\]-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)] == []
    assert "://" not in text


def test_what_runs_is_part_of_what_is_tested() -> None:
    pins = [set(re.findall(r"^\S+==\S+", (ROOT / "requirements" / name).read_text(), re.M)) for name in LISTS]
    assert pins[0] - pins[1] == set()
