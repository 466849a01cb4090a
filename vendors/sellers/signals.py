"""Facts that sellers announce to the apps above."""

from django.dispatch import Signal

# Both carry seller_id (int), and are sent inside the transaction that changes it.
# A stall is new, opened, closed, or shows another face.
seller_changed = Signal()
# A stall opened or closed: its goods come and go with it.
stall_turned = Signal()
