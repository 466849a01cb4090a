"""Addresses of what the market says, and of what search engines and phones ask for."""

from django.urls import path

from .views import banners, pages, stories

app_name = "content"
urlpatterns = [
    path("pages/preview/<str:token>/", pages.preview, name="preview"),
    path("pages/<slug:slug>/", pages.page, name="page"),
    path("stories/", stories.stories, name="stories"),
    path("stories/<slug:slug>/", stories.story, name="story"),
    path("banners/<str:public_id>/dismissal/", banners.dismissal, name="banner_dismissal"),
]
