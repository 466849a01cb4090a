from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "commerce.demo"
    label = "demo"

    def ready(self) -> None:
        from payments.domain.adapters import bring

        from .paper_money import PaperMoney

        bring(PaperMoney())
