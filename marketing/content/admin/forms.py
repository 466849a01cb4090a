"""What staff type about pages, banners and redirects; refusals of the domain stand at the field they are about."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.domain.loose_pictures import keep_picture
from commerce.kernel.errors import ShopError

from ..domain import links, redirects
from ..domain.old_paths import WrongRedirect, normalised, target
from ..models import Banner, Page, PageVersion, Redirect

PICTURE = {
    "label": gettext_lazy("new picture"),
    "required": False,
    "help_text": gettext_lazy("JPEG, PNG, WebP or AVIF, 10 MB at most. It takes the place of the present one."),
    "widget": forms.FileInput(attrs={"accept": "image/*"}),
}


class PictureMixin(forms.Form):
    """A picture is drawn in its widths while the form is checked, outside of the transaction that saves it."""

    new_picture = forms.FileField(**PICTURE)  # type: ignore[arg-type]
    without_picture = forms.BooleanField(label=gettext_lazy("without a picture"), required=False)

    def clean_new_picture(self) -> Any:
        upload = self.cleaned_data["new_picture"]
        try:
            return keep_picture(content=upload) if upload else None
        except ShopError as error:
            raise forms.ValidationError(str(error.message)) from None

    def picture_values(self) -> dict[str, Any]:
        if made := self.cleaned_data.get("new_picture"):
            return {"picture": made}
        return {"picture": None} if self.cleaned_data.get("without_picture") else {}


class PageForm(PictureMixin, forms.ModelForm):
    seen = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    class Meta:
        model = Page
        fields = [
            "title", "kind", "slug", "summary", "body", "state", "publish_from", "publish_until", "footer",
            "footer_position", "seo_title", "seo_description",
        ]  # fmt: skip
        widgets = {
            "body": forms.Textarea(attrs={"rows": 24, "cols": 90}),
            "summary": forms.Textarea(attrs={"rows": 2}),
            "seo_description": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "slug": gettext_lazy("The end of its address. terms, privacy and returns take the place of ours."),
            "summary": gettext_lazy("One or two sentences below the title, and on the list of stories."),
            "body": gettext_lazy(
                "Markdown: ## heading, **strong**, - list, [words](/pages/returns/), tables. No HTML or pictures."
            ),
            "publish_from": gettext_lazy("Empty: as soon as it is published."),
            "publish_until": gettext_lazy("Empty: without an end. At this moment it is gone."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.instance.version
        speak_halves(self)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if self.instance.pk and typed.get("seen") != self.instance.version:
            words = _("Somebody saved this page meanwhile. Copy what you wrote, open the page again, and put it in.")
            self.add_error(None, words)
        ends_before_it_begins(self, "publish_from", "publish_until")
        return typed


class BannerForm(PictureMixin, forms.ModelForm):
    class Meta:
        model = Banner
        fields = [
            "placement", "text", "link_text", "link", "tone", "is_on", "shown_from", "shown_until", "is_dismissible",
            "position",
        ]  # fmt: skip
        widgets = {"text": forms.TextInput(attrs={"size": 80}), "link": forms.TextInput(attrs={"size": 60})}
        help_texts = {
            "text": gettext_lazy(
                "One sentence. With the words of the link up to about 40 characters fit a phone's line."
            ),
            "link": gettext_lazy("An address of this shop (/c/food/) or one that begins with https://."),
            "shown_from": gettext_lazy("Empty: from now on."),
            "shown_until": gettext_lazy("Empty: without an end. At this moment it is gone."),
            "position": gettext_lazy("Of several at one place the one with the lowest number is shown."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_halves(self)

    def clean_link(self) -> str:
        try:
            return links.checked(self.cleaned_data["link"]) if self.cleaned_data["link"] else ""
        except ShopError as error:
            raise forms.ValidationError(str(error.message)) from None

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("link") and not typed.get("link_text"):
            self.add_error("link_text", _("Say what the link leads to."))
        if typed.get("link_text") and not typed.get("link") and "link" not in self.errors:
            self.add_error("link", _("These words need an address to lead to."))
        ends_before_it_begins(self, "shown_from", "shown_until")
        return typed


class RedirectForm(forms.ModelForm):
    class Meta:
        model = Redirect
        fields = ["old_path", "new_path", "is_temporary"]
        widgets = {name: forms.TextInput(attrs={"size": 70}) for name in ("old_path", "new_path")}
        help_texts = {
            "old_path": gettext_lazy("As it stands in old links: /products/enamel-mug.html"),
            "new_path": gettext_lazy("Where it is now: /p/enamel-mug/. Empty: it is gone for good."),
            "is_temporary": gettext_lazy("The old address will be used again: search engines keep it."),
        }

    def clean_old_path(self) -> str:
        return said_at_the_field(normalised, self.cleaned_data["old_path"])

    def clean_new_path(self) -> str:
        return said_at_the_field(target, self.cleaned_data["new_path"])

    def clean(self) -> dict[str, Any]:
        """A circle or a chain is seen only together with the others."""
        typed = super().clean() or {}
        if "old_path" in typed and "new_path" in typed:
            kept = self.instance if self.instance.pk else None
            try:
                redirects.checked(old_path=typed["old_path"], new_path=typed["new_path"], redirect=kept)
            except WrongRedirect as error:
                self.add_error("new_path", str(error.message))
        return typed


class RestoreForm(forms.Form):
    """Which of the older versions comes back."""

    version = forms.ModelChoiceField(label=gettext_lazy("Version"), queryset=PageVersion.objects.none())

    def __init__(self, data: Any, files: Any, *, page: Page) -> None:
        super().__init__(data, files)
        older = PageVersion.objects.filter(page=page, number__lt=page.version).select_related("author")
        self.fields["version"].queryset = older  # type: ignore[attr-defined]
        self.fields["version"].label_from_instance = version_label  # type: ignore[attr-defined]


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV file"), widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        help_text=gettext_lazy(
            "A line for each: old address, new address, and if you like 301, 302 or 410. An empty new address says "
            "that it is gone."
        ),
    )  # fmt: skip


def version_label(version: PageVersion) -> str:
    return _("%(n)s: “%(title)s”") % {"n": version.number, "title": version.title}


def speak_halves(form: forms.BaseForm) -> None:
    """A moment is typed in two halves; each says which one it is."""
    for field in form.fields.values():
        halves = getattr(field.widget, "widgets", ())
        for half, words in zip(halves, (_("%(label)s, date"), _("%(label)s, time")), strict=False):
            half.attrs["aria-label"] = words % {"label": field.label}


def said_at_the_field(check: Any, value: str) -> str:
    try:
        return check(value)
    except WrongRedirect as error:
        raise forms.ValidationError(str(error.message)) from None


def ends_before_it_begins(form: forms.ModelForm, begin: str, end: str) -> None:
    first, last = form.cleaned_data.get(begin), form.cleaned_data.get(end)
    if first and last and last <= first:
        form.add_error(end, _("The end comes before the beginning."))
