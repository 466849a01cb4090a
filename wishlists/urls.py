from django.urls import path

from .views import lists, news, sharing, things

app_name = "wishlists"
urlpatterns = [
    path("", lists.lists, name="lists"),
    path("things/", things.things, name="things"),
    path("things/restored/", things.restored, name="restored"),
    path("things/<str:public_id>/", things.thing, name="thing"),
    path("things/<str:public_id>/removal/", things.removal, name="thing_removal"),
    path("things/<str:public_id>/transfer/", things.transfer, name="transfer"),
    path("shared/<str:token>/", sharing.shared, name="shared"),
    path("news/<str:key>/", news.news, name="news"),
    path("<str:public_id>/", lists.one, name="list"),
    path("<str:public_id>/name/", lists.name, name="name"),
    path("<str:public_id>/removal/", lists.removal, name="removal"),
    path("<str:public_id>/sharing/", sharing.sharing, name="sharing"),
    path("<str:public_id>/cart/", lists.cart, name="cart"),
]
