"""What orders do when payments speak, and when a parcel has arrived."""

from datetime import timedelta

from commerce.jobs.domain.registry import listen

from .domain.settle import CONFIRM, JOB

# The shopper's return, which is on its way most times, settles the order itself and spares the job.
listen("payments.captured", task=JOB, once_for="reference", after=timedelta(seconds=2))
listen("payments.authorised", task=CONFIRM, once_for="reference", after=timedelta(seconds=2))
listen("payments.declined", task="orders.note_decline")
listen("payments.slip_refused", task="orders.send_slip_refused")
listen("payments.refunded", task="orders.send_refunded")
listen("payments.refunded", task="orders.issue_credit_notes")
listen("payments.disputed", task="orders.note_dispute")
listen("payments.dispute_ended", task="orders.note_dispute_end")
listen("orders.delivered", task="orders.plan_review_invitation")
