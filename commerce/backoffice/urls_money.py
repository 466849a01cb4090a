"""Where everybody may look at the money proof."""

from django.urls import path

from .views import money

app_name = "money"
urlpatterns = [path("", money.public, name="proof")]
