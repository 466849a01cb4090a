"""Addresses of browsing."""

from django.urls import path

from .views import browse, home, product, questions, reviews

app_name = "catalog"
urlpatterns = [
    path("", home.home, name="home"),
    path("c/<slug:slug>/", browse.category, name="category"),
    path("collections/", browse.collections, name="collections"),
    path("collections/<slug:slug>/", browse.collection, name="collection"),
    path("search/suggestions/", browse.suggestions, name="suggestions"),
    path("search/", browse.search_results, name="search"),
    path("p/<slug:slug>/", product.product, name="product"),
    path("p/<slug:slug>/reviews/", reviews.reviews, name="reviews"),
    path("p/<slug:slug>/questions/", questions.questions, name="questions"),
    path("questions/<str:public_id>/answers/", questions.answers, name="answers"),
    path("reviews/<str:public_id>/vote/", reviews.vote, name="review_vote"),
    path("reviews/<str:public_id>/reply/", reviews.reply, name="review_reply"),
    path("s/<slug:slug>/", browse.seller, name="seller"),
    path("sellers/", browse.sellers, name="sellers"),
]
