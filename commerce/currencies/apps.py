from django.apps import AppConfig


class CurrenciesConfig(AppConfig):
    name = "commerce.currencies"
    label = "currencies"
    verbose_name = "Exchange rates"
