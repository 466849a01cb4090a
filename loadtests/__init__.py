"""Measuring a running shop."""
