"""Addresses of payment requests: what a link or a QR code opens."""

from django.urls import path

from .views import requests, slips

app_name = "pay"
urlpatterns = [
    path("<str:token>/", requests.open_request, name="request"),
    path("<str:token>/payment/", requests.payment, name="payment"),
    path("<str:token>/return/", requests.returned, name="returned"),
    path("<str:token>/slip/", slips.slip, name="slip"),
    path("<str:token>/code/", requests.code, name="code"),
    path("<str:token>/qr.svg", requests.qr, name="qr"),
]
