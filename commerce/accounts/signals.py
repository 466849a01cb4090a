"""Facts that accounts announce to the apps above."""

from django.dispatch import Signal

# A mail of sign-in is due: template (str), to (str), subject (str), text (str), html (str, may be empty). Sent
# inside the request; whoever listens keeps it for the e-mail queue.
account_mail_due = Signal()
