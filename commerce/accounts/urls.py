from django.urls import path

from .views import pages

app_name = "accounts"
urlpatterns = [
    path("", pages.overview, name="overview"),
    path("addresses/", pages.address_list, name="addresses"),
    path("addresses/new/", pages.address_form, name="address_new"),
    path("addresses/<str:public_id>/", pages.address_form, name="address"),
    path("addresses/<str:public_id>/removal/", pages.address_removal, name="address_removal"),
    path("addresses/<str:public_id>/default/", pages.address_default, name="address_default"),
]
