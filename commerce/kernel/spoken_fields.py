"""What a form's fields say of themselves to somebody who does not see them."""

from typing import Any

from django.forms import BoundField, CheckboxInput, Widget
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import ChoiceWidget


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
