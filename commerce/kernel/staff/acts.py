"""Acts on one object: a button, a page that says what will happen, one domain call."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from ..errors import ShopError
from ..way_back import way_on
from .columns import Notice

log = logging.getLogger("shop.staff")


@dataclass(frozen=True)
class Act:
    """`run(request, values)` does it and returns the words for the message; `consequence` tells it beforehand.

    `form(data, files)` builds the form whose cleaned values (or what its `values()` makes of them) `run` gets; without
    one there is only the button.
    """

    name: str
    label: str
    consequence: str
    run: Callable[[HttpRequest, dict[str, Any]], str]
    form: Callable[[Any, Any], Form] = field(default=Form)
    is_destructive: bool = False


class ActsMixin:
    """Gives a ModelAdmin the acts that `acts()` lists for an object in its present state."""

    model: Any
    opts: Any
    admin_site: Any

    def acts(self, request: HttpRequest, obj: Any) -> list[Act]:
        """What may be done to `obj` now."""
        return []

    def notices(self, request: HttpRequest, obj: Any) -> list[Notice]:
        """How `obj` stands, in sentences above its page."""
        return []

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_act"
        view = self.admin_site.admin_view(self.act_view)
        return [path("<path:object_id>/acts/<slug:name>/", view, name=name), *super().get_urls()]  # type: ignore[misc]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        obj = kwargs.get("obj")
        context["acts"] = self.acts(request, obj) if obj else []
        context["notices"] = self.notices(request, obj) if obj else []
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]

    def act_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        if obj is None:
            raise Http404
        act = next((act for act in self.acts(request, obj) if act.name == name), None)
        if act is None:
            messages.warning(request, _("That is not possible any more: the state has changed meanwhile."))
            return redirect(self.back_from_act(request, obj))
        form = act.form(*((request.POST, request.FILES) if request.method == "POST" else (None, None)))
        if request.method == "POST" and form.is_valid():
            done = self._perform(request, obj, act, form)
            if done:
                return done
        return self._confirmation(request, obj, act, form)

    def _perform(self, request: HttpRequest, obj: Any, act: Act, form: Form) -> HttpResponse | None:
        """Do it; None when the domain refused what was typed, which the form then tells."""
        try:
            words = act.run(request, form.values() if hasattr(form, "values") else form.cleaned_data)
        except ShopError as error:
            log.info("staff act refused", extra={"act": act.name, "object": str(obj), "code": error.code})
            if form.fields:
                form.add_error(None, str(error.message))
                return None
            messages.error(request, str(error.message))
            return redirect(self.back_from_act(request, obj))
        self.log_change(request, obj, str(act.label))  # type: ignore[attr-defined]
        messages.success(request, words)
        return redirect(self.back_from_act(request, obj))

    def _confirmation(self, request: HttpRequest, obj: Any, act: Act, form: Form) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": act.label,
            "act": act,
            "form": form,
            "original": obj,
            "opts": self.opts,
            "back": self.back_from_act(request, obj),
        }
        return TemplateResponse(request, "admin/act.html", context, status=422 if form.errors else 200)

    def back_from_act(self, request: HttpRequest, obj: Any) -> str:
        """Where an act leads: the page of ours that it was chosen on (`next`), or the object's own."""
        own = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])
        return way_on(request, otherwise=own)
