"""Brings the area trees up to date with the files of the release."""

from typing import Any

from django.core.management.base import BaseCommand

from commerce.accounts.domain import areas


class Command(BaseCommand):
    help = "Loads the area trees of Guyana and Bangladesh; may be repeated."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"areas: {areas.load()}")
