from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class DeskSite(AdminSite):
    site_header = _("Intertitle desk")
    site_title = _("Desk")
    index_title = _("What waits")
