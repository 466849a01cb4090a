"""The Celery application: four queues whose messages are knocks on the door of a job row."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commerce.settings")
app = Celery("stabroek")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["commerce.jobs"])
