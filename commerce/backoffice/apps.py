from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class StaffAdminConfig(AdminConfig):
    default_site = "commerce.backoffice.site.StaffSite"


class BackofficeConfig(AppConfig):
    name = "commerce.backoffice"
    label = "backoffice"
    verbose_name = "Staff"
