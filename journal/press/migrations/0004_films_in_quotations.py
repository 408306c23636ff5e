"""Films named in quotations; and quotations of those who ask, or behind a fold, are quotations no longer."""

import re

from django.db import migrations

ASKING = {"interviewer", "moderator", "audience"}
CITED = re.compile(r'<cite film="([0-9]{1,18})">')


def read_again(apps, schema_editor):
    using = schema_editor.connection.alias
    version_model = apps.get_model("press", "Version")
    quotations = apps.get_model("press", "Quotation").objects.using(using)
    links = apps.get_model("press", "QuotationFilm")
    films = set(apps.get_model("cinema", "Film").objects.using(using).values_list("pk", flat=True))
    merged = apps.get_model("cinema", "FormerAddress").objects.using(using).filter(former_id__isnull=False)
    now = dict(merged.filter(kind="film").values_list("former_id", "film_id")) | {film: film for film in films}
    quoted = version_model.objects.using(using).filter(pk__in=quotations.values("version"))
    for version in quoted.only("document", "form").order_by("pk").iterator(chunk_size=50):
        asking = {one["label"] for one in version.form.get("participants", []) if one.get("role") in ASKING}
        blocks = {block["id"]: block for block in version.document}
        gone, found = [], []
        for pk, place, label in quotations.filter(version=version.pk).values_list("pk", "block", "label"):
            block = blocks.get(place, {})
            if label in asking or block.get("spoiler"):
                gone.append(pk)
                continue
            cited = {int(number) for number in CITED.findall(block.get("text", ""))}
            named = sorted({now[number] for number in cited if number in now})
            found += [links(quotation_id=pk, film_id=film) for film in named]
        quotations.filter(pk__in=gone).delete()
        links.objects.using(using).bulk_create(found)


class Migration(migrations.Migration):
    dependencies = [
        ("cinema", "0001_initial"),
        ("press", "0003_kept_pages"),
    ]

    operations = [
        migrations.RunPython(read_again, migrations.RunPython.noop, elidable=True),
    ]
