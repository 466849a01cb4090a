"""`{% field_words field short %}`: all that a form's field says before its control."""

from django import template
from django.forms import BoundField

from .parts import fit, part_of

register = template.Library()
TEMPLATE = "components/_field_words.html"
NAMES = ("id", "control", "label", "is_group", "optional", "hint", "errors", "required", "invalid", "short")


@register.simple_tag
def field_words(field: BoundField, short: object = False) -> str:
    """Begins the field's box, which whoever uses this ends."""
    asked, messages = field.field, field.field.error_messages
    is_mail = getattr(asked.widget, "input_type", "") == "email"
    values = (
        field.auto_id, field.id_for_label, field.label, field.use_fieldset, not asked.required,
        field.help_text, tuple(field.errors), messages.get("required", ""),
        messages.get("invalid", "") if is_mail else "", bool(short),
    )  # fmt: skip
    return part_of(TEMPLATE, NAMES, tuple(map(fit, values)))
