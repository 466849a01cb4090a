"""What people ask and answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

WORDS_CHARS = 600
ANSWER_CHARS = 2000


class NamedForm(forms.Form):
    """Words under a name that everybody sees."""

    says_all = True  # its errors are whole sentences

    def clean_display_name(self) -> str:
        name = " ".join(self.cleaned_data["display_name"].split())
        if "@" in name:
            raise forms.ValidationError(_("Do not show your e-mail address. A first name is enough."))
        return name


def name_field() -> forms.CharField:
    return forms.CharField(
        label=_("Name shown"),
        max_length=60,
        help_text=_("Everybody sees it. A first name is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Give a name to show beside it.")},
    )


class QuestionForm(NamedForm):
    words = forms.CharField(
        label=_("Your question"),
        max_length=WORDS_CHARS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("About this thing. For your order, write from the order's page."),
        error_messages={"required": _("Write your question.")},
    )
    display_name = name_field()


class AnswerForm(NamedForm):
    words = forms.CharField(
        label=_("Your answer"),
        max_length=ANSWER_CHARS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write your answer.")},
    )
    display_name = name_field()

    def __init__(self, *args: object, is_stall: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if is_stall:  # the stall answers under its own name
            del self.fields["display_name"]
