"""What a dispute has moved in the ledger. The provider's word is the whole and not a step: the entry is whatever is
missing between what was written for the dispute before and what it should come to by now. So news may come in any
order and any number of times, and a case that is taken up again needs no rule of its own."""

from collections import Counter
from collections.abc import Iterator

from ..models import AccountCode, Dispute, DisputeShare, Journal, PaymentAttempt, Posting
from ..states import DISPUTES_LOST, AttemptState, DisputeState
from .dispute_shares import BESIDES
from .entries import ACCOUNTS, MARKET, exchanged
from .ledger import Leg, credit, debit, post
from .record import ENDED


def write(*, dispute: Dispute, actor: str) -> bool:
    """In the caller's transaction, after its row and shares are written. Whether there was anything to write."""
    payment = dispute.payment
    if payment is None or dispute.attempt is None:
        return False
    wanted = Counter({_account(leg): 0 for leg in _whole(dispute, dispute.attempt)})
    for leg in _whole(dispute, dispute.attempt):
        wanted[_account(leg)] += leg.minor
    for account, minor in _written(dispute).items():
        wanted[account] -= minor
    number = Journal.objects.filter(payment=payment, subject=dispute.public_id).count() + 1
    return post(
        key=f"dispute:{dispute.public_id}:{number}", kind=_kind(dispute), payment=payment, subject=dispute.public_id,
        actor=actor, memo=dispute.reason, legs=[Leg(*account, minor) for account, minor in wanted.items()],
    )  # fmt: skip


def _kind(dispute: Dispute) -> str:
    if dispute.state == DisputeState.WON:
        return "dispute_won"
    return "dispute_lost" if dispute.state in DISPUTES_LOST else "dispute_hold"


def _account(leg: Leg) -> tuple[str, str, str]:
    return str(leg.code), leg.owner, leg.currency


def _written(dispute: Dispute) -> Counter[tuple[str, str, str]]:
    found: Counter[tuple[str, str, str]] = Counter()
    postings = Posting.objects.filter(journal__payment=dispute.payment_id, journal__subject=dispute.public_id)
    for code, owner, currency, minor in postings.values_list(
        "account__code", "account__owner", "account__currency", "minor"
    ):
        found[code, owner, currency] += minor
    return found


def _whole(dispute: Dispute, attempt: PaymentAttempt) -> Iterator[Leg]:
    """All legs that the dispute comes to as it stands. Nothing for a charge whose money we have not seen."""
    if attempt.state not in ENDED:
        return
    yield credit(AccountCode.PROVIDER, dispute.provider, dispute.withdrawn + dispute.fee)
    yield debit(AccountCode.FEES, dispute.provider, dispute.fee)
    shares = list(dispute.shares.all())
    yield from (_of_party(share) for share in shares)
    if dispute.state in DISPUTES_LOST:
        yield from _lost(dispute, attempt)
        return
    yield debit(AccountCode.DISPUTED, dispute.provider, dispute.withdrawn)
    yield from (credit(AccountCode.FROZEN, share.party, share.amount) for share in shares)


def _lost(dispute: Dispute, attempt: PaymentAttempt) -> Iterator[Leg]:
    """The parties have paid; what none of them had is the market's, or was waiting for an explanation anyway."""
    if attempt.state == AttemptState.MISMATCH:
        yield debit(AccountCode.SUSPENSE, attempt.payment.public_id, dispute.withdrawn)
        return
    yield from exchanged(-dispute.withdrawn, -dispute.counts)
    yield debit(AccountCode.LOSSES, MARKET, dispute.uncovered)


def _of_party(share: DisputeShare) -> Leg:
    """Out of the account that a share of this kind lies on. Payouts do not exist yet: what a seller has is pending."""
    code = AccountCode.SUSPENSE if share.kind == BESIDES else ACCOUNTS.get(share.kind, AccountCode.PENDING)
    return debit(code, share.party, share.amount)
