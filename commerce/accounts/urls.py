from django.urls import path

from .views import address_book, overview, place

app_name = "accounts"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("place/", place.place, name="place"),
    path("profile/", overview.profile, name="profile"),
    path("addresses/", address_book.address_list, name="addresses"),
    path("addresses/new/", address_book.address_new, name="address_new"),
    path("addresses/<str:public_id>/", address_book.address, name="address"),
    path("addresses/<str:public_id>/removal/", address_book.address_removal, name="address_removal"),
    path("addresses/<str:public_id>/default/", address_book.address_default, name="address_default"),
]
