"""Pasting a conversation at the desk and sending its review, as a browser does."""

from pathlib import Path

from django.urls import reverse

from interviews.models import Import

# A conversation with the faults that old articles have: a headline without the film, a dek repeated by the
# introduction, dates that only their zones can tell apart, a label without a space, a paragraph without a label.
TALK = (Path(__file__).parent / "talk.txt").read_text(encoding="utf-8")
START = "/desk/interviews/interview/import/"


def paste(client, text=TALK, **fields):
    return client.post(START, {"text": text, "format": "", **fields})


def pasted(client, text=TALK) -> Import:
    response = paste(client, text)
    assert response.status_code == 302, response.context["form"].errors
    return Import.objects.latest("pk")


def review_url(imported):
    return reverse("admin:interviews_import_review", args=[imported.pk])


def fields_of(client, imported) -> dict:
    """What a browser would send back if nothing was touched."""
    context = client.get(review_url(imported)).context
    data = {"link": [link.key for link, ticked in context["links"] if ticked]}
    data["offered"] = [link.key for link, _ticked in context["links"]]
    for form in [context["details"], *(form for form, _voice, _turns in context["voices"])]:
        for field in form:
            value = field.value()
            if field.name in ("published", "updated"):
                for number, part in enumerate(field.field.widget.decompress(value)):
                    data[f"{field.html_name}_{('day', 'time', 'which')[number]}"] = part or ""
            else:
                data[field.html_name] = "" if value is None else value
    for row in context["page"]:
        if row.block:
            data[f"b-{row.block.id}"] = row.value
    return data


def submit(client, imported, do="save", **changes):
    return client.post(review_url(imported), {**fields_of(client, imported), **changes, "do": do})
