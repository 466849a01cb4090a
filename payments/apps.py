from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "payments"
    verbose_name = "Payments"

    def ready(self) -> None:
        """Ways of paying whose books are the shop's own."""
        from .domain.cash import CashBook
        from .domain.transfers import TransferBook
        from .providers.offline.adapter import Offline
        from .providers.registry import bring

        bring(Offline(TransferBook()))
        bring(Offline(CashBook()))
