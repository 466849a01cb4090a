"""The words of ./stabroek and what it says when something is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.standin import ROOT


def stabroek(*words: str, folder: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [folder / "stabroek", *words],
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A checkout that was never prepared."""
    shutil.copy(ROOT / "stabroek", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    (tmp_path / "deploy").mkdir()
    shutil.copy(ROOT / "deploy" / "install.py", tmp_path / "deploy")
    return tmp_path


def fake_python(folder: Path, *, refuses: str) -> str:
    """An interpreter like this one that fails at any command which holds `refuses`."""
    path = folder / "fake-python"
    path.write_text(f'#!/bin/sh\ncase "$*" in *{refuses}*) exit 1;; esac\nexec {sys.executable} "$@"\n')
    path.chmod(0o755)
    return str(path)


def test_without_a_word_it_lists_every_word() -> None:
    done = stabroek()
    listed = [line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")]
    expected = ["up", "test", "manage", "doctor", "bench", "relevance", "chaos", "screenshots", "lock", "setup"]
    assert (done.returncode, listed) == (0, expected)


@pytest.mark.parametrize(
    ("wrong", "right"), [("tset", "test"), ("p", "up"), ("docter", "doctor"), ("screenshot", "screenshots")]
)
def test_an_unknown_word_is_answered_with_the_nearest(wrong: str, right: str) -> None:
    done = stabroek(wrong)
    assert done.returncode == 64
    assert done.stderr.splitlines()[0] == f'There is no word "{wrong}". Did you mean "{right}"?'


def test_a_python_without_ensurepip_names_the_debian_package(bare: Path) -> None:
    done = stabroek("setup", folder=bare, PYTHON=fake_python(bare, refuses="ensurepip"))
    assert done.returncode == 69
    assert f"python{sys.version_info[0]}.{sys.version_info[1]}-venv" in done.stderr
    assert not (bare / ".venv").exists()


def test_a_python_that_does_not_fit_is_named(bare: Path) -> None:
    done = stabroek("setup", folder=bare, PYTHON=fake_python(bare, refuses="version_info"))
    assert done.returncode == 69
    assert "3.11, 3.12 or 3.13" in done.stderr


def test_a_failed_installation_shows_the_end_of_its_log(bare: Path) -> None:
    (bare / ".venv").write_text("a file where a folder has to be")
    done = stabroek("setup", folder=bare, PYTHON=sys.executable)
    assert done.returncode == 69
    assert "The end of var/log/install.log:" in done.stderr


def test_make_knows_the_same_words() -> None:
    if not shutil.which("make"):
        assert "run: up" in (ROOT / "Makefile").read_text()
        return
    done = subprocess.run(["make", "-n", "run"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "./stabroek up"
