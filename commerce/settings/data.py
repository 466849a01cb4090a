"""Where data lives: database, broker, cache, files, mail."""

from urllib.parse import parse_qsl, unquote, urlsplit

from .base import ENV, ROOT


def database(url: str) -> dict[str, object]:
    """Django's DATABASES entry of a postgresql:// address; a `host` in the query names a socket folder."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "commerce.kernel.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {"connect_timeout": 3, **query},
        "TEST": {"NAME": f"test_{unquote(parts.path.lstrip('/'))}"},
    }


def celery_url(url: str) -> str:
    """The same Redis address in the words of Celery's transport."""
    if not url.startswith("unix://"):
        return url
    parts = urlsplit(url)
    return f"redis+socket://{parts.path}?virtual_host={dict(parse_qsl(parts.query)).get('db', '0')}"


DATABASES = {"default": database(ENV["DATABASE_URL"] or "postgresql:///stabroek")}

DATABASE_STATEMENT_TIMEOUT_MS = ENV["DATABASE_STATEMENT_TIMEOUT_MS"]

REDIS_URL = ENV["REDIS_URL"] or "redis://localhost:6379/0"
CELERY_BROKER_URL = celery_url(REDIS_URL)
CACHES = {
    "default": {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": ENV["CACHE_URL"] or "redis://localhost:6379/1",
        "KEY_PREFIX": "shop",
        "KEY_FUNCTION": "commerce.kernel.code_mark.marked_key",
        "TIMEOUT": 900,
        "OPTIONS": {
            # A cache that is away costs speed, never a page.
            "IGNORE_EXCEPTIONS": True,
            "LOG_IGNORED_EXCEPTIONS": True,
            "SOCKET_CONNECT_TIMEOUT": 0.5,
            "SOCKET_TIMEOUT": 0.5,
        },
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "var" / "static"
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = ENV["MEDIA_ROOT"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "commerce.kernel.static.HashedStaticStorage"},
}
WHITENOISE_MAX_AGE = 60  # of names without a hash; hashed ones are kept for ever
FILE_UPLOAD_PERMISSIONS = 0o644

EMAIL_PARTS = urlsplit(ENV["EMAIL_URL"])
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = EMAIL_PARTS.hostname or "localhost"
EMAIL_PORT = EMAIL_PARTS.port or 25
EMAIL_HOST_USER = unquote(EMAIL_PARTS.username or "")
EMAIL_HOST_PASSWORD = unquote(EMAIL_PARTS.password or "")
EMAIL_USE_SSL = EMAIL_PARTS.scheme == "smtps"
EMAIL_USE_TLS = EMAIL_PARTS.scheme == "smtp+tls"
EMAIL_TIMEOUT = ENV["EMAIL_TIMEOUT"]
DEFAULT_FROM_EMAIL = ENV["EMAIL_FROM"]
SERVER_EMAIL = ENV["EMAIL_FROM"]
