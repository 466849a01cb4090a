from .event import Event
from .job import Job, JobAttempt
from .limit import LimitCount
from .request_key import RequestKey

__all__ = ["Event", "Job", "JobAttempt", "LimitCount", "RequestKey"]
