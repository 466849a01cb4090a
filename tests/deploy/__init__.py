"""Starting, healing and ending real processes, with a small stand-in for the market."""
