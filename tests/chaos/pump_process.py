"""The pump of a market under test: `python -m tests.chaos.pump_process SECONDS` until a lost knock is repeated."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commerce.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

from commerce.jobs.domain import pump  # noqa: E402

if __name__ == "__main__":
    pump.KNOCK_AGAIN_SECONDS = float(sys.argv[1])
    call_command("pump")
