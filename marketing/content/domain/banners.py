"""Banners are written and taken away; pages show the change at once."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused

from ..models import Banner
from ..queries import around
from . import links

CHANGEABLE = frozenset(
    {
        "placement", "text", "link_text", "link", "picture", "tone", "is_on", "shown_from", "shown_until",
        "is_dismissible", "position",
    }
)  # fmt: skip


def save_banner(*, banner: Banner | None = None, **values: Any) -> Banner:
    """A new banner, or `banner` changed. Raises WrongLink, Refused for unknown fields or a link without words."""
    if strange := sorted(set(values) - CHANGEABLE):
        raise Refused(_("These fields of a banner cannot be set: %(names)s") % {"names": ", ".join(strange)})
    with transaction.atomic():
        kept = Banner.objects.select_for_update().get(pk=banner.pk) if banner else Banner()
        for name, value in values.items():
            setattr(kept, name, value)
        if kept.link:
            kept.link = links.checked(kept.link)
            if not kept.link_text:
                raise Refused(_("Say what the link leads to."), code="link_without_words")
        kept.save()
        transaction.on_commit(around.forget)
    return kept


def remove_banner(*, banner: Banner) -> None:
    with transaction.atomic():
        banner.delete()
        transaction.on_commit(around.forget)
