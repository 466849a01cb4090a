"""Commands of the demo market."""
