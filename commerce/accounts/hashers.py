"""How passwords are hashed."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class PasswordHasher(PBKDF2PasswordHasher):
    """PBKDF2-HMAC-SHA256 at the 600,000 rounds that OWASP's password storage sheet asks for (2023).

    Django's own million takes a sign-in past a quarter of a second on a small machine. Hashes with other rounds
    are renewed when their owner signs in.
    """

    iterations = 600_000
