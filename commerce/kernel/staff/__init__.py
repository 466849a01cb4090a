"""What the staff pages of every app are made of: who may, read-only lists, acts as buttons, columns.

Apps build their admin.py from these; the site itself is commerce.backoffice.
"""

from .access import ReadOnlyAdmin, ReadOnlyTabular, StaffAdmin, StaffTabular
from .acts import Act, ActsMixin
from .columns import Notice, as_json, money_column, when_column

__all__ = [
    "Act",
    "ActsMixin",
    "Notice",
    "ReadOnlyAdmin",
    "ReadOnlyTabular",
    "StaffAdmin",
    "StaffTabular",
    "as_json",
    "money_column",
    "when_column",
]
