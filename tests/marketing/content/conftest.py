"""Pages and banners as staff would leave them."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from marketing.content.domain import banners, pages
from marketing.content.models import Banner, Page
from tests.factories.shop import make_user

HOUR = timedelta(hours=1)


@pytest.fixture
def editor(db):
    return make_user(is_staff=True, full_name="Desk Person")


@pytest.fixture
def desk(editor) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(editor)
    return client


@pytest.fixture
def write(editor) -> Callable[..., Page]:
    """A published page: `write("delivery", body="…", kind="story", publish_from=…)`."""

    def write_one(slug: str, **values: Any) -> Page:
        facts = {"title": slug.title(), "body": "Words.", "state": "published", "kind": "page"}
        return pages.create_page(author=editor, slug=slug, **facts | values)

    return write_one


@pytest.fixture
def put_up(db, django_capture_on_commit_callbacks) -> Callable[..., Banner]:
    """A banner that is on: `put_up("home", text="…", shown_until=…)`."""

    def put_one(placement: str, *, banner: Banner | None = None, **values: Any) -> Banner:
        with django_capture_on_commit_callbacks(execute=True):
            return banners.save_banner(banner=banner, placement=placement, **{"text": "A sentence.", **values})

    return put_one


def ago(hours: float) -> Any:
    return timezone.now() - hours * HOUR


def png(side: int = 400) -> bytes:
    target = BytesIO()
    Image.new("RGB", (side, side), "#1B6B47").save(target, "PNG")
    return target.getvalue()
