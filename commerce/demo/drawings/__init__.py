"""The drawings of the demo market: pure functions from a look to SVG."""
