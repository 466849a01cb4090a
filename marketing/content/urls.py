"""Addresses of what the market says, and of what search engines and phones ask for."""

from django.urls import path, re_path

from .views import banners, install, pages, sitemap, stories

app_name = "content"
urlpatterns = [
    path("pages/preview/<str:token>/", pages.preview, name="preview"),
    path("pages/<slug:slug>/", pages.page, name="page"),
    path("stories/", stories.stories, name="stories"),
    path("stories/<slug:slug>/", stories.story, name="story"),
    path("banners/<str:public_id>/dismissal/", banners.dismissal, name="banner_dismissal"),
    path("manifest.webmanifest", install.manifest, name="manifest"),
    path("sw.js", install.worker, name="worker"),
    path("offline/", install.offline, name="offline"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-products-<int:number>.xml", sitemap.products, name="sitemap_products"),
    re_path(r"^sitemap-(?P<name>categories|collections|stalls|pages)\.xml$", sitemap.part, name="sitemap_part"),
]
