"""The WSGI door of the shop."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from commerce.kernel import database_limits

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commerce.settings")
database_limits.act_as("web")
django_application = get_wsgi_application()

from commerce.kernel.page_cache.door import in_front_of  # noqa: E402 - needs the settings

application = in_front_of(django_application)

# What is loaded now stays: the collector need not look through it again and again, nor after every few hundred objects.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 100)
