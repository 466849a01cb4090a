"""What the staff pages of every app are made of: who may, read-only lists, acts as buttons, columns.

Apps build their admin.py from these; the site itself is commerce.backoffice.
"""

from .access import ReadOnlyAdmin, ReadOnlyTabular, StaffAdmin, StaffTabular, actor_of
from .acts import Act, ActsMixin
from .audit import note_many
from .columns import Notice, as_json, badge, money_column, when_column
from .fields import AmountsForm, MajorField, as_minor
from .filters import named_filter
from .refusals import RefusalsMixin
from .who import WhoMixin, named

__all__ = [
    "Act",
    "ActsMixin",
    "AmountsForm",
    "MajorField",
    "Notice",
    "ReadOnlyAdmin",
    "ReadOnlyTabular",
    "RefusalsMixin",
    "StaffAdmin",
    "StaffTabular",
    "WhoMixin",
    "actor_of",
    "as_json",
    "as_minor",
    "badge",
    "money_column",
    "named",
    "named_filter",
    "note_many",
    "when_column",
]
