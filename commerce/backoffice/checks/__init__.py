"""The launch checklist: small looks at one thing each. `manage.py doctor` runs them all."""

from .finding import Finding, Level
from .run import examine

__all__ = ["Finding", "Level", "examine"]
