"""The tree of categories: every write keeps `path` and `depth`, and the shop shows it at once."""

from typing import Any

from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.text import slugify
from django.utils.translation import gettext as _

from commerce.jobs.domain.announce import announce
from commerce.kernel.errors import Refused

from ..models import Category, Product
from ..queries import categories as kept
from . import indexing

SEGMENT_DIGITS = 4
# One mover of the tree at a time; a number of ours in PostgreSQL's advisory locks.
TREE_LOCK = 7_402_001
CHANGEABLE = frozenset(
    {"name", "position", "ground", "picture", "description", "seo_title", "seo_description", "is_active", "slug"}
)


def create_category(*, name: str, parent: Category | None = None, slug: str = "", **values: Any) -> Category:
    """A new category below `parent` (None: a root). `values` are any of CHANGEABLE. Raises Refused for others."""
    _only_changeable(values)
    with transaction.atomic():
        _lock_tree()
        above = Category.objects.get(pk=parent.pk) if parent else None
        category = Category(name=name, slug=slug or slugify(name), parent=above, **values)
        category.depth = above.depth + 1 if above else 0
        category.save()
        category.path = (above.path if above else "") + segment(category)
        category.save(update_fields=["path"])
        transaction.on_commit(kept.forget)
    return category


def update_category(*, category: Category, **values: Any) -> Category:
    """Change any of CHANGEABLE; a new name is searchable at once, a new address is announced.

    Raises Refused for other fields."""
    _only_changeable(values)
    with transaction.atomic():
        renamed = values.get("name", category.name) != category.name
        before = Category.objects.get(pk=category.pk).get_absolute_url()
        for field, value in values.items():
            setattr(category, field, value)
        category.save(update_fields=[*values])
        products = Product.objects.filter(category=category)
        products.update(cache_version=F("cache_version") + 1)
        if renamed:
            indexing.request(products.values_list("pk", flat=True))
        if category.get_absolute_url() != before:
            announce("catalog.category_moved", category=category.public_id, old_path=before)
        transaction.on_commit(kept.forget)
    return category


def move_category(*, category: Category, parent: Category | None) -> Category:
    """Hang the branch under another parent (None: make it a root). Raises Refused for a place inside itself."""
    with transaction.atomic():
        _lock_tree()
        moved = Category.objects.get(pk=category.pk)
        above = Category.objects.get(pk=parent.pk) if parent else None
        if above and above.path.startswith(moved.path):
            raise Refused(_("A category cannot hang below itself."), code="category_circle")
        path = (above.path if above else "") + segment(moved)
        deeper = (above.depth + 1 if above else 0) - moved.depth
        Category.objects.filter(path__startswith=moved.path).update(
            path=Concat(Value(path), Substr("path", len(moved.path) + 1)), depth=F("depth") + deeper
        )
        Category.objects.filter(pk=moved.pk).update(parent=above)
        transaction.on_commit(kept.forget)
    category.refresh_from_db()
    return category


def segment(category: Category) -> str:
    """The category's own part of a path: its id with leading zeros, so that no id is the beginning of another."""
    return f"{category.pk:0{SEGMENT_DIGITS}d}/"


def _only_changeable(values: dict[str, Any]) -> None:
    if strange := sorted(set(values) - CHANGEABLE):
        raise Refused(_("These fields of a category cannot be set: %(names)s") % {"names": ", ".join(strange)})


def _lock_tree() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TREE_LOCK])
