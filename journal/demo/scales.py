"""How the invented magazine's critics count."""

import json
from decimal import Decimal
from pathlib import Path

from journal.desk.models import RatingScale

FACTS = Path(__file__).with_name("scales.json")


def add_scales() -> dict[str, RatingScale]:
    """The scales by the key that the pieces' files use."""
    found = {}
    for key, fact in json.loads(FACTS.read_text("utf-8")).items():
        numbers = {name: Decimal(fact[name]) for name in ("low", "high", "step")}
        found[key], _new = RatingScale.objects.get_or_create(
            name=fact["name"], defaults={**numbers, "labels": fact.get("labels", [])}
        )
    return found


def rated(scale: RatingScale, rating: str) -> str:
    """A rating as a file gives it, a label or a number, as the value on the scale. Raises ValueError off the scale."""
    value = Decimal(scale.labels.index(rating)) * scale.step + scale.low if scale.labels else Decimal(rating)
    if not scale.holds(value):
        raise ValueError(f"{rating} is not on the scale {scale}")
    return format(value.normalize(), "f")
