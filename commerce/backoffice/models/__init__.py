from .bulk_change import BulkChange, BulkState
from .heartbeat import Heartbeat
from .saved_view import SavedView
from .statement_report import StatementReport

__all__ = ["BulkChange", "BulkState", "Heartbeat", "SavedView", "StatementReport"]
