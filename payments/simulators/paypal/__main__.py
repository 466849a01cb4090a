"""`python -m payments.simulators.paypal`: prints `listening on URL` when it answers."""

from payments.simulators.paypal.command import COMMAND

COMMAND.main()
