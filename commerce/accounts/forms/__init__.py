"""Input to clean values: addresses and profile, and the forms that stand in for allauth's."""
