"""The engine inside the shop's own database: `catalog_listing` (terms, impacts) and `catalog_searchterm` (vocabulary).

A product is found in the same transaction that lists it, a crash loses nothing, and there is no other process.
"""

from .engine import PostgresEngine

__all__ = ["PostgresEngine"]
