from django.urls import path

from .views import pages

app_name = "cart"
urlpatterns = [
    path("", pages.cart, name="cart"),
    path("state/", pages.state, name="state"),
    path("items/", pages.items, name="items"),
    path("items/restored/", pages.restore, name="restore"),
    path("items/<str:line>/", pages.item, name="item"),
    path("items/<str:line>/removal/", pages.removal, name="removal"),
]
