"""All simulators in one process: each answers on its port, and one page sets their faults and webhooks."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.payments.simulators.driving import ROOT


@dataclass(frozen=True)
class Together:
    process: subprocess.Popen[str]
    index: str
    urls: dict[str, str]

    def listed(self) -> dict[str, Any]:
        rows = requests.get(f"{self.index}/simulators", timeout=10).json()["simulators"]
        return {row["name"]: row for row in rows}

    def form(self, path: str, /, **fields: str) -> requests.Response:
        return requests.post(f"{self.index}/{path}", data=fields, timeout=10, allow_redirects=False)


@pytest.fixture
def together(tmp_path: Path) -> Iterator[Together]:
    words = [
        word for name in ("stripe", "paypal") for word in ("--", name, "--port", "0", "--book", str(tmp_path / name))
    ]
    command = [sys.executable, "-m", "payments.simulators", "--port", "0", *words]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout
    lines = [process.stdout.readline().strip() for _ in range(3)]
    urls = dict(line.split(" on ") for line in lines[1:])
    yield Together(process, lines[0].removeprefix("listening on "), urls)
    process.terminate()
    assert process.wait(10) == 0


def test_each_simulator_answers_on_its_own_port(together: Together):
    statuses = {name: requests.get(f"{url}/_control/", timeout=10).status_code for name, url in together.urls.items()}
    assert statuses == {"stripe": 200, "paypal": 200}


def test_the_page_names_all_with_their_faults_and_forgeries(together: Together):
    page = requests.get(together.index, timeout=10).text
    assert [title for title in ("Stripe simulator", "PayPal simulator") if title not in page] == []
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))
    forgeries = {name: row["forgeries"][:2] for name, row in together.listed().items()}
    assert forgeries == {"stripe": ["none", "future"], "paypal": ["none", "unsigned"]}


def test_a_fault_set_on_the_page_meets_that_simulator_alone(together: Together):
    answer = together.form("paypal/faults", action="status", path="/v*", status="503", count="1")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert {name: len(row["faults"]) for name, row in together.listed().items()} == {"stripe": 0, "paypal": 1}
    statuses = [requests.post(f"{together.urls[name]}/v1/anything", timeout=10).status_code for name in together.urls]
    assert statuses == [401, 503]


def test_webhook_modes_set_on_the_page_are_that_simulators(together: Together):
    together.form("stripe/webhooks", hold="true", duplicates="2")
    modes = {name: (row["webhooks"]["hold"], row["webhooks"]["duplicates"]) for name, row in together.listed().items()}
    assert modes == {"stripe": (True, 2), "paypal": (False, 0)}


@pytest.mark.parametrize("path", ["paypal/pay", "nobody/faults", "paypal/tokens"])
def test_other_commands_are_not_taken_here(together: Together, path):
    assert together.form(path, order="x").status_code == 404


def test_a_wrong_word_is_told(together: Together):
    assert together.form("paypal/faults", action="explode").status_code == 400


def test_an_unknown_simulator_does_not_start():
    command = [sys.executable, "-m", "payments.simulators", "--", "nobody"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert (ended.returncode, "one of stripe, paypal" in ended.stderr) == (1, True)
