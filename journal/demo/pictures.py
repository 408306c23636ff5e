"""The demo's stills: painted when they are loaded, so that no binary is kept with the code.

What each shows, its caption and the invented film that it stands for are in `pictures.json`; how it is painted is in
the function of its name in `landscapes`, `interiors` or `cards`.
"""

import io
import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from PIL import Image

from journal.cinema.models import Film
from journal.demo import cards, interiors, landscapes
from journal.pictures.models import Picture
from journal.pictures.uploading import take_in

FACTS = Path(__file__).with_name("pictures.json")
CREDIT = "Intertitle demo pictures"
NOTICE = "Painted by a program for the demonstration of Intertitle"
TERMS = "May be used, changed and passed on by anybody for any purpose (CC0)."
JPEG_QUALITY = 92


def facts() -> list[dict[str, Any]]:
    """What `pictures.json` says, in order."""
    found: list[dict[str, Any]] = json.loads(FACTS.read_text("utf-8"))
    return found


def painter(key: str) -> Callable[[], Image.Image]:
    """The function that paints ``salt-horizon``. Raises LookupError."""
    name = key.replace("-", "_")
    for module in (landscapes, interiors, cards):
        if name in vars(module):
            found: Callable[[], Image.Image] = vars(module)[name]
            return found
    raise LookupError(f"nobody paints {key}")


def paint(key: str) -> bytes:
    """The still as a JPEG."""
    out = io.BytesIO()
    painter(key)().save(out, "JPEG", quality=JPEG_QUALITY)
    return out.getvalue()


def add_pictures(*, by: User | None, now: datetime) -> dict[str, Picture]:
    """All stills by key; those that are there already are not painted again."""
    found = {fact["key"]: _found(fact["key"]) for fact in facts()}
    missing = [fact for fact in facts() if found[fact["key"]] is None]
    # Painting is done by Pillow outside the interpreter's lock, so that it can go on while another still is developed.
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as painters:
        for fact, jpeg in zip(missing, painters.map(paint, [fact["key"] for fact in missing]), strict=True):
            found[fact["key"]] = _added(fact, jpeg, by, now)
    return {key: picture for key, picture in found.items() if picture is not None}


def title(key: str) -> str:
    return key.replace("-", " ").capitalize()


def _found(key: str) -> Picture | None:
    return Picture.objects.filter(title=title(key), credit_line=CREDIT).first()


def _added(fact: dict[str, Any], jpeg: bytes, by: User | None, now: datetime) -> Picture:
    picture = Picture(
        title=title(fact["key"]),
        caption=fact["caption"],
        alt=fact["alt"],
        creator="Intertitle",
        credit_line=CREDIT,
        copyright_notice=NOTICE,
        usage_terms=TERMS,
        digital_source=Picture.Source.GRAPHIC,
    )
    take_in(picture, upload=ContentFile(jpeg, name=f"{fact['key']}.jpg"), now=now, by=by)
    if "film" in fact:
        Film.objects.filter(slug=fact["film"], still=None).update(still=picture)
    return picture
