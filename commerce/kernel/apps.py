"""Gives every database connection its limits, and starts tracing when the operator asked for it."""

from django.apps import AppConfig
from django.conf import settings
from django.db.backends.signals import connection_created


class KernelConfig(AppConfig):
    name = "commerce.kernel"
    label = "kernel"

    def ready(self) -> None:
        from .database_limits import on_connection

        connection_created.connect(on_connection, dispatch_uid="kernel.database_limits")
        if settings.TRACE:
            from .tracing import start

            start()
