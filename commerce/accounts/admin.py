"""People: found by name or e-mail, switched off, made staff by a superuser. Passwords are never set here."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.staff import (
    Act,
    ActsMixin,
    ReadOnlyAdmin,
    ReadOnlyTabular,
    when_column,
)

from .models import Address, Area, User

# Roles are columns of the person; mail addresses are the sign-in's own business.
admin.site.unregister(Group)
admin.site.unregister(EmailAddress)


# Whether somebody works at a stall, asked through the person's own side of the relation.
HAS_STALL = Exists(User.objects.filter(pk=OuterRef("pk"), memberships__isnull=False))


class RoleFilter(admin.SimpleListFilter):
    title = gettext_lazy("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("staff", _("staff")), ("seller", _("seller")), ("shopper", _("shopper"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        match self.value():
            case "staff":
                return queryset.filter(is_staff=True)
            case "seller":
                return queryset.filter(HAS_STALL)
            case "shopper":
                return queryset.filter(~HAS_STALL, is_staff=False)
        return queryset


class Addresses(ReadOnlyTabular):
    model = Address
    fields = ["label", "full_name", "phone", "area", "street", "landmark", "pin", "is_default"]


@admin.register(User)
class UserAdmin(ActsMixin, ReadOnlyAdmin):
    list_display = [
        "email",
        "full_name",
        "phone",
        "role",
        "is_active",
        when_column("date_joined", gettext_lazy("joined")),
        when_column("last_login", gettext_lazy("last here")),
    ]
    list_filter = [RoleFilter, "is_active", "date_joined"]
    search_fields = ["email", "full_name", "phone", "public_id"]
    search_help_text = gettext_lazy("E-mail, name, phone or public id")
    ordering = ["-id"]
    fields = ["email", "full_name", "phone", "public_id", "role", "is_active", "date_joined", "last_login"]
    inlines = [Addresses]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).annotate(has_stall=HAS_STALL)

    @admin.display(description=gettext_lazy("role"))
    def role(self, user: Any) -> str:
        if user.is_staff:
            return _("staff, may appoint staff") if user.is_superuser else _("staff")
        return _("seller") if user.has_stall else _("shopper")

    def acts(self, request: HttpRequest, obj: User) -> list[Act]:
        if obj.pk == request.user.pk:
            return []
        found = [self.switch(obj)] if not obj.is_superuser or request.user.is_superuser else []
        if request.user.is_superuser:
            found.append(self.appointment(obj))
        return found

    def switch(self, user: User) -> Act:
        if user.is_active:
            return Act(
                "suspension",
                _("Switch off"),
                _("%(who)s can no longer sign in. Orders and addresses stay. You can switch the account on again.")
                % {"who": user.email},
                lambda request, values: mark(user, _("The account is off."), is_active=False),
                is_destructive=True,
            )
        return Act(
            "return",
            _("Switch on"),
            _("%(who)s can sign in again.") % {"who": user.email},
            lambda request, values: mark(user, _("The account is on."), is_active=True),
        )

    def appointment(self, user: User) -> Act:
        if user.is_staff:
            return Act(
                "dismissal",
                _("Take from the staff"),
                _("%(who)s no longer sees these pages and remains a shopper.") % {"who": user.email},
                lambda request, values: mark(user, _("No longer staff."), is_staff=False, is_superuser=False),
                is_destructive=True,
            )
        return Act(
            "appointment",
            _("Make staff"),
            _("%(who)s will see and change everything on these pages: orders, refunds, products and people.")
            % {"who": user.email},
            lambda request, values: mark(user, _("Now on the staff."), is_staff=True),
            is_destructive=True,
        )


def mark(user: User, words: str, **flags: bool) -> str:
    User.objects.filter(pk=user.pk).update(**flags)
    return words


@admin.register(Area)
class AreaAdmin(ReadOnlyAdmin):
    list_display = ["name", "local_name", "kind", "parent", "country", "is_remote", "code"]
    list_filter = ["country", "kind", "is_remote"]
    search_fields = ["name", "local_name", "code"]
    list_select_related = ["parent"]
