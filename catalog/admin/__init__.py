"""The catalogue at the staff site: products, categories, stock, details, imports."""

from .categories import CategoryAdmin
from .details import AttributeAdmin, HoldAdmin, ImportRunAdmin
from .products import ProductAdmin
from .questions import AnswerAdmin, QuestionAdmin
from .reviews import ReviewAdmin
from .search import SearchRedirectAdmin, SearchTallyAdmin, SynonymAdmin
from .stock import StockLevelAdmin, StockMovementAdmin

__all__ = [
    "AnswerAdmin",
    "AttributeAdmin",
    "CategoryAdmin",
    "HoldAdmin",
    "ImportRunAdmin",
    "ProductAdmin",
    "QuestionAdmin",
    "ReviewAdmin",
    "SearchRedirectAdmin",
    "SearchTallyAdmin",
    "StockLevelAdmin",
    "StockMovementAdmin",
    "SynonymAdmin",
]
