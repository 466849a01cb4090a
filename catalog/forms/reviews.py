"""What a stall says to a review."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..domain.reviews import REPLY_CHARS


class ReplyForm(forms.Form):
    words = forms.CharField(
        label=_("Your reply"),
        max_length=REPLY_CHARS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Everybody reads it below the review. You can change it later."),
        error_messages={"required": _("Write what you want to say.")},
    )
