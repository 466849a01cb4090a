"""The catalogue at the staff site: products, categories, stock, details, imports."""

from .categories import CategoryAdmin
from .details import AttributeAdmin, HoldAdmin, ImportRunAdmin
from .products import ProductAdmin
from .reviews import ReviewAdmin
from .stock import StockLevelAdmin, StockMovementAdmin

__all__ = [
    "AttributeAdmin",
    "CategoryAdmin",
    "HoldAdmin",
    "ImportRunAdmin",
    "ProductAdmin",
    "ReviewAdmin",
    "StockLevelAdmin",
    "StockMovementAdmin",
]
