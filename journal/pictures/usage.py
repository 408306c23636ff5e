"""Where a picture is used, in whichever app: in columns that point at it, and in texts that show it.

A model with texts names the JSON columns that hold documents in ``picture_columns``, so that none has to be known here.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from journal.pictures.models import Picture


def users(picture: Picture) -> Iterator[models.QuerySet[Any]]:
    """The rows that use it, a queryset for each table that has some."""
    for model, condition in sorted(_conditions(picture).items(), key=lambda pair: pair[0]._meta.label):
        found = model._base_manager.filter(condition)
        if found.exists():
            yield found


def _conditions(picture: Picture) -> dict[type[models.Model], Q]:
    found: dict[type[models.Model], Q] = {}
    for relation in Picture._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ForeignObjectRel) or relation.related_model._meta.app_label == "pictures":
            continue
        model = relation.related_model
        found[model] = found.get(model, Q()) | Q(**{relation.field.name: picture})
    for model in apps.get_models():
        for column in vars(model).get("picture_columns", ()):
            keys = _showing(model, column, picture.pk)
            found[model] = found.get(model, Q()) | Q(pk__in=keys)
    return found


def _showing(model: type[models.Model], column: str, number: int) -> list[Any]:
    """Keys of the rows of which that column, as JSON in words, names the picture."""
    text = Cast(column, models.TextField())
    rows = model._base_manager.annotate(as_text=text).filter(as_text__contains=f'"picture": {number}')
    shows = re.compile(rf'"picture": {number}\b')
    return [pk for pk, text in rows.values_list("pk", "as_text") if shows.search(text)]
