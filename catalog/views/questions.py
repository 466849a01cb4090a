"""Questions about a product: the section on its page, the page of all of them, asking, answering."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commerce.jobs.domain.limits import TooOften
from commerce.kernel.conditional import page_answer
from vendors.sellers.queries.members import sellers_of

from ..domain import questions as asking
from ..forms.questions import AnswerForm, QuestionForm
from ..models import Product, Question
from ..queries import product_page
from ..queries import questions as reading
from ..queries.stalls import stall_view


@dataclass(frozen=True)
class Section:
    """What templates/catalog/_questions.html shows. `form` is None for who is not signed in."""

    page: reading.QuestionPage
    form: QuestionForm | None
    all_url: str
    next_url: str
    sign_in_url: str
    stall_name: str
    stall_colour: int


def section(
    request: HttpRequest, product: Product, *, everything: bool = False, form: QuestionForm | None = None
) -> Section:
    """The first questions for the product's page, or a page of them all."""
    url = reverse("catalog:questions", args=[product.slug])
    size = reading.PAGE if everything else reading.ON_PRODUCT
    after = request.GET.get("after", "") if everything else ""
    page = reading.shown(product, viewer=request.user, size=size, after=after)
    if request.user.is_authenticated and form is None:
        form = QuestionForm(initial={"display_name": _first_name(request.user)})
    return Section(
        page=page,
        form=form,
        all_url=url,
        next_url=f"{url}?after={page.following}" if page.following else "",
        sign_in_url=f"{reverse('account_login')}?next={url}",
        stall_name=product.seller.name,
        stall_colour=product.seller.stall_colour,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All questions about a product that is on sale; a POST asks one."""
    found = product_page.find_plain(slug)
    if found is None:
        present = product_page.current_slug(slug)
        if present is None:
            raise Http404
        return redirect("catalog:questions", present, permanent=True)
    if request.method != "POST":
        return page_answer(request, _page(request, found, None))
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("catalog:questions", args=[found.slug]))
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        made = asking.ask(product=found, user=request.user, **form.cleaned_data)
    except TooOften as error:
        form.add_error(None, str(error.message))
        return _held_back(_page(request, found, form), error)
    messages.success(request, _("Your question is with the stall. You get a mail when it is answered."))
    return redirect(made.get_absolute_url())


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def answers(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answer a question: the stall at once, everybody else after it was read."""
    question = reading.open_to(public_id, request.user)
    if question is None:
        raise Http404
    product = question.product
    is_stall = sellers_of(request.user).filter(pk=product.seller_id).exists()
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        is_stall=is_stall,
        initial={"display_name": _first_name(request.user)},
    )
    if request.method == "POST" and form.is_valid():
        typed = {"display_name": product.seller.name} | form.cleaned_data
        try:
            made = asking.answer(question=question, user=request.user, **typed)
        except TooOften as error:
            form.add_error(None, str(error.message))
            return _held_back(_answering(request, question, form, is_stall), error)
        told = _("Your answer is there.") if made.is_stall else _("Thank you. We read it, then everybody can.")
        messages.success(request, told)
        return redirect(question.get_absolute_url())
    return _answering(request, question, form, is_stall)


def _answering(request: HttpRequest, question: Question, form: AnswerForm, is_stall: bool) -> HttpResponse:
    product = question.product
    words = {"form": form, "question": question, "product": product, "is_stall": is_stall}
    words |= {"seller": stall_view(product.seller)}
    return render(request, "catalog/answer.html", words, status=422 if form.errors else 200)


def _page(request: HttpRequest, product: Product, form: QuestionForm | None) -> HttpResponse:
    shown = section(request, product, everything=True, form=form)
    words: dict[str, Any] = {"product": product, "seller": stall_view(product.seller), "questions": shown}
    return render(request, "catalog/questions.html", words, status=422 if form else 200)


def _held_back(page: HttpResponse, error: TooOften) -> HttpResponse:
    """The page with what was typed, as the answer to who wrote too often."""
    page.status_code = error.status
    page.headers["Retry-After"] = str(error.retry_after)
    return page


def _first_name(user: Any) -> str:
    """Never a part of the e-mail address."""
    return user.full_name.split(" ")[0]
