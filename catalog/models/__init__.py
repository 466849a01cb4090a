from .attribute import Attribute, ProductAttribute
from .category import Category
from .collection import Collection, CollectionItem
from .download import Download
from .importing import ImportChange, ImportRun
from .listing import FacetValue, Listing, SearchPrefix, SearchTerm
from .media import Picture
from .moderation import ModerationEvent
from .product import Product, SlugHistory
from .question import Answer, Question
from .review import HelpfulVote, Review
from .schedule import PublicationTimes, ScheduledPrice, ScheduleEvent
from .searching import SearchRedirect, SearchTally, Synonym
from .stock import Hold, StockLevel, StockLocation, StockMovement
from .variant import Variant

__all__ = [
    "Answer",
    "Attribute",
    "Category",
    "Collection",
    "CollectionItem",
    "Download",
    "FacetValue",
    "HelpfulVote",
    "Hold",
    "ImportChange",
    "ImportRun",
    "Listing",
    "ModerationEvent",
    "Picture",
    "Product",
    "ProductAttribute",
    "PublicationTimes",
    "Question",
    "Review",
    "ScheduleEvent",
    "ScheduledPrice",
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
