"""Filters of a list under a name of their own: three columns called "state" need three names."""

from typing import Any

from django.contrib import admin


def named_filter(title: Any, base: type[admin.FieldListFilter] = admin.ChoicesFieldListFilter) -> Any:
    """The filter class `base` with `title` as its heading: `("parts__state", named_filter(_("parcel")))`."""

    class Named(base):  # type: ignore[misc,valid-type]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.title = title

    return Named
