"""Addresses of the style guide."""

from django.urls import path

from .views import styleguide

app_name = "styleguide"
urlpatterns = [
    path("", styleguide.guide, name="guide"),
    path("frame/", styleguide.frame, name="frame"),
    path("frame/<slug:chapter>/", styleguide.frame, name="frame"),
    path("pages/<slug:name>/", styleguide.problem, name="problem"),
    path("mails/<slug:name>/", styleguide.mail, name="mail"),
    path("<slug:chapter>/", styleguide.guide, name="guide"),
]
