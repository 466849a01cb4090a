from .announce import announce
from .enqueue import enqueue

__all__ = ["announce", "enqueue"]
