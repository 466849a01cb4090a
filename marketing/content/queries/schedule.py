"""From when until when something is shown, in words."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _


def schedule_text(begin: datetime | None, end: datetime | None, *, now: datetime) -> str:
    """ "Shown from Thu 26 Nov 09:00 until Sat 28 Nov 18:00" as it stands at `now`."""
    if end and end <= now:
        return _("Ended %(end)s") % {"end": moment(end, now)}
    if begin and begin > now:
        words = _("Shown from %(begin)s until %(end)s") if end else _("Shown from %(begin)s on")
        return words % {"begin": moment(begin, now), "end": moment(end, now) if end else ""}
    return _("Shown now, until %(end)s") % {"end": moment(end, now)} if end else _("Shown now, without an end")


def moment(value: datetime, now: datetime) -> str:
    local = localtime(value)
    return date_format(local, "D j M H:i" if local.year == localtime(now).year else "D j M Y H:i")
