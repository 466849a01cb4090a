"""The catalogue at the staff site: products, categories, stock, details, imports."""

from .categories import CategoryAdmin
from .collections import CollectionAdmin
from .details import AttributeAdmin, HoldAdmin, ImportRunAdmin
from .planned_prices import ScheduledPriceAdmin
from .products import ProductAdmin
from .questions import AnswerAdmin, QuestionAdmin
from .reviews import ReviewAdmin
from .search import SearchRedirectAdmin, SearchTallyAdmin, SynonymAdmin
from .stock import StockLevelAdmin, StockMovementAdmin

__all__ = [
    "AnswerAdmin",
    "AttributeAdmin",
    "CategoryAdmin",
    "CollectionAdmin",
    "HoldAdmin",
    "ImportRunAdmin",
    "ProductAdmin",
    "QuestionAdmin",
    "ReviewAdmin",
    "ScheduledPriceAdmin",
    "SearchRedirectAdmin",
    "SearchTallyAdmin",
    "StockLevelAdmin",
    "StockMovementAdmin",
    "SynonymAdmin",
]
