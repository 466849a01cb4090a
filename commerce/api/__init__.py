"""The programs' door to the shop.

Owns: the root of /api/v1/ and the order of its parts.
Does not own: endpoints; each app keeps its own in `<app>/api.py`, with the rules of its pages.
Front doors: urls. Answers are JSON; errors are problem documents (RFC 9457) from commerce.kernel.views.
Announces: nothing. Reads from: the address tables of the apps, by name.
"""
