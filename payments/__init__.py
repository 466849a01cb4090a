"""Payments: taking, returning and accounting for money through providers."""
