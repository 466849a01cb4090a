from .rate import DeliveryRate

__all__ = ["DeliveryRate"]
