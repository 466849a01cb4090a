"""Products as the search engine reads them, and the jobs that keep its index up with the listings."""

from collections.abc import Iterable

from django.db import connection

from commerce.jobs.domain import enqueue

from ..models import Listing
from ..queries.finder import engine
from ..search.impacts import Document
from ..search.postgres import writing
from .walking import in_batches

# Products a job: small, so that a large import does not keep the workers from everything else.
BATCH = 200
READ = """
SELECT p.id, p.title, p.brand, concat_ws(' ', nullif(p.product_type, ''), c.name),
       ARRAY(SELECT v.sku FROM catalog_variant v WHERE v.product_id = p.id AND v.sku <> ''
                AND (v.is_active OR v.awaits_price) ORDER BY v.position, v.id),
       p.tags || ARRAY(SELECT d.text FROM catalog_productattribute d WHERE d.product_id = p.id AND d.text <> '')
              || ARRAY(SELECT DISTINCT o FROM catalog_variant v, unnest(v.option_values) o
                        WHERE v.product_id = p.id AND v.is_active),
       regexp_replace(left(p.description, 3000), '<[^>]*>', ' ', 'g')
  FROM catalog_product p LEFT JOIN catalog_category c ON c.id = p.category_id WHERE p.id = ANY(%s) ORDER BY p.id"""


def request(product_ids: Iterable[int]) -> None:
    """Have the index follow these products once the caller's transaction commits."""
    ids = sorted(set(product_ids))
    for start in range(0, len(ids), BATCH):
        enqueue("catalog.index", products=ids[start : start + BATCH])


def index(product_ids: Iterable[int]) -> None:
    """Put these products into the index as they are now. Safe to repeat."""
    engine().upsert(documents(list(product_ids)))


def index_left_over() -> None:
    """Index what is listed and not indexed: after an upgrade, when a stall opened, or when a job was lost."""
    while ids := _left_over():
        index(ids)


def _left_over() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT product_id FROM catalog_listing WHERE vector IS NULL LIMIT %s", [BATCH])
        return [key for (key,) in cursor.fetchall()]


def rebuild() -> int:
    """Index everything anew while the shop is open. Returns how many products that were."""
    batches = in_batches(Listing.objects.all(), BATCH)
    return engine().rebuild(document for ids in batches for document in documents(ids))


def recount() -> None:
    """Count the words of the vocabulary anew, and look for the best-selling of a large catalogue."""
    writing.recount()


def documents(ids: list[int]) -> list[Document]:
    with connection.cursor() as cursor:
        cursor.execute(READ, [ids])
        return [Document(*row) for row in cursor.fetchall()]
