"""Calls of MMG's merchant API: one login for many, bounded when it refuses us, unknown when it does not answer."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from commerce.kernel.money import Money
from commerce.kernel.resilience import BreakerOpen, ProviderAway
from payments.errors import Declined, Misconfigured
from payments.providers.mmg import client
from payments.providers.mmg.adapter import MmgProvider
from tests.factories.mmg import PRICE, page_of

adapter = MmgProvider()


@pytest.fixture
def number(mmg) -> str:
    """The number of a payment for att_a."""
    return mmg.pay(page_of())["transaction"]["id"]


def ask(number: str):
    return adapter.fetch_claimed("att_a", PRICE, [number])


def test_one_login_serves_many_calls(mmg, number):
    assert [ask(number).outcome for _ in range(3)] == ["captured"] * 3
    assert mmg.asked() == ["mer", "lookup", "lookup", "lookup"]


def test_a_token_is_not_used_in_its_last_seconds(mmg, number, monkeypatch):
    ask(number)
    real = time.monotonic
    monkeypatch.setattr(client.time, "monotonic", lambda: real() + 99)
    ask(number)
    monkeypatch.setattr(client.time, "monotonic", lambda: real() + 101)
    ask(number)
    assert mmg.asked() == ["mer", "lookup", "lookup", "mer", "lookup"]


def test_a_token_that_ended_early_costs_one_more_login(mmg, number):
    ask(number)
    mmg.post("logins")
    assert ask(number).outcome == "captured"
    assert mmg.asked() == ["mer", "lookup", "lookup", "mer", "lookup"]


def test_a_token_that_is_refused_for_ever_costs_two_rounds_and_no_more(mmg, number):
    mmg.fault("status", "lookup", status=401, count=None)
    with pytest.raises(Misconfigured):
        ask(number)
    assert mmg.asked() == ["mer", "lookup", "mer", "lookup"]


@pytest.mark.parametrize("status", [401, 403])
def test_a_login_that_is_refused_is_ours_to_mend(mmg, number, status):
    mmg.fault("status", "mer", status=status, count=None)
    with pytest.raises(Misconfigured):
        ask(number)
    assert mmg.asked() == ["mer"]


@pytest.mark.parametrize("name", ["MMG_PASSWORD", "MMG_API_KEY", "MMG_WSS_KEY", "MMG_WSS_SECRET"])
def test_a_wrong_key_is_ours_to_mend(mmg, number, settings, name):
    setattr(settings, name, "wrong")
    with pytest.raises(Misconfigured) as refused:
        ask(number)
    assert (refused.value.code, "wrong" in str(refused.value)) == ("INVALID_CREDENTIALS", False)
    assert mmg.asked().count("lookup") <= 1


@pytest.mark.parametrize("name", ["mer", "lookup"])
@pytest.mark.parametrize(
    "fault",
    [
        {"action": "status", "status": 500},
        {"action": "status", "status": 503},
        {"action": "status", "status": 429, "retry_after": 1},
        {"action": "status", "status": 302},
        {"action": "garbage"},
        {"action": "drop", "when": "before"},
        {"action": "drop", "when": "after"},
    ],
)
def test_whatever_is_no_answer_is_unknown_and_tried_twice(mmg, number, name, fault):
    mmg.fault(name=name, **fault, count=2)
    with pytest.raises(ProviderAway):
        ask(number)
    assert mmg.asked().count(name) == 2
    assert ask(number).outcome == "captured"


def test_a_slow_look_up_is_unknown_in_time(mmg, number, monkeypatch):
    monkeypatch.setattr(client, "LOOK_UP_SECONDS", 0.4)
    ask(number)
    mmg.fault("hang", "lookup", seconds=20, count=None)
    begun = time.monotonic()
    with pytest.raises(ProviderAway):
        ask(number)
    assert time.monotonic() - begun < 4


def test_an_answer_that_is_too_large_is_unknown(mmg, number, monkeypatch):
    ask(number)
    monkeypatch.setattr(client, "MAX_BYTES", 20)
    with pytest.raises(ProviderAway):
        ask(number)


@contextlib.contextmanager
def serving(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server whose lines are all answered by `answer`; its address."""
    server = socket.create_server(("127.0.0.1", 0))

    def one(line: socket.socket) -> None:
        with contextlib.suppress(OSError), line:
            answer(line)

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=one, args=(server.accept()[0],), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}"
    server.close()


