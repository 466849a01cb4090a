"""Providers' messages, read once more: after a fault of ours, or to see that reading them again changes nothing."""

from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet
from django.utils import timezone

from commerce.kernel.clock import database_now
from payments.domain import inbox
from payments.models import WebhookEvent
from payments.providers.registry import enabled

STUCK_AFTER = timedelta(minutes=5)
# What an option of that name looks up.
LOOKUPS = {
    "provider": "provider", "events": "event_id__in", "kind": "kind", "since": "received_at__gte",
    "until": "received_at__lt",
}  # fmt: skip


class Command(BaseCommand):
    help = (
        "Has stored messages of payment providers read again; each provider is asked how what they name stands now. "
        "Without options: those that nothing came of for five minutes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--provider", choices=[each.name for each in enabled()], help="only of this one")
        parser.add_argument("--event", action="append", dest="events", metavar="ID", help="the provider's id of one")
        parser.add_argument("--kind", help="only of this kind, for example charge.refunded")
        parser.add_argument("--since", type=moment, help="received from this day or time on, also those worked on")
        parser.add_argument("--until", type=moment, help="received before this day or time, also those worked on")
        parser.add_argument("--all", action="store_true", help="all that there are, also those worked on")
        parser.add_argument("--dry-run", action="store_true", help="only count them")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = choose(options)
        if missing := {*(options["events"] or [])} - {*chosen.values_list("event_id", flat=True)}:
            raise CommandError(f"no such event to read again: {', '.join(sorted(missing))}")
        count = chosen.count() if options["dry_run"] else inbox.put_back(chosen)
        self.stdout.write(f"{count} {'would be' if options['dry_run'] else 'will be'} read again")


def choose(options: dict[str, Any]) -> QuerySet[WebhookEvent]:
    """What the options name. Without any that says which, those that nothing came of."""
    found = inbox.readable()
    if not any(options[name] for name in ("events", "since", "until", "all")):
        found = found.filter(processed_at=None, received_at__lt=database_now() - STUCK_AFTER)
    return found.filter(**{lookup: options[name] for name, lookup in LOOKUPS.items() if options[name]})


def moment(text: str) -> datetime:
    """A day or a time as ISO 8601 writes it; without a zone it is the shop's. Raises ValueError."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else timezone.make_aware(found)
