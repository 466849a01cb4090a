from .attribute import Attribute, ProductAttribute
from .category import Category
from .download import Download
from .importing import ImportChange, ImportRun
from .listing import FacetValue, Listing, SearchPrefix, SearchTerm
from .media import Picture
from .product import Product, SlugHistory
from .searching import SearchRedirect, SearchTally, Synonym
from .stock import Hold, StockLevel, StockLocation, StockMovement
from .variant import Variant

__all__ = [
    "Attribute",
    "Category",
    "Download",
    "FacetValue",
    "Hold",
    "ImportChange",
    "ImportRun",
    "Listing",
    "Picture",
    "Product",
    "ProductAttribute",
    "SearchPrefix",
    "SearchRedirect",
    "SearchTally",
    "SearchTerm",
    "SlugHistory",
    "StockLevel",
    "StockLocation",
    "StockMovement",
    "Synonym",
    "Variant",
]
