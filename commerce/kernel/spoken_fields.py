"""What a form's fields say of themselves to somebody who does not see them, and how the plain ones are written."""

from typing import Any

from django.forms import BoundField, CheckboxInput, Widget
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.forms.widgets import ChoiceWidget
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

# Widgets that are one tag each.
PLAIN = frozenset(f"django/forms/widgets/{name}.html" for name in ("email", "hidden", "number", "password", "text"))


class SpokenField(BoundField):
    """A required choice that nobody has made yet is not wrong, though browsers call it so from the start (they spare
    fields to type into)."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        if built.get("required") and isinstance(widget or self.field.widget, ChoiceWidget | CheckboxInput):
            built.setdefault("aria-invalid", "false")
        return built


class Renderer(TemplatesSetting):
    bound_field_class = SpokenField

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Without a template for what is one tag: a form has many of them."""
        if template_name in PLAIN:
            return _tag(context["widget"])
        return super().render(template_name, context, request)


def _tag(widget: dict[str, Any]) -> SafeString:
    value = "" if widget["value"] is None else format_html(' value="{}"', widget["value"])
    words = '<input type="{}" name="{}"{}{}>'
    return format_html(words, widget["type"], widget["name"], value, flatatt(widget["attrs"]))
