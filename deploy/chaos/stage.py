"""A stack of its own for the long runs: database, queue, cache and card simulator in a folder that is removed."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def stage() -> Iterator[Any]:
    """Start everything, create the tables, and give the simulator."""
    from deploy.embedded.services import running

    with tempfile.TemporaryDirectory(prefix="stabroek-chaos-") as folder, running(folder, connections=300) as services:
        os.environ.update(services)
        os.environ.update(
            SECRET_KEY=secrets.token_hex(32), SITE_URL="http://localhost", MEDIA_ROOT=f"{folder}/media",
            STRIPE_SECRET_KEY="sk_test_simulator",  # noqa: S106 - the simulator's, the same everywhere
            STRIPE_WEBHOOK_SECRET=secrets.token_hex(16), LOG_LEVEL="ERROR",
            DJANGO_SETTINGS_MODULE="commerce.settings",
        )  # fmt: skip
        from tests.factories.stripe import running_simulator

        with running_simulator() as simulator:
            os.environ["STRIPE_API_BASE"] = simulator.url
            simulator.reset()
            _create_tables()
            yield simulator


def _create_tables() -> None:
    import logging
    import warnings

    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment()  # mail is kept in memory
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}  # nothing is collected here
    warnings.filterwarnings("ignore", message="No directory at")
    logging.disable(logging.CRITICAL)  # the faults are wanted; the table tells what came of them
    call_command("migrate", verbosity=0)
