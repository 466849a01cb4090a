"""Join static/css into the sheets that pages load: `manage.py build_css`."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from commerce.backoffice.stylesheet import SHEETS, stylesheet


class Command(BaseCommand):
    help = "Join the style sources under static/css into static/css/dist."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.ROOT) / "static" / "css"
        (folder / "dist").mkdir(exist_ok=True)
        for name in SHEETS:
            text = stylesheet(folder, name)
            (folder / "dist" / name).write_text(text, encoding="utf-8")
            self.stdout.write(f"{name}: {len(text.encode())} bytes")
