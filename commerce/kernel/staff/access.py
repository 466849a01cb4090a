"""Who may do what at the staff site: every active member of staff everything that the desk offers.

What a desk does not offer (deleting an order, editing a payment) is offered to nobody.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .labels import with_spoken_labels

STAFF_ACTOR = "staff:"


def is_staff(request: HttpRequest) -> bool:
    """Whether the visitor is an active member of staff."""
    user: Any = getattr(request, "user", None)
    return bool(user and user.is_active and user.is_staff)


class StaffOnly:
    """Django asks for a permission per table; we ask for one thing, the same everywhere."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_staff(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_staff(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_staff(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_staff(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_staff(request)


class LookOnly(StaffOnly):
    """History and money: seen by staff, changed by acts alone."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class StaffAdmin(StaffOnly, admin.ModelAdmin):
    """A list and a form for staff. One COUNT a list, not two."""

    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    actions_on_bottom = False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Without "delete selected": what goes for good is deleted one by one, with its consequences shown."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_action_choices(self, request: HttpRequest, default_choices: Any = None) -> list[tuple[str, Any]]:
        """What is chosen before anything is says so."""
        return super().get_action_choices(request, default_choices or [("", _("Choose an action"))])

    def called(self, obj: Any) -> str:
        """What the page of an object is called."""
        return str(obj)

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
        return with_spoken_labels(super().get_changelist_formset(request, **kwargs))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """A list is called what it lists."""
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """A page is called by its object's name."""
        if obj := kwargs.get("obj"):
            name, kind = self.called(obj), str(capfirst(self.opts.verbose_name))
            context |= {"title": name, "subtitle": "" if name.startswith(kind) else kind}
        return super().render_change_form(request, context, *args, **kwargs)


class ReadOnlyAdmin(LookOnly, StaffAdmin):
    """A list and a page to read."""


class StaffTabular(StaffOnly, admin.TabularInline):
    """Rows of a form."""

    extra = 0

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        return with_spoken_labels(super().get_formset(request, obj, **kwargs))


class ReadOnlyTabular(LookOnly, admin.TabularInline):
    """Rows to read."""

    extra = 0
    max_num = 0
    can_delete = False
    show_change_link = False


def actor_of(request: HttpRequest) -> str:
    """How a member of staff is named in histories and stock books."""
    return f"{STAFF_ACTOR}{request.user.public_id}"  # type: ignore[union-attr]
