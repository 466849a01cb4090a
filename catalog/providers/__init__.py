"""Adapters of the catalogue: no ORM, no rules."""
