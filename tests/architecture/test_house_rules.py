"""Rules of the house that no single app can hold by itself."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from commerce.jobs.domain.registry import LISTENERS, SCHEDULE, TASKS

ROOT = Path(__file__).parents[2]
PACKAGES = ["cart", "catalog", "commerce", "marketing", "orders", "payments", "vendors", "wishlists"]
SOURCES = [p for package in PACKAGES for p in (ROOT / package).rglob("*.py") if "migrations" not in p.parts]


def calls(name: str):
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name and node.args:
                yield path, node.args[0]


def test_every_enqueued_name_is_a_registered_task():
    named = {arg.value for _path, arg in calls("enqueue") if isinstance(arg, ast.Constant)}
    assert named
    assert named <= set(TASKS)


def test_every_listener_and_schedule_names_a_registered_task():
    assert {each.task for listeners in LISTENERS.values() for each in listeners} | {
        entry.task for entry in SCHEDULE
    } <= set(TASKS)


def test_every_event_that_is_listened_to_is_announced():
    announced = {arg.value for _path, arg in calls("announce") if isinstance(arg, ast.Constant)}
    assert set(LISTENERS) <= announced


def test_every_app_says_what_it_owns():
    for config in apps.get_app_configs():
        if config.name.split(".")[0] in PACKAGES and config.name not in ("commerce.kernel", "commerce.demo"):
            words = Path(config.path, "__init__.py").read_text()
            assert re.search(r"^Owns: ", words, re.MULTILINE), config.name


def test_no_drawer_modules():
    drawers = {"utils.py", "helpers.py", "services.py", "misc.py", "common.py"}
    assert not [path for path in SOURCES if path.name in drawers]


def test_no_file_outgrows_its_room():
    assert not {str(p.relative_to(ROOT)): n for p in SOURCES if (n := len(p.read_text().splitlines())) > 400}


@pytest.mark.parametrize("model", [m for m in apps.get_models() if m.__module__.split(".")[0] in PACKAGES])
def test_money_has_a_currency_beside_it(model: type[models.Model]):
    names = {field.name for field in model._meta.get_fields()}
    amounts = {name for name in names if name.endswith("_minor")}
    owners = {"payment", "refund", "cart", "collection"}  # a share or a line is in its owner's currency
    assert not amounts or "currency" in names or names & owners


def test_states_move_in_one_place_an_app():
    movers = [p.relative_to(ROOT) for p in SOURCES if "states.move(" in p.read_text()]
    assert sorted(str(p) for p in movers) == [
        "catalog/domain/moves.py",
        "orders/domain/moves.py",
        "payments/domain/moves.py",
    ]


def test_nothing_sends_inside_a_model():
    heavy = {"requests", "smtplib", "stripe", "celery"}
    for path in (p for p in SOURCES if "models" in p.parts):
        imports = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Import)]
        assert not {alias.name.split(".")[0] for node in imports for alias in node.names} & heavy, path
