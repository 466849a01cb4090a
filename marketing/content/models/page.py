"""Pages and stories that staff write, and every version they had."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.kernel.fields import PublicIdField, state_check

TEXTS = ("title", "summary", "body", "seo_title", "seo_description")


class PageKind(models.TextChoices):
    PAGE = "page", _("page")
    STORY = "story", _("story")


class PageState(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")


class Footer(models.TextChoices):
    NONE = "", _("not in the footer")
    MARKET = "market", _("under Market")
    RULES = "rules", _("under Good to know")


class PageText(models.Model):
    """What a version keeps. `body` is Markdown (see queries.markdown)."""

    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    body = models.TextField(_("text"))
    seo_title = models.CharField(_("title for search engines"), max_length=120, blank=True)
    seo_description = models.CharField(_("description for search engines"), max_length=300, blank=True)

    class Meta:
        abstract = True


class Page(PageText):
    """Shown while it is published and the database's clock stands in [publish_from, publish_until)."""

    public_id = PublicIdField("pag")
    kind = models.CharField(_("kind"), max_length=8, choices=PageKind.choices, default=PageKind.PAGE)
    slug = models.SlugField(_("address"), max_length=100)
    picture = models.ForeignKey(
        "catalog.Picture", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    state = models.CharField(_("state"), max_length=10, choices=PageState.choices, default=PageState.DRAFT)
    publish_from = models.DateTimeField(_("shown from"), null=True, blank=True)
    publish_until = models.DateTimeField(_("shown until"), null=True, blank=True)
    footer = models.CharField(_("footer"), max_length=8, choices=Footer.choices, default=Footer.NONE, blank=True)
    footer_position = models.PositiveSmallIntegerField(_("place in the footer"), default=0)
    version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="page_address_once"),
            state_check(states=PageKind, name="page_kind_known", field="kind"),
            state_check(states=PageState, name="page_state_known"),
            state_check(states=Footer, name="page_footer_known", field="footer"),
            models.CheckConstraint(
                condition=Q(publish_from=None) | Q(publish_until=None) | Q(publish_until__gt=F("publish_from")),
                name="page_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        name = "content:story" if self.kind == PageKind.STORY else "content:page"
        return reverse(name, args=[self.slug])


class PageVersion(PageText):
    """The texts as one save left them. Never changed."""

    public_id = PublicIdField("pgv")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="page_version_once")]

    def __str__(self) -> str:
        return f"{self.page} {self.number}"
