"""What people type about the goods."""
