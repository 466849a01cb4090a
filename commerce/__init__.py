"""The ground floor and the roof of the shop.

Owns: the kernel, jobs, accounts, notifications, the staff site, the demo market, settings and wiring.
Does not own: anything a shopper buys, pays or sells; that lives in catalog, cart, orders, payments, vendors.
Front doors: commerce.settings, commerce.urls, commerce.wsgi, commerce.celery.
"""

from .celery import app as celery_app

__all__ = ["celery_app"]
