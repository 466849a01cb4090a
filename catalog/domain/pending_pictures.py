"""Sends pending pictures to be fetched, a few at a time: an import of ten thousand must not fill the queue."""

from django.db import connection, transaction

from commerce.jobs.domain import enqueue

AT_ONCE = 60
# Those that have never been sent: the job of a first attempt carries the picture's id as its key.
UNSENT = """
SELECT p.public_id FROM catalog_picture p
 WHERE p.state = 'pending' AND p.source_url <> ''
   AND NOT EXISTS (SELECT 1 FROM jobs_job j WHERE j.dedupe = 'picture:' || p.public_id)
 ORDER BY p.position, p.id LIMIT %s
"""


def send(*, limit: int = AT_ONCE) -> int:
    """Enqueue a fetch for up to `limit` pictures, first pictures of products first. Returns how many."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(UNSENT, [limit])
            ids = [row[0] for row in cursor.fetchall()]
        for public_id in ids:
            enqueue("catalog.fetch_picture", dedupe=f"picture:{public_id}", picture=public_id)
    return len(ids)
