from django.apps import AppConfig


class ShippingConfig(AppConfig):
    name = "vendors.shipping"
    label = "shipping"
    verbose_name = "Delivery"
