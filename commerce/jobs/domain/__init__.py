from .announce import announce
from .enqueue import enqueue, enqueue_soon, spare

__all__ = ["announce", "enqueue", "enqueue_soon", "spare"]
