"""Templates and the content security policy."""

from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from .base import COOKIE_PREFIX, DEBUG, ENV, ROOT, SESSION_COOKIE_NAME

LOADERS: list[object] = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
# While developing our own templates are read anew each time. Those of packages do not change: a list whose rows can be
# edited asks for hundreds of them.
CACHED = "django.template.loaders.cached.Loader"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "commerce.kernel.context.shop",
                "catalog.views.context.categories",
                "cart.views.context.badge",
            ],
            "loaders": [(CACHED, LOADERS)] if not DEBUG else [LOADERS[0], (CACHED, LOADERS[1:])],
            "builtins": [
                "commerce.accounts.templatetags.pins",
                "commerce.kernel.templatetags.money_format",
                "commerce.kernel.templatetags.shortened",
                "commerce.kernel.templatetags.parts",
                "commerce.kernel.templatetags.fields",
                "django.templatetags.i18n",
                "commerce.kernel.templatetags.constants",
                "django.templatetags.static",
                "catalog.templatetags.structured_way",
                "commerce.kernel.templatetags.json_ld",
                "marketing.content.templatetags.around_page",
                "marketing.content.templatetags.search_engines",
            ],
        },
    }
]
# Whoever carries one of these gets pages made for them alone (commerce.kernel.page_cache).
PAGE_CACHE = ENV["SHOP_PAGE_CACHE"] and not DEBUG
FORMS_COOKIE = "forms"  # of a browser that tells no origin
PERSONAL_COOKIES = (SESSION_COOKIE_NAME, f"{COOKIE_PREFIX}cart", "cart_n", "messages", "closed_banners", FORMS_COOKIE)
FORM_RENDERER = "commerce.kernel.spoken_fields.Renderer"

STRIPE_ORIGIN = "{0.scheme}://{0.netloc}".format(urlsplit(ENV["STRIPE_JS_URL"]))
IS_STRIPE_ITSELF = ENV["STRIPE_API_BASE"] == "https://api.stripe.com"
# Where the pay button's form may lead: browsers apply form-action to the redirect that follows a POST, too.
STRIPE_PAGES = "https://checkout.stripe.com" if IS_STRIPE_ITSELF else ENV["STRIPE_API_BASE"]
PAYPAL_PAGES = {
    "https://api-m.paypal.com": "https://www.paypal.com",
    "https://api-m.sandbox.paypal.com": "https://www.sandbox.paypal.com",
}.get(ENV["PAYPAL_API_BASE"], ENV["PAYPAL_API_BASE"])
MMG_PAGES = ["{0.scheme}://{0.netloc}".format(urlsplit(ENV["MMG_PAGE_URL"]))] if ENV["MMG_MERCHANT_ID"] else []

# No inline script or style anywhere. Pages that embed the provider's fields widen this for themselves.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF, STRIPE_PAGES, *([PAYPAL_PAGES] if ENV["PAYPAL_CLIENT_ID"] else []), *MMG_PAGES],
    }
}
