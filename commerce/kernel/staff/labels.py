"""Fields in the rows of a table have no label beside them: they get one that is read aloud."""

from typing import Any

from django.utils.text import capfirst


def with_spoken_labels(formset: type[Any]) -> type[Any]:
    """The formset class with `aria-label` on each visible field: the column's name and, where known, the row's."""

    class Spoken(formset):
        def add_fields(self, form: Any, index: int | None) -> None:
            super().add_fields(form, index)
            row = str(form.instance) if form.instance.pk else ""
            for name, field in form.fields.items():
                if not field.widget.is_hidden:
                    words = capfirst(field.label or name)
                    field.widget.attrs.setdefault("aria-label", f"{words}: {row}" if row else words)

    Spoken.__name__ = formset.__name__
    return Spoken
