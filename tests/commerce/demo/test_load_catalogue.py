"""A large catalogue on an empty database: tables, goods, and all of them found."""

import os
import subprocess
import sys
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

ROOT = Path(__file__).parents[3]
HERE = os.environ["DATABASE_URL"]


@pytest.fixture
def empty_database():
    name = f"catalogue_{token_hex(4)}"
    with psycopg.connect(HERE, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield urlsplit(HERE)._replace(path=f"/{name}").geturl()
        # Without FORCE: the server itself sends its vacuum worker away, which a role that is no superuser may not.
        server.execute(f"DROP DATABASE {name}")


def test_an_empty_database_gets_tables_goods_and_their_lists(empty_database):
    command = [sys.executable, "manage.py", "load_catalogue", "--products", "30"]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"DATABASE_URL": empty_database}, text=True, capture_output=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "30 products" in done.stdout
    with psycopg.connect(empty_database) as connection:
        for table in ("catalog_product", "catalog_listing"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (30,)


@pytest.mark.parametrize("number", ["0", "-1", "5000001"])
def test_a_number_that_cannot_be_is_refused(number):
    with pytest.raises(CommandError, match="Give 1 to 5,000,000 products"):
        call_command("load_catalogue", "--products", number)
