"""The fields of a review, for whichever page asks for one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .photographs import MOST
from .reviews import Opinion

TITLE_CHARS = 100
WORDS_CHARS = 4000
NAME_CHARS = 60
STARS = [
    (1, _("1 star: bad")),
    (2, _("2 stars: poor")),
    (3, _("3 stars: fair")),
    (4, _("4 stars: good")),
    (5, _("5 stars: very good")),
]


class ManyFiles(forms.FileInput):
    """A field for several files at once."""

    allow_multiple_selected = True


class PhotographsField(forms.FileField):
    """Any number of files; whether each is a picture is found out by looking inside (domain.photographs)."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return list(data or [])


class ReviewForm(forms.Form):
    """Stars, words and the name that is shown; a title and photographs when there are any."""

    says_all = True  # its errors are whole sentences

    stars = forms.TypedChoiceField(
        label=_("Your stars"),
        choices=STARS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose from one to five stars.")},
    )
    words = forms.CharField(
        label=_("What others should know"),
        max_length=WORDS_CHARS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("How it is made, whether it fits, what you use it for."),
        error_messages={"required": _("Write a few words.")},
    )
    title = forms.CharField(label=_("In one line"), max_length=TITLE_CHARS, required=False)
    display_name = forms.CharField(
        label=_("Name shown"),
        max_length=NAME_CHARS,
        help_text=_("Everybody sees it. A first name is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Give a name to show beside it.")},
    )
    photographs = PhotographsField(
        label=_("Photographs"),
        required=False,
        widget=ManyFiles(attrs={"accept": "image/*", "multiple": True}),
        help_text=_("Up to %(most)d, each of up to 10 MB. Nothing in them that tells where you live.") % {"most": MOST},
    )

    def clean_display_name(self) -> str:
        name = " ".join(self.cleaned_data["display_name"].split())
        if "@" in name:
            raise forms.ValidationError(_("Do not show your e-mail address. A first name is enough."))
        return name

    def opinion(self) -> Opinion:
        """What was typed, of a valid form."""
        typed = self.cleaned_data
        return Opinion(typed["stars"], typed["words"], typed["display_name"], typed["title"])
