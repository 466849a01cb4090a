"""Every simulator there is, by name. A new one adds its command here."""

from __future__ import annotations

from payments.simulators.kit.command import Command
from payments.simulators.mmg.command import COMMAND as MMG
from payments.simulators.paypal.command import COMMAND as PAYPAL
from payments.simulators.stripe.command import COMMAND as STRIPE

COMMANDS: dict[str, Command] = {command.name: command for command in (STRIPE, PAYPAL, MMG)}
