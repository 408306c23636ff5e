from django.contrib.admin.apps import AdminConfig


class DeskAdminConfig(AdminConfig):
    """Django's admin with the desk's own site: its home page, its order of things."""

    default_site = "journal.desk.site.DeskSite"
