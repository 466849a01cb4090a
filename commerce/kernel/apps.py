"""Starts tracing when the operator asked for it."""

from django.apps import AppConfig
from django.conf import settings


class KernelConfig(AppConfig):
    name = "commerce.kernel"
    label = "kernel"

    def ready(self) -> None:
        if settings.TRACE:
            from .tracing import start

            start()
