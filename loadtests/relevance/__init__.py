"""Does the search find the wanted thing? Asked with the names that another shop would give the same things."""
