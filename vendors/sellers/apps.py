from django.apps import AppConfig


class SellersConfig(AppConfig):
    name = "vendors.sellers"
    label = "sellers"
    verbose_name = "Sellers"
