"""The search as it answers once the jobs that a change left behind are done."""

from catalog.domain import indexing
from catalog.models import Product
from catalog.queries.finder import engine
from catalog.search.engine import RELEVANCE, Request
from commerce.jobs.models import Job


def index_now() -> None:
    """Do the index jobs that wait."""
    for job in Job.objects.filter(kind="catalog.index", state="ready").order_by("pk"):
        indexing.index(job.args["products"])
        job.delete()


def found(words: str) -> list[str]:
    """Titles of the first page, best first."""
    index_now()
    titles = dict(Product.objects.values_list("pk", "title"))
    return [titles[key] for key in engine().search(Request(words=words, sort=RELEVANCE)).ids]
