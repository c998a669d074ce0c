"""The coming migration: a column, and what `SOXA_TEST_COMING` asks for besides: `loses` rows or `fails` after a change."""

import os

from django.db import migrations, models

from tests.releases.coming.values import LAST


def _besides(apps, schema_editor):
    asked = os.environ.get("SOXA_TEST_COMING", "")
    if asked:
        apps.get_model("values", "Measure").objects.filter(code="poverty.rate").delete()
    if asked == "fails":
        raise ValueError("planted fault")
    if asked == "killed":
        os._exit(9)


class Migration(migrations.Migration):
    dependencies = [("values", LAST)]
    operations = [
        migrations.AddField("measure", "coming", models.CharField(max_length=20, null=True)),
        migrations.RunPython(_besides),
    ]
