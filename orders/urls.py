from django.urls import path

from .views import checkout, invitations, order, papers, payment, requested, reviews, transfers

app_name = "orders"
urlpatterns = [
    path("checkout/", checkout.checkout, name="checkout"),
    path("pay/<str:token>/order/", requested.requested_payment, name="requested_payment"),
    path("orders/", order.orders, name="list"),
    path("orders/<str:public_id>/", order.order, name="order"),
    path("orders/<str:public_id>/thanks/", order.confirmation, name="confirmation"),
    path("orders/<str:public_id>/payment/", payment.payment, name="payment"),
    path("orders/<str:public_id>/payment/here/", payment.pay_here, name="pay_here"),
    path("orders/<str:public_id>/payment/return/", payment.returned, name="payment_return"),
    path("orders/<str:public_id>/payment/left/", payment.left, name="payment_left"),
    path("orders/<str:public_id>/slip/", transfers.slip, name="slip"),
    path("orders/<str:public_id>/cancellation/", order.cancellation, name="cancellation"),
    path("orders/<str:public_id>/change/", order.change, name="change"),
    path("orders/<str:public_id>/again/", order.again, name="reorder"),
    path("orders/<str:public_id>/files/<str:file_id>/", order.download, name="download"),
    path("orders/<str:public_id>/invitations/", invitations.invitations, name="invitations"),
    path("orders/<str:public_id>/reviews/<str:line_id>/", reviews.review, name="review"),
    path("orders/<str:public_id>/invoice.pdf", papers.invoice, name="invoice"),
    path("orders/<str:public_id>/credit-notes/<str:note_id>.pdf", papers.credit_note, name="credit_note"),
]
