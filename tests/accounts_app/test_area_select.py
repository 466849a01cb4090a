"""The select of areas says what Django's own says."""

import pytest
from django import forms
from django.test.html import parse_html

from commerce.accounts.domain.area_select import AreaChoices, AreaSelect

GROUPS = (("Up & away", ((1, "One <b>"), (22, "Two"))), ("", ((3, "Three"),)))


@pytest.mark.parametrize("value", [None, "", 22, "22", "2", 1, 3, '"><b>'])
def test_it_is_djangos_select(value):
    attrs = {"id": "id_area", "aria-invalid": "true", "required": True, "data-no": False}
    own, plain = AreaSelect(attrs={"class": "wide"}), forms.Select(attrs={"class": "wide"})
    own.choices = AreaChoices("Choose", GROUPS)
    plain.choices = [("", "Choose"), *GROUPS]
    assert parse_html(own.render("area", value, attrs)) == parse_html(plain.render("area", value, attrs))


def test_a_choice_that_is_not_there_is_refused():
    class Form(forms.Form):
        area = forms.ChoiceField(widget=AreaSelect)

    def errors(value: str) -> dict:
        form = Form({"area": value})
        form.fields["area"].choices = AreaChoices("Choose", GROUPS)
        return form.errors

    assert errors("22") == {}
    assert "area" in errors("4")
