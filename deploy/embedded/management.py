"""``./stabroek manage``: a Django command that finds the same database, queue and cache as the market."""

import json
import os
import subprocess

from deploy.embedded import environment, leftovers, programs, supervisor
from deploy.embedded.errors import Running
from deploy.embedded.layout import Layout


def run(words: list[str], variables: dict[str, str]) -> int:
    return subprocess.run(programs.manage(*words), env=variables, check=False).returncode


def manage(layout: Layout, words: list[str]) -> int:
    """Run it beside the market when that is up; otherwise start the services for as long as it takes."""
    try:
        with supervisor.only_one(layout):
            leftovers.end(run_dir=layout.run_dir, book=layout.children)
            here = environment.survey(layout=layout)
            with supervisor.family_of(here) as family:
                supervisor.start_services(family, here)
                return run(words, family.environment)
    except Running:
        if not layout.environment.exists():
            raise
        return run(words, os.environ | json.loads(layout.environment.read_text()))
