"""Addresses of plain pages and of what every page may ask for."""

from django.urls import path
from django.views.generic import TemplateView

from .views import pages

app_name = "pages"
# The texts that the market brings along. A page of marketing.content stands before them under the same address.
urlpatterns = [
    *(
        path(f"pages/{name}/", TemplateView.as_view(template_name=f"pages/{name}.html"), name=name)
        for name in ("terms", "privacy", "returns")
    ),
    path("theme/", pages.theme, name="theme"),
    path("seen/", pages.seen, name="seen"),
]
