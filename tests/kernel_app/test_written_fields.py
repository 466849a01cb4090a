"""Fields that are written without a template say what Django's own templates say."""

import re
from typing import Any

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.template import Context, Template

from commerce.kernel.spoken_fields import PLAIN, Renderer

ATTRS: dict[str, Any] = {"id": "id_x", "maxlength": 5, "required": True, "disabled": False, "title": '"<&'}
WIDGETS = [forms.TextInput, forms.EmailInput, forms.NumberInput, forms.PasswordInput, forms.HiddenInput]


def tag(html: str) -> list[str]:
    """The tag's name and attributes in the order of the alphabet."""
    return sorted(re.findall(r'[\w-]+="[^"]*"|[\w-]+', html.strip("<> \n")))


@pytest.mark.parametrize("value", [None, "", 'Ada "<b>" O\'Neil', 7])
@pytest.mark.parametrize("kind", WIDGETS)
def test_the_same_tag(kind, value):
    widget = kind(render_value=True) if kind is forms.PasswordInput else kind()
    said = [tag(widget.render("x", value, ATTRS, renderer=renderer)) for renderer in (Renderer(), TemplatesSetting())]
    assert said[0] == said[1]
    assert widget.template_name in PLAIN


WORDS = {"required": "Where to?", "invalid": "No address."}


class Letter(forms.Form):
    email = forms.EmailField(help_text="For the <b>receipt</b>.", error_messages=WORDS)
    note = forms.CharField(required=False)


ONE = '{% include "components/_field.html" with field=form.'
FIELD = Template(f"{ONE}email %}}|{ONE}note short=True %}}")


def test_words_before_a_control():
    email, note = FIELD.render(Context({"form": Letter()})).split("|")
    assert '<label for="id_email">Email</label>' in email
    assert 'data-required="Where to?" data-invalid="No address." class="field"' in email
    assert '<div class="field-hint" id="id_email_helptext">For the <b>receipt</b>.</div>' in email
    assert 'class="field field-short"' in note
    assert "(optional)" in note
    assert "data-invalid" not in note


def test_another_forms_errors_are_not_shown_again():
    wrong = FIELD.render(Context({"form": Letter({"email": "ada"})}))
    assert "No address.</span></p>" in wrong
    assert 'value="ada"' in wrong
    fresh = FIELD.render(Context({"form": Letter()}))
    assert ("field-error" in fresh, "ada" in fresh) == (False, False)
