"""What the domain refuses while a staff page is saved."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from ..errors import ShopError


class RefusalsMixin:
    """For a ModelAdmin whose `save_model` calls the domain: what no form could foresee (somebody else was quicker, a
    limit that is seen only together with others) is told on the same page, and nothing is saved."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)  # type: ignore[misc]
        except ShopError as error:
            messages.error(request, str(error.message))
            return HttpResponseRedirect(request.get_full_path())
