from django.urls import path

from .views import webhooks

app_name = "payments"
urlpatterns = [
    path("<slug:provider>/webhook", webhooks.receive, name="webhook"),
]
