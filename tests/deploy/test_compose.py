"""The containers run the same programs with the same settings as ./stabroek up.

Read line by line: the file keeps one command on one line, and no YAML reader is among the packages.
"""

import json
import re

import pytest
from django.urls import resolve

from commerce import env
from deploy.embedded import programs, valkey
from deploy.embedded.environment import STRIPE_WEBHOOK_PATH
from tests.deploy.standin import ROOT

COMPOSE = (ROOT / "docker-compose.yml").read_text()
SERVICES = dict(
    re.findall(
        r"^  ([a-z-]+):\n((?:(?:    .*)?\n)+)",
        COMPOSE.partition("\nservices:\n")[2].partition("\nvolumes:")[0] + "\n",
        re.M,
    )
)


def command(service: str) -> list[str]:
    found = re.search(r"^    command: (\[.*\])$", SERVICES[service], re.M)
    assert found, f"{service} has no command"
    words: list[str] = json.loads(found[1])
    return words


def test_every_setting_of_the_containers_is_one_of_the_shop() -> None:
    block = COMPOSE.partition("x-environment: &environment\n")[2].partition("\n\n")[0]
    names = re.findall(r"^  ([A-Z_]+):", block, re.M)
    assert set(names) - set(env.VARS) == set()
    assert {"SECRET_KEY", "DATABASE_URL", "REDIS_URL", "CACHE_URL", "EMAIL_URL", "STRIPE_API_BASE"} <= set(names)


def test_no_secret_has_a_default() -> None:
    assert re.findall(r"\$\{(SECRET_KEY|POSTGRES_PASSWORD):-", COMPOSE) == []


def test_images_are_pinned() -> None:
    dockerfile = (ROOT / "deploy/docker/Dockerfile").read_text()
    images = re.findall(r"^    image: (.*)$", COMPOSE, re.M) + re.findall(r"^FROM (\S+)", dockerfile, re.M)
    assert images
    assert [image for image in images if not re.search(r":\d+\.\d", image)] == []


@pytest.mark.parametrize("service", ["postgres", "broker", "cache", "web", "simulator", "mailbox"])
def test_what_others_wait_for_has_a_health_check(service: str) -> None:
    assert "    healthcheck:" in SERVICES[service]


def test_only_pages_are_published_and_only_to_this_machine() -> None:
    published = {name: re.findall(r'^    ports: \["(.*)"\]$', body, re.M) for name, body in SERVICES.items()}
    assert {name for name, ports in published.items() if ports} == {"web", "simulator", "mailbox"}
    assert all(port.startswith("127.0.0.1:") for ports in published.values() for port in ports)


@pytest.mark.parametrize("queue", programs.QUEUES)
def test_each_queue_has_its_worker(queue: str) -> None:
    assert command(f"worker-{queue}")[1:] == list(programs.worker(queue).argv[1:])


@pytest.mark.parametrize("name", ["broker", "cache"])
def test_valkey_has_the_same_policy(name: str) -> None:
    words = command(name)
    policy = list(valkey.POLICIES[name])
    assert dict(zip(words[1::2], words[2::2], strict=True)) == {
        "--save": "",
        **dict(zip(policy[::2], policy[1::2], strict=True)),
    }


def test_the_simulator_reports_to_the_shop_where_it_listens() -> None:
    assert f"http://web:8000{STRIPE_WEBHOOK_PATH}" in command("simulator")


@pytest.mark.parametrize(
    ("path", "view"), [(STRIPE_WEBHOOK_PATH, "payments:webhook"), ("/health/ready", "health:ready")]
)
def test_the_shop_listens_where_the_others_knock(path: str, view: str) -> None:
    assert resolve(path).view_name == view
