"""The shelf of apps about being found, read and remembered."""
