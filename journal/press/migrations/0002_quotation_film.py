import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cinema", "0001_initial"),
        ("press", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="QuotationFilm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "film",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotation_links",
                        to="cinema.film",
                        verbose_name="film",
                    ),
                ),
                (
                    "quotation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="film_links", to="press.quotation"
                    ),
                ),
            ],
            options={
                "verbose_name": "quotation that names a film",
                "verbose_name_plural": "quotations that name a film",
                "constraints": [
                    models.UniqueConstraint(fields=("quotation", "film"), name="press_quotation_film_once")
                ],
            },
        ),
    ]
