"""The WSGI door of the shop."""

import os

from django.core.wsgi import get_wsgi_application

from commerce.kernel import database_limits

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commerce.settings")
database_limits.act_as("web")
application = get_wsgi_application()
