"""The staff site: Django's admin under our roof.

Owns: the admin site with its theme, saved views, CSV of any list, the desks with counts, the doctor, reports of slow
statements, the style guide.
Does not own: what a model's list shows; each app registers its own in admin.py.
Front doors: /staff/, /styleguide/, manage.py doctor, manage.py slow_statements.
Announces: nothing. Reads from: every app.
"""
