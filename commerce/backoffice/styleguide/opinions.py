"""What made-up shoppers say and ask."""

from decimal import Decimal
from typing import Any

from catalog.queries.questions import AnswerView, QuestionPage, QuestionView
from catalog.queries.reviews import Photo, ReviewPage, ReviewView

from .shop import moment, picture

HERE = "#products-reviews"
SPREAD = ((5, 90, 70), (4, 25, 20), (3, 10, 8), (2, 0, 0), (1, 3, 2))


def _review(number: int, stars: int, title: str, words: str, **other: Any) -> ReviewView:
    facts: dict[str, Any] = {
        "name": "Sample Shopper", "is_bought": True, "written_at": moment(12), "helpful_count": 0, "photos": (),
        "reply": "", "replied_at": None, "can_vote": True, "voted": False,
    }  # fmt: skip
    return ReviewView(f"rev_sample{number}", stars, title, words, **facts | other)


def reviews() -> dict[str, Any]:
    """What templates/catalog/_reviews.html shows."""
    photo = Photo(picture("enamel-mug-companion", 10, "A photograph of a buyer"), HERE)
    rows = [
        _review(1, 5, "Two photographs and a reply", "It is as blue as in the picture.\n\nAnd it keeps the tea warm.",
                photos=(photo, photo), reply="Thank you for telling.", replied_at=moment(13), helpful_count=14),
        _review(2, 3, "", "No title, found helpful by you.", voted=True, helpful_count=1),
        _review(3, 1, "Your own, not bought here", "It came with a dent.", can_vote=False, is_bought=False),
    ]  # fmt: skip
    bars = [
        {"stars": stars, "count": count, "percent": percent, "url": HERE if count else "", "is_on": stars == 4}
        for stars, count, percent in SPREAD
    ]
    sorts = [{"label": "Most helpful", "is_on": True, "url": HERE}, {"label": "Newest", "is_on": False, "url": HERE}]
    return {
        "rating": Decimal("4.6"), "count": 128, "bars": bars, "sorts": sorts, "all_url": HERE, "next_url": "",
        "page": ReviewPage([], rows, 14, "", may_reply=True), "is_narrowed": True, "here": HERE,
        "photographs": {"count": 14, "url": HERE, "is_on": False}, "stall_name": "Sample stall", "stall_colour": 7,
    }  # fmt: skip


def questions(form: Any) -> dict[str, Any]:
    """What templates/catalog/_questions.html shows."""
    said = AnswerView("Yes, with care: not on the highest flame.", "Sample stall", is_stall=True)
    more = AnswerView("I do it every morning.", "Sample Shopper", is_stall=False)
    rows = [
        QuestionView("que_sample1", "Can it stand on a stove?", "Sample Shopper", moment(3), False, True, (said, more)),
        QuestionView("que_sample2", "Is there a lid for it?", "You", moment(14), True, False, ()),
    ]
    return {
        "page": QuestionPage(rows, 12, ""), "form": form, "all_url": "", "next_url": "#products-questions",
        "sign_in_url": "", "stall_name": "Sample stall", "stall_colour": 7,
    }  # fmt: skip
