"""The table of version 1."""

from django.urls import include, path

app_name = "api"
urlpatterns = [path("", include("catalog.api"))]
