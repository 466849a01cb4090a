"""Facts that sellers announce to the apps above."""

from django.dispatch import Signal

# A stall opened, closed, or shows another face: seller_id (int). Sent inside the transaction that changes it.
seller_changed = Signal()
