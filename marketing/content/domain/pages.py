"""Pages are written, kept in every version, put back, published and taken down."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from commerce.accounts.models import User
from commerce.kernel.errors import Conflict, Refused

from ..models import Page, PageVersion
from ..models.page import TEXTS, PageKind, PageState
from ..queries import around
from . import redirects

CHANGEABLE = frozenset(
    {*TEXTS, "kind", "slug", "picture", "state", "publish_from", "publish_until", "footer", "footer_position"}
)


class PageChanged(Conflict):
    """Somebody else saved the page meanwhile."""

    code = "page_changed"


class AddressTaken(Conflict):
    """Another page has this address."""

    code = "page_address_taken"


def create_page(*, author: User | None, **values: Any) -> Page:
    """A new page with its first version. Raises AddressTaken, Refused for unknown fields."""
    return _write(Page(), author=author, values=values)


def save_page(*, page: Page, seen: int, author: User | None, **values: Any) -> Page:
    """Change any of CHANGEABLE and keep a version. `seen` is the version that the writer had before them.

    Raises PageChanged, AddressTaken, Refused for unknown fields.
    """
    with transaction.atomic():
        locked = Page.objects.select_for_update().get(pk=page.pk)
        if locked.version != seen:
            raise PageChanged(_("Somebody saved this page meanwhile. Look at their version and write yours again."))
        before = locked.get_absolute_url()
        was_public = locked.state == PageState.PUBLISHED
        saved = _write(locked, author=author, values=values)
        if was_public and saved.get_absolute_url() != before:
            redirects.follow(old_path=before, new_path=saved.get_absolute_url())
    return saved


def restore(*, page: Page, version: PageVersion, author: User | None) -> Page:
    """Put the texts of an older version back, as a new version. Raises PageChanged."""
    texts = {name: getattr(version, name) for name in TEXTS}
    return save_page(page=page, seen=page.version, author=author, **texts)


def remove_page(*, page: Page) -> None:
    """For good, with all its versions."""
    with transaction.atomic():
        page.delete()
        transaction.on_commit(around.forget)


def _write(page: Page, *, author: User | None, values: dict[str, Any]) -> Page:
    if strange := sorted(set(values) - CHANGEABLE):
        raise Refused(_("These fields of a page cannot be set: %(names)s") % {"names": ", ".join(strange)})
    for name, value in values.items():
        setattr(page, name, value)
    page.version += 1
    try:
        with transaction.atomic():
            page.save()
            PageVersion.objects.create(
                page=page, number=page.version, author=author, **{name: getattr(page, name) for name in TEXTS}
            )
            transaction.on_commit(around.forget)
    except IntegrityError as error:
        if "page_address_once" not in str(error):
            raise
        kind = _("story") if page.kind == PageKind.STORY else _("page")
        raise AddressTaken(_("Another %(kind)s has this address.") % {"kind": kind}) from None
    return page
