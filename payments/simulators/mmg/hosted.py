"""What browsers reach: the payment page in two steps. It works without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

from payments.simulators.kit.book import Document
from payments.simulators.kit.http import Reply, Request, Router, html_reply, see_other
from payments.simulators.mmg import paying
from payments.simulators.mmg.merchant import Call, Merchant
from payments.simulators.mmg.orders import Unusable
from payments.simulators.mmg.pages import NO_PAGE, code_page, phone_page
from payments.simulators.mmg.replies import reply_of, way_back

PAGE = "/mmg-pg/web/payments"


class Hosted:
    """Routes of the hosted pages."""

    def __init__(self, merchant: Merchant) -> None:
        self._call = Call(merchant)
        self.router = Router()
        self.router.add("GET", PAGE, self.open)
        self.router.add("GET", f"{PAGE}/{{id}}", self.show)
        self.router.add("POST", f"{PAGE}/{{id}}/phone", self.phone)
        self.router.add("POST", f"{PAGE}/{{id}}/code", self.code)
        self.router.add("POST", f"{PAGE}/{{id}}/cancel", self.cancel)

    def open(self, request: Request) -> Reply:
        call = self._call
        with call.book.transaction():
            try:
                page = paying.open_page(call, dict(request.query_pairs()))
            except Unusable as error:
                return see_other(way_back(call, reply_of(call, error.reference, "", error.code)))
        return see_other(call.url(f"{PAGE}/{page['id']}"))

    def show(self, request: Request, id: str) -> Reply:
        return self._with_page(id, lambda page: None)

    def phone(self, request: Request, id: str) -> Reply:
        phone = request.form().get("phone", "").replace(" ", "")
        return self._with_page(id, lambda page: paying.enter_phone(self._call, page, phone))

    def code(self, request: Request, id: str) -> Reply:
        code = request.form().get("code", "").strip()
        return self._with_page(id, lambda page: paying.enter_code(self._call, page, code))

    def cancel(self, request: Request, id: str) -> Reply:
        return self._with_page(id, lambda page: paying.cancel(self._call, page))

    def _with_page(self, id: str, work: Callable[[Document], object]) -> Reply:
        """Do something on a page, then lead the browser on or show the page as it is now."""
        call, mistake = self._call, ""
        with call.book.transaction():
            page = call.book.get("page", id)
            if page is None:
                return html_reply(NO_PAGE, 404)
            try:
                work(page)
            except paying.Mistake as error:
                mistake = str(error)
            page = call.book.get("page", id) or page
            if paying.is_over(call, page):
                return see_other(page["redirect"])
        show = phone_page if page["status"] == "open" else code_page
        return html_reply(show(page, mistake), 422 if mistake else 200)
