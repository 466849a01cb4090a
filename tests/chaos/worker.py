"""A worker process that does one job: `python -m tests.chaos.worker JOB QUEUE`. Exit status 0 done, 3 lost, 4 retry."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commerce.settings")
django.setup()

from django.conf import settings  # noqa: E402

from commerce.jobs.domain import work  # noqa: E402
from tests.chaos import changes, kinds  # noqa: E402, F401 - registers the jobs

EXITS = {"done": 0, "lost": 3, "retry": 4, "not_ready": 5}

if __name__ == "__main__":
    lease = int(os.environ.get("CHAOS_LEASE_SECONDS", "300"))
    settings.JOB_LEASE_SECONDS = dict.fromkeys(settings.JOB_LEASE_SECONDS, lease)
    changes.apply()
    sys.exit(EXITS[work.run(int(sys.argv[1]), sys.argv[2])])
