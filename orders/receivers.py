"""What orders do when payments speak."""

from commerce.jobs.domain.registry import listen

listen("payments.captured", task="orders.settle")
listen("payments.declined", task="orders.note_decline")
listen("payments.refunded", task="orders.send_refunded")
