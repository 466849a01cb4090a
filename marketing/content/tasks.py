"""Jobs of the content: old addresses lead to where things are now, whatever the order in which the moves are told."""

from catalog.models import Category, Collection
from commerce.jobs.domain.registry import task
from vendors.sellers.models import Seller

from .domain import redirects


@task("content.follow_category", queue="inventory", atomic=True)
def follow_category(*, category: str, old_path: str) -> None:
    if now := Category.objects.filter(public_id=category).first():
        redirects.follow(old_path=old_path, new_path=now.get_absolute_url())


@task("content.follow_collection", queue="inventory", atomic=True)
def follow_collection(*, collection: str, old_path: str) -> None:
    if now := Collection.objects.filter(public_id=collection).first():
        redirects.follow(old_path=old_path, new_path=now.get_absolute_url())


@task("content.follow_stall", queue="inventory", atomic=True)
def follow_stall(*, seller: str, old_path: str) -> None:
    if now := Seller.objects.filter(public_id=seller).first():
        redirects.follow(old_path=old_path, new_path=now.get_absolute_url())
