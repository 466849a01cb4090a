"""Dead letters at the shell: list, retry, discard."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from commerce.jobs.domain import dead_letters
from commerce.jobs.models import Job
from commerce.jobs.models.job import Queue


class Command(BaseCommand):
    help = "Lists dead letters, retries or discards them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["list", "retry", "discard"])
        parser.add_argument("--queue", choices=Queue.values, default="")
        parser.add_argument("--id", type=int, action="append", dest="ids")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["act"] == "list":
            self.show(options["queue"])
            return
        act = {"retry": dead_letters.retry, "discard": dead_letters.discard}[options["act"]]
        count = act(job_ids=options["ids"], queue=options["queue"])
        self.stdout.write(f"{options['act']}: {count}")

    def show(self, queue: str) -> None:
        dead = Job.objects.filter(state="dead", **({"queue": queue} if queue else {})).order_by("ended_at")
        for job in dead:
            self.stdout.write(f"{job.pk}\t{job.queue}\t{job.kind}\t{job.ended_at:%Y-%m-%d %H:%M}\t{job.last_error}")
        self.stdout.write(f"{dead.count()} dead letters")
