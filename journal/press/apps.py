from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from journal.press import checks  # noqa: F401  # registers the check


class PressConfig(AppConfig):
    name = "journal.press"
    verbose_name = _("Press")
    default_auto_field = "django.db.models.BigAutoField"
