"""The shelf of apps about sellers."""
