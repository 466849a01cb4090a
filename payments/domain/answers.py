"""Our side of a dispute: written once by staff, kept before it is sent, and sent once."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.jobs.domain import enqueue
from commerce.kernel.clock import database_now
from commerce.kernel.errors import Conflict, Refused

from ..errors import Declined, Misconfigured
from ..models import Dispute, DisputeFile, PaymentEvent
from ..providers.base import Evidence, EvidenceFile
from ..states import DisputeState
from . import disputes, papers

FOLDER = "evidence"
MOST_BYTES = 4 * 1024 * 1024  # Stripe takes 4.5 MB for all files of an answer, and 5 MB for one
MOST_TOGETHER = 4_500_000
ASKS_US = (DisputeState.WARNING, DisputeState.NEEDS_RESPONSE)
SEND = "payments.send_answer"


@dataclass(frozen=True)
class Answer:
    """What staff write; `account` is what happened, in their own words."""

    account: str
    carrier: str = ""
    tracking: str = ""
    delivered_on: date | None = None


def add_file(*, dispute: Dispute, shows: str, content: bytes, actor: str) -> DisputeFile:
    """Keep a file for the answer; another that shows the same takes its place. Raises PaperRefused, Infected,
    ScannerAway, Conflict once the answer is written. Not for transactions."""
    kept = papers.keep(folder=FOLDER, content=content, most_bytes=MOST_BYTES)
    with transaction.atomic():
        locked = _asked(dispute)
        others = locked.files.exclude(shows=shows)
        if sum(file.size_bytes for file in others) + kept.size_bytes > MOST_TOGETHER:
            raise papers.PaperRefused(_("All files together may have %(n)s MB.") % {"n": MOST_TOGETHER / 1_000_000})
        made, _new = DisputeFile.objects.update_or_create(
            dispute=locked, shows=shows,
            defaults={"digest": kept.digest, "kind": kept.kind, "size_bytes": kept.size_bytes, "actor": actor},
        )  # fmt: skip
    return made


def path_of(file: DisputeFile) -> Path:
    return papers.path_of(FOLDER, file.digest)


def answer(*, dispute: Dispute, given: Answer, actor: str) -> Dispute:
    """Write our side down; a job sends it, and whoever asks for it before. Raises Refused without an account, Conflict
    when nobody waits for an answer, or one was given."""
    if not given.account.strip():
        raise Refused(_("Say what happened: whoever decides reads it."))
    with transaction.atomic():
        locked = _asked(dispute)
        _changed(
            locked, actor, "answered", account=given.account.strip(), carrier=given.carrier.strip()[:80],
            tracking=given.tracking.strip()[:80], delivered_on=given.delivered_on, answered_at=database_now(),
            accepted_at=None,
        )  # fmt: skip
        enqueue(SEND, dedupe=f"answer:{locked.public_id}:{locked.answered_at}", dispute=locked.public_id)
    return locked


def send(*, dispute: Dispute, actor: str) -> Dispute:
    """Send what was written. Safe to repeat: the provider is looked at first, and the key is the same. When it refuses,
    the reason is kept and another answer can be written. Raises ProviderAway."""
    dispute.refresh_from_db()
    if dispute.answered_at is None or dispute.sent_at is not None:
        return dispute
    adapter, asked_at = disputes.adapter_of(dispute.provider), database_now()
    key = f"{dispute.public_id}:answer:{int(dispute.answered_at.timestamp())}"
    try:
        found = adapter.contest(dispute.provider_ref, _evidence(dispute), key)
    except (Declined, Misconfigured) as error:
        return _not_taken(dispute, str(error), actor)
    if found.standing in ASKS_US:
        return _not_taken(dispute, _("The provider takes no answer at this stage."), actor)
    with transaction.atomic():
        locked = disputes.locked(dispute)
        if locked.sent_at is None:
            _changed(locked, actor, "sent", sent_at=database_now(), error="")
    return disputes.record(provider_name=dispute.provider, found=found, asked_at=asked_at, actor=actor)


def accept(*, dispute: Dispute, actor: str) -> Dispute:
    """The shopper is right: the dispute is given up. Raises Declined or Misconfigured with the provider's reason,
    ProviderAway, after which it may be asked for again."""
    with transaction.atomic():
        locked = disputes.locked(dispute)
        if locked.state not in ASKS_US:
            raise Conflict(_("Nobody waits for our answer any more."))
        _changed(locked, actor, "accepting", accepted_at=database_now())
    adapter, asked_at = disputes.adapter_of(locked.provider), database_now()
    try:
        found = adapter.accept(locked.provider_ref, f"{locked.public_id}:accept")
    except (Declined, Misconfigured) as error:
        refused = Dispute.objects.filter(pk=locked.pk, state__in=ASKS_US)
        refused.update(accepted_at=None, error=str(error)[:300])
        raise
    return disputes.record(provider_name=locked.provider, found=found, asked_at=asked_at, actor=actor)


def note(*, dispute: Dispute, why: str, actor: str) -> Dispute:
    """Staff say what they made of a case that needed a person; it leaves the desk. Raises Refused without words."""
    if not why.strip():
        raise Refused(_("Say what you made of it."))
    with transaction.atomic():
        locked = disputes.locked(dispute)
        _changed(locked, actor, "noted", noted_at=database_now(), noted_why=why.strip()[:300])
    return locked


def _asked(dispute: Dispute) -> Dispute:
    """The dispute, locked, while our answer can still be written. Raises Conflict."""
    locked = disputes.locked(dispute)
    if locked.state not in ASKS_US:
        raise Conflict(_("Nobody waits for our answer any more."))
    if locked.answered_at is not None:
        raise Conflict(_("The answer was given already. It can be sent once."))
    return locked


def _changed(dispute: Dispute, actor: str, what: str, **fields: object) -> None:
    """Columns of a locked dispute, with a line in the payment's history."""
    for name, value in {**fields, "actor": actor}.items():
        setattr(dispute, name, value)
    dispute.save(update_fields=[*fields, "actor"])
    if dispute.payment_id:
        reason = str(fields.get("noted_why") or "")
        PaymentEvent.objects.create(
            payment_id=dispute.payment_id, subject=dispute.public_id, before=dispute.state, after=what, actor=actor,
            reason=reason,
        )  # fmt: skip


def _not_taken(dispute: Dispute, why: str, actor: str) -> Dispute:
    with transaction.atomic():
        locked = disputes.locked(dispute)
        if locked.sent_at is None:
            _changed(locked, actor, "not_taken", answered_at=None, error=why[:300])
    return locked


def _evidence(dispute: Dispute) -> Evidence:
    day = dispute.delivered_on
    return Evidence(
        account=dispute.account, carrier=dispute.carrier, tracking=dispute.tracking,
        delivered_unix=int(datetime.combine(day, time(12), UTC).timestamp()) if day else 0,
        files=tuple(
            EvidenceFile(file.shows, file.kind, path_of(file).read_bytes())  # type: ignore[arg-type]
            for file in dispute.files.all()
        ),
    )  # fmt: skip
