"""./stabroek up with real processes: refusals, healing, and that nothing is left behind."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.embedded.layout import Layout
from deploy.embedded.services import running
from tests.deploy.standin import Checkout, end, eventually, make_checkout, of_checkout, read_until

READY = "Ctrl-C stops everything"
EVERYBODY = {
    "postgres", "broker", "cache", "mailbox", "simulator", "web",
    "worker-order", "worker-payment", "worker-email", "worker-inventory", "pump",
}  # fmt: skip

with_celery = pytest.mark.parametrize("checkout", [True], indirect=True, ids=["celery"])


@pytest.fixture
def checkout(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Checkout]:
    made = make_checkout(tmp_path / "market", real_workers=getattr(request, "param", False))
    yield made
    for pid in made.children.values():
        with contextlib.suppress(ProcessLookupError):  # it may just have ended by itself
            os.kill(pid, signal.SIGKILL)
    Layout(run_dir=made.root / "var").remove_sockets()


def page(port: int) -> str:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", "/")
        return line.getresponse().read().decode()
    except OSError as error:
        return str(error)
    finally:
        line.close()


def accounts(checkout: Checkout) -> tuple[int, str]:
    """How many accounts the database holds, as ./stabroek manage tells."""
    return checkout.run("manage", "count_accounts")


def test_one_screen_tells_where_everything_is_and_ctrl_c_ends_it(checkout: Checkout) -> None:
    market = checkout.start()
    said = read_until(market, READY)
    assert f"open at   http://localhost:{checkout.port}" in said
    assert "shopper@example.com  open-sesame" in said
    assert set(checkout.children) == EVERYBODY
    assert page(checkout.port) == "open"
    assert end(market) == 0
    assert of_checkout(checkout) == []


def test_a_second_start_in_the_same_folder_is_refused(checkout: Checkout) -> None:
    market = checkout.start()
    read_until(market, READY)
    code, said = checkout.run()
    assert (code, "runs already in this folder" in said) == (75, True)
    assert accounts(checkout) == (0, "1\n")
    assert page(checkout.port) == "open"
    end(market)


def test_a_taken_port_is_named_with_the_way_out(checkout: Checkout) -> None:
    with socket.create_server(("127.0.0.1", checkout.port)):
        code, said = checkout.run()
    assert code == 78
    assert f"Port {checkout.port} is taken" in said
    assert "PORT=" in said
    assert of_checkout(checkout) == []


def test_an_unknown_setting_is_answered_with_the_nearest(checkout: Checkout) -> None:
    code, said = checkout.run(DATABASE_ULR="postgresql:///x")
    assert code == 78
    assert "did you mean DATABASE_URL" in said


@with_celery
def test_a_killed_supervisor_leaves_no_child_and_the_next_start_is_clean(checkout: Checkout) -> None:
    market = checkout.start()
    read_until(market, READY)
    market.kill()
    assert eventually(lambda: not of_checkout(checkout), seconds=2), of_checkout(checkout)
    again = checkout.start()
    assert "Demo market" not in read_until(again, READY)
    assert accounts(checkout) == (0, "1\n")
    assert end(again) == 0


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 128 + signal.SIGTERM), (signal.SIGKILL, -signal.SIGKILL)]
)
def test_an_end_in_the_middle_of_the_migrations_leaves_nothing(checkout: Checkout, number: int, code: int) -> None:
    manage = checkout.root / "manage.py"
    manage.write_text(manage.read_text().replace("word = sys.argv[1]", "word = sys.argv[1]; time.sleep(60)"))
    market = checkout.start()
    assert eventually(lambda: "manage" in checkout.children, seconds=20)
    market.send_signal(number)
    assert market.wait(timeout=15) == code
    assert eventually(lambda: not of_checkout(checkout), seconds=2), of_checkout(checkout)


@with_celery
def test_every_killed_child_is_started_again(checkout: Checkout) -> None:
    market = checkout.start()
    read_until(market, READY)
    before = checkout.children
    for name, pid in before.items():
        # A worker that meets the dead broker while it starts may have ended by itself: healed all the same.
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        assert eventually(lambda: checkout.children.get(name, pid) != pid, seconds=10), name  # noqa: B023
    assert eventually(lambda: set(checkout.children) == EVERYBODY, seconds=5)
    assert not set(before.values()) & set(checkout.children.values())
    assert eventually(lambda: page(checkout.port) == "open", seconds=5)
    assert accounts(checkout) == (0, "1\n")
    assert end(market) == 0
    assert of_checkout(checkout) == []


def test_a_pump_that_will_not_stay_up_rests_while_the_shop_stays_open(checkout: Checkout) -> None:
    market = checkout.start()
    read_until(market, READY)
    (checkout.root / "broken").touch()
    assert "pump ended 4 times in 20 s (exit code 1). The shop stays open" in read_until(market, "ended 4 times")
    assert page(checkout.port) == "open"
    (checkout.root / "broken").unlink()
    assert eventually(lambda: "pump" in checkout.children, seconds=30)
    assert end(market) == 0


def test_a_shop_that_will_not_stay_up_ends_the_start(checkout: Checkout) -> None:
    market = checkout.start()
    read_until(market, READY)
    (checkout.root / "commerce" / "wsgi.py").write_text("raise SystemExit('no shop today')")
    os.kill(checkout.children["web"], signal.SIGKILL)
    said = market.communicate(timeout=60)[0]
    assert market.returncode == 70
    assert "web ended 4 times in 20 s" in said
    assert "no shop today" in said
    assert of_checkout(checkout) == []


def test_a_failed_migration_shows_the_end_of_its_log(checkout: Checkout) -> None:
    manage = checkout.root / "manage.py"
    manage.write_text(manage.read_text().replace("CREATE TABLE IF NOT EXISTS", "CREATE TABEL"))
    code, said = checkout.run()
    assert code == 70
    assert "manage.py migrate --no-input ended with 1." in said
    assert 'syntax error at or near "TABEL"' in said


def test_given_services_are_used_and_not_started(checkout: Checkout, tmp_path: Path) -> None:
    with running(tmp_path / "own") as given:
        addresses = {name: given[name] for name in ("DATABASE_URL", "REDIS_URL", "CACHE_URL")}
        market = checkout.start(**addresses, EMAIL_URL="smtp://127.0.0.1:2525", STRIPE_SECRET_KEY="sk_test_given")
        read_until(market, READY)
        started = set(checkout.children)
        end(market)
    assert started == EVERYBODY - {"postgres", "broker", "cache", "mailbox", "simulator"}


def test_two_checkouts_run_side_by_side(checkout: Checkout, tmp_path: Path) -> None:
    other = make_checkout(tmp_path / "other")
    markets = [checkout.start(), other.start()]
    for market in markets:
        read_until(market, READY)
    assert page(checkout.port) == page(other.port) == "open"
    assert not set(checkout.children.values()) & set(other.children.values())
    assert [end(market) for market in markets] == [0, 0]


def test_leftovers_of_a_former_start_are_ended_first(checkout: Checkout) -> None:
    mark = os.environ | {"STABROEK_RUN_DIR": str(checkout.root / "var")}
    left = subprocess.Popen(["sleep", "60"], env=mark, start_new_session=True)
    market = checkout.start()
    assert "Ended 1 processes" in read_until(market, READY)
    assert left.wait(timeout=5) == -signal.SIGTERM
    assert end(market) == 0
