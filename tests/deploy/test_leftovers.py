"""Finding processes by their mark, on every kind of system."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.embedded import leftovers


@pytest.fixture
def sleeper(tmp_path: Path) -> Iterator[int]:
    """A process that carries `tmp_path` as its run folder."""
    with subprocess.Popen(["sleep", "60"], env=os.environ | {"STABROEK_RUN_DIR": str(tmp_path)}) as process:
        yield process.pid
        process.kill()


def test_the_environment_gives_a_process_away(sleeper: int, tmp_path: Path) -> None:
    assert leftovers.find(run_dir=tmp_path, book=tmp_path / "none.json") == {sleeper}


def test_a_folder_with_a_longer_name_is_not_ours(sleeper: int, tmp_path: Path) -> None:
    assert leftovers.find(run_dir=Path(str(tmp_path)[:-1]), book=tmp_path / "none.json") == set()


@pytest.mark.parametrize("changed", ["", "x"])
def test_a_booked_process_counts_only_while_it_is_the_same_one(sleeper: int, tmp_path: Path, changed: str) -> None:
    book = tmp_path / "book.json"
    book.write_text(json.dumps({"web": {"pid": sleeper, "started": leftovers.start_mark(sleeper) + changed}}))
    assert leftovers.booked(book) == (set() if changed else {sleeper})


def test_ps_tells_the_same_as_proc(sleeper: int, tmp_path: Path) -> None:
    if not shutil.which("ps"):
        pytest.fail("ps is missing: apt-get install procps")
    by_ps, by_proc = leftovers.look_by_ps(sleeper), leftovers.look(sleeper)
    assert by_ps is not None
    assert by_proc is not None
    assert (by_ps.command, by_ps.parent, by_ps.state[0]) == (by_proc.command, os.getpid(), by_proc.state)
    assert leftovers.marked_by_ps(f"STABROEK_RUN_DIR={tmp_path}") == {sleeper}
