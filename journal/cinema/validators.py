"""The pure lists of codes as validators of model fields."""

import zoneinfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from journal.cinema import countries, languages


def validate_country(value: str) -> None:
    """ISO 3166-1 alpha-2, or the code of a former state such as SU."""
    if value not in countries.NAMES:
        raise ValidationError(
            _("%(code)s is not a country code; write two capital letters such as US, or SU for the Soviet Union."),
            params={"code": value},
            code="unknown_country",
        )


def validate_language(value: str) -> None:
    """A BCP 47 tag whose language we know, such as fr, pt-BR, zh-Hant."""
    if not languages.is_known(value):
        raise ValidationError(
            _("%(code)s is not a language code that we know; write one such as fr, pt-BR or zh-Hant."),
            params={"code": value},
            code="unknown_language",
        )


def validate_countries(values: object) -> None:
    _validate_each(values, validate_country)


def validate_languages(values: object) -> None:
    _validate_each(values, validate_language)


def validate_names(values: object) -> None:
    """A list of texts without blanks."""
    if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
        raise ValidationError(_("Write a list of names."), code="not_names")


def _validate_each(values: object, validate) -> None:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValidationError(_("Write a list of codes."), code="not_a_list")
    if len(set(values)) != len(values):
        raise ValidationError(_("A code stands in the list twice."), code="repeated")
    for value in values:
        validate(value)


def validate_time_zone(value: str) -> None:
    """A name that the zone database has."""
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValidationError(
            _("%(zone)s is not a time zone; write one such as Europe/Zurich."),
            params={"zone": value},
            code="unknown_zone",
        ) from error
