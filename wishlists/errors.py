"""What wish lists refuse."""

from commerce.kernel.errors import Refused


class ListFull(Refused):
    """More lists, or more things on one, than are kept."""

    code = "list_full"


class NameTaken(Refused):
    """The person has a list of that name."""

    code = "name_taken"
