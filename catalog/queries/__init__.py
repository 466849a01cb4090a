"""Reads of the catalogue: lists, search, facets, a product with all its page shows, stalls."""
