from django.urls import path

from .views import returns, webhooks

app_name = "payments"
urlpatterns = [
    path("<slug:provider>/return", returns.returned, name="return"),
    path("<slug:provider>/webhook", webhooks.receive, name="webhook"),
]
