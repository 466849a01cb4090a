"""The table of version 1."""

from django.urls import include, path

app_name = "api"
urlpatterns = [path("", include("catalog.api")), path("", include("cart.api")), path("", include("orders.api"))]
