"""Render the drawings of the demo market into its pictures folder."""

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """A development command: it needs the resvg_py package."""

    help = "Render the drawings of the demo market to AVIF at five widths and WebP at one."

    def handle(self, *args: object, **options: object) -> None:
        from commerce.demo.render import render_all

        render_all(report=self.stdout.write)
