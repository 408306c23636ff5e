from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CinemaConfig(AppConfig):
    name = "journal.cinema"
    verbose_name = _("Cinema")
    default_auto_field = "django.db.models.BigAutoField"