@pytest.fixture
def dripping(settings):
    """MMG answers a byte at a time, for ever."""
    stop = threading.Event()

    def drip(line: socket.socket) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{")
        while not stop.wait(0.05):
            line.sendall(b" ")

    with serving(drip) as settings.MMG_API_URL:
        yield
        stop.set()


@pytest.fixture
def leading_away(mmg, settings):
    """MMG leads to another place with the same question."""

    def lead(line: socket.socket) -> None:
        line.recv(10_000)
        where = f"{mmg.url}/olive/publisher/v1/elsewhere"
        line.sendall(f"HTTP/1.1 307 X\r\nLocation: {where}\r\nContent-Length: 2\r\n\r\n{{}}".encode())

    with serving(lead) as settings.MMG_API_URL:
        yield


def test_our_keys_follow_no_redirect(mmg, leading_away):
    with pytest.raises(ProviderAway):
        ask("20400000000001")
    assert mmg.asked() == []


def test_an_answer_that_drips_is_unknown_in_time(mmg, dripping, monkeypatch):
    monkeypatch.setattr(client, "CONNECT_SECONDS", 0.3)
    monkeypatch.setattr(client, "LOOK_UP_SECONDS", 0.3)
    begun = time.monotonic()
    with pytest.raises(ProviderAway):
        ask("20400000000001")
    assert time.monotonic() - begun < 4


def test_the_times_are_those_of_the_house():
    assert (client.CONNECT_SECONDS, client.READ_SECONDS, client.LOOK_UP_SECONDS) == (2, 20, 5)


def test_five_failures_open_the_breaker_and_refusals_never_do(mmg, number):
    for _ in range(12):
        ask("20400000000001")
    assert ask(number).outcome == "captured"
    mmg.fault("status", "lookup", status=500, count=None)
    for _ in range(3):
        with pytest.raises(ProviderAway):
            ask(number)
    with pytest.raises(BreakerOpen):
        ask(number)
    assert mmg.asked()[-6:] == ["lookup"] * 6


def test_the_api_gets_the_raw_token_and_a_new_correlation_id_each_time(mmg, number):
    ask(number), ask(number)
    ids = [row["idempotency_key"] for row in mmg.requests() if row["path"].endswith("lookup")]
    assert (len(ids), len(set(ids)), {len(each) for each in ids}) == (2, 2, {36})


def test_no_secret_is_in_an_error_or_a_log(mmg, number, settings, caplog):
    caplog.set_level(1)
    ask(number)
    mmg.fault("status", "lookup", status=500, count=None)
    with pytest.raises(ProviderAway) as away:
        ask(number)
    told = caplog.text + repr(away.value) + str(mmg.requests())
    secrets = [settings.MMG_PASSWORD, settings.MMG_WSS_SECRET, settings.MMG_API_KEY, settings.MMG_SECRET_KEY]
    assert [secret for secret in secrets if secret in told] == []


def test_threads_share_a_login_and_disturb_none(mmg, number):
    found = []
    askers = [threading.Thread(target=lambda: found.append(ask(number).outcome)) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert found == ["captured"] * 8
    before = mmg.latest
    ask(number)
    assert mmg.asked(before) == ["lookup"]


def test_the_balance_tells_whether_our_keys_are_taken(mmg, number):
    assert client.balance()["currentBalance"] == "1500"


def test_a_look_up_of_nothing_is_a_refusal_with_mmgs_word(mmg):
    with pytest.raises(Declined) as refused:
        client.look_up("20400000000001")
    assert refused.value.code == "TRANSACTION_NOT_FOUND"
    assert Money.zero("GYD") == adapter.fetch("att_a").amount
