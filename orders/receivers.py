"""What orders do when payments speak, and when a parcel has arrived."""

from commerce.jobs.domain.registry import listen

listen("payments.captured", task="orders.settle")
listen("payments.declined", task="orders.note_decline")
listen("payments.refunded", task="orders.send_refunded")
listen("payments.refunded", task="orders.issue_credit_notes")
listen("orders.delivered", task="orders.plan_review_invitation")
