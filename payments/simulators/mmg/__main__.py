"""`python -m payments.simulators.mmg`: prints `listening on URL` when it answers."""

from payments.simulators.mmg.command import COMMAND

COMMAND.main()
