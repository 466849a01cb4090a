#!/usr/bin/env python
"""Django's command line for the shop."""

import os
import sys

from django.core.management import execute_from_command_line

from commerce.kernel import database_limits

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commerce.settings")
    database_limits.act_as(database_limits.COMMANDS.get(sys.argv[1] if len(sys.argv) > 1 else "", "command"))
    execute_from_command_line(sys.argv)
