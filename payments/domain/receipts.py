"""The receipt of a payment request, for the payer who asked for one."""

from commerce.notifications.domain.emails import queue_email

from ..models import PaymentRequest
from ..queries import request_page


def send(*, request: PaymentRequest) -> None:
    """Once a request; it says what the page of the paid request says."""
    queue_email(
        template="payment_receipt", to=request.receipt_to, reference=request.public_id,
        context={"asked": request_page.page(request)}, dedupe=f"receipt:{request.public_id}",
    )  # fmt: skip
