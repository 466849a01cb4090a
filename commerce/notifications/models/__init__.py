from .email import Email

__all__ = ["Email"]
