"""One table for the whole shop."""

from django.contrib import admin
from django.urls import include, path, re_path

from commerce.kernel.media import picture, picture_of_width

handler403 = "commerce.kernel.views.forbidden"
handler404 = "commerce.kernel.views.not_found"
handler500 = "commerce.kernel.views.broken"

urlpatterns = [
    path("staff/", admin.site.urls),
    path("health/", include("commerce.backoffice.urls")),
    path("money/", include("commerce.backoffice.urls_money")),
    path("styleguide/", include("commerce.backoffice.urls_styleguide")),
    path("account/", include("commerce.accounts.urls")),
    path("account/", include("allauth.account.urls")),
    re_path(r"^media/pictures/(?P<path>[0-9a-f/]+/[0-9]+\.(?:webp|avif))$", picture),
    re_path(r"^media/pictures/(?P<digest>[0-9a-f]+)/(?P<width>[0-9]{1,5})$", picture_of_width),
    path("api/v1/", include("commerce.api.urls")),
    path("cart/", include("cart.urls")),
    path("lists/", include("wishlists.urls")),
    path("payments/", include("payments.urls")),
    path("pay/", include("payments.urls_pages")),
    path("", include("orders.urls")),
    path("", include("marketing.content.urls")),
    path("", include("catalog.urls_pages")),
    path("", include("catalog.urls")),
]
