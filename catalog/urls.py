"""Addresses of browsing."""

from django.urls import path

from .views import browse, home, product

app_name = "catalog"
urlpatterns = [
    path("", home.home, name="home"),
    path("c/<slug:slug>/", browse.category, name="category"),
    path("search/suggestions/", browse.suggestions, name="suggestions"),
    path("search/", browse.search_results, name="search"),
    path("p/<slug:slug>/", product.product, name="product"),
    path("s/<slug:slug>/", browse.seller, name="seller"),
    path("sellers/", browse.sellers, name="sellers"),
]
