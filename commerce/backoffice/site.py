"""The staff site. A stranger, a shopper and a seller see none of it."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class StaffSite(AdminSite):
    site_header = _("Stabroek staff")
    site_title = _("Staff")
    index_title = _("Desks")
    enable_nav_sidebar = True
