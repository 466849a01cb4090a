from .attribute import Attribute, ProductAttribute
from .category import Category
from .download import Download
from .importing import ImportChange, ImportRun
from .media import Picture
from .product import Product, SlugHistory
from .stock import Hold, StockLevel, StockLocation, StockMovement
from .variant import Variant

__all__ = [
    "Attribute",
    "Category",
    "Download",
    "Hold",
    "ImportChange",
    "ImportRun",
    "Picture",
    "Product",
    "ProductAttribute",
    "SlugHistory",
    "StockLevel",
    "StockLocation",
    "StockMovement",
    "Variant",
]
