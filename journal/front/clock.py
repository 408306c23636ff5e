"""The time of a request. A view asks once and hands it down, so that one page shows one instant."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    return timezone.now()
