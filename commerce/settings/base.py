"""Applications, middleware, security, logging."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from commerce import env
from commerce.kernel.logs import logging_config

ENV = env.load()
ROOT = env.ROOT

DEBUG = ENV["DEBUG"]
SITE_URL = ENV["SITE_URL"].rstrip("/")
SITE_IS_HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = [*ENV["ALLOWED_HOSTS"], urlsplit(SITE_URL).hostname]
SECRET_KEY = ENV["SECRET_KEY"] or ("not-secret-" * 5 if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is empty: give one of at least 50 characters.")
if DEBUG and not {urlsplit(SITE_URL).hostname} <= {"localhost", "127.0.0.1", "::1"}:
    raise ImproperlyConfigured("DEBUG is on while SITE_URL is a public address: switch one of them.")

INSTALLED_APPS = [
    "commerce.backoffice.apps.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "pgtrigger",
    "allauth",
    "allauth.account",
    "django_htmx",
    "csp",
    "commerce.kernel",
    "commerce.jobs",
    "commerce.accounts",
    "commerce.notifications",
    "commerce.currencies",
    "vendors.sellers",
    "vendors.shipping",
    "catalog",
    "payments",
    "cart",
    "orders",
    "wishlists",
    "marketing.content",
    "commerce.backoffice.apps.BackofficeConfig",
    "commerce.demo",
]

MIDDLEWARE = [
    "commerce.kernel.middleware.RequestContext",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "commerce.kernel.page_cache.edits.StaffEdits",
    "commerce.kernel.middleware.CompressPages",
    "csp.middleware.CSPMiddleware",
    "marketing.content.middleware.KeptPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "commerce.kernel.forgery.SameOrigin",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "commerce.jobs.middleware.IdempotencyKeys",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "commerce.accounts.middleware.EntranceLimits",
    "marketing.content.middleware.PersonalPages",
    "marketing.content.middleware.OldAddresses",
    "commerce.kernel.middleware.ProblemPages",
]

ROOT_URLCONF = "commerce.urls"
WSGI_APPLICATION = "commerce.wsgi.application"
APPEND_SLASH = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["commerce.accounts.hashers.PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:overview"
LOGOUT_REDIRECT_URL = "catalog:home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# Only with a confirmed address can sign-up answer the same for known and unknown ones. The code is typed into
# the same browser, so the cart stays where it is.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = False  # allauth's stand in the cache; ours (commerce.accounts.domain.entrance) outlive it
ACCOUNT_FORMS = {
    "login": "commerce.accounts.forms.entrance.LoginForm",
    "signup": "commerce.accounts.forms.entrance.SignupForm",
    "reset_password": "commerce.accounts.forms.entrance.ResetPasswordForm",
    "reset_password_from_key": "commerce.accounts.forms.entrance.ResetPasswordKeyForm",
    "change_password": "commerce.accounts.forms.entrance.ChangePasswordForm",
    "set_password": "commerce.accounts.forms.entrance.SetPasswordForm",
    "add_email": "commerce.accounts.forms.entrance.AddEmailForm",
    "reauthenticate": "commerce.accounts.forms.entrance.ReauthenticateForm",
    "confirm_email_verification_code": "commerce.accounts.forms.entrance.CodeForm",
}
PASSWORD_RESET_TIMEOUT = 60 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_ADAPTER = "commerce.accounts.adapter.AccountAdapter"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""

# Cookies and transport. `__Host-` names need https, which the embedded stack on localhost has not.
COOKIE_PREFIX = "__Host-" if SITE_IS_HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_IS_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "commerce.kernel.views.csrf_failure"
SECURE_SSL_REDIRECT = SITE_IS_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if SITE_IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SITE_IS_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV["TRUSTED_PROXIES"] else None
SILENCED_SYSTEM_CHECKS: list[str] = []
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
TRUSTED_PROXIES = frozenset(ENV["TRUSTED_PROXIES"])

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = ["commerce.kernel.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = ENV["SHOP_TIME_ZONE"]

LOGGING = logging_config(level=ENV["LOG_LEVEL"])
