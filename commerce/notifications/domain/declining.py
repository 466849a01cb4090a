"""Which mails an address does not want. It holds for the address, with an account or without one."""

from ..models import DeclinedMail, Wanted


def decline(*, address: str, kind: Wanted) -> None:
    """No more mails of this kind to the address; declining twice changes nothing."""
    DeclinedMail.objects.get_or_create(address=address.lower(), kind=kind)


def allow(*, address: str, kind: Wanted) -> None:
    """They may be sent again."""
    DeclinedMail.objects.filter(address=address.lower(), kind=kind).delete()


def is_declined(*, address: str, kind: Wanted) -> bool:
    """Whoever writes such a mail asks this first."""
    return DeclinedMail.objects.filter(address=address.lower(), kind=kind).exists()
