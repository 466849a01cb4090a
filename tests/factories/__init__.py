"""Plain functions that make rows for tests. Each gives a saved row with sensible values; name only what matters."""
