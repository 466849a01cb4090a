"""`python -m payments.simulators.stripe`: prints `listening on URL` when it answers."""

from payments.simulators.stripe.command import COMMAND

COMMAND.main()
