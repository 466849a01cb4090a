"""The Celery application: four queues whose messages are knocks on the door of a job row."""

import os
from typing import Any

from celery import Celery
from celery.signals import celeryd_init

from commerce.kernel import database_limits

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commerce.settings")
app = Celery("stabroek")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["commerce.jobs"])


@celeryd_init.connect(dispatch_uid="commerce.worker")
def on_worker_start(**_kwargs: Any) -> None:
    """Before the worker makes its children: the other processes that know this application are none."""
    database_limits.act_as("worker")
