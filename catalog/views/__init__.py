"""Pages of browsing."""
