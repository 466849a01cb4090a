from .attribute import Attribute, ProductAttribute
from .category import Category
from .download import Download
from .importing import ImportChange, ImportRun
from .media import Picture
from .moderation import ModerationEvent
from .product import Product, SlugHistory
from .question import Answer, Question
from .review import HelpfulVote, Review
from .stock import Hold, StockLevel, StockLocation, StockMovement
from .variant import Variant

__all__ = [
    "Answer",
    "Attribute",
    "Category",
    "Download",
    "HelpfulVote",
    "Hold",
    "ImportChange",
    "ImportRun",
    "ModerationEvent",
    "Picture",
    "Product",
    "ProductAttribute",
    "Question",
    "Review",
    "SlugHistory",
    "StockLevel",
    "StockLocation",
    "StockMovement",
    "Variant",
]
