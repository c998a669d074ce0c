"""Tokens by which ethnic groups and religions are counted without opening what is sealed; of present rows, reckoned once here."""

from typing import Any

from django.db import migrations, models

from soxa.kernel.sealed import open_text, token
from soxa.law.peoples import named_once

_AT_ONCE = 2000


def reckon(apps: Any, schema_editor: Any) -> None:
    """Give every sealed group and religion its token; the machine opens them, and nobody reads them."""
    people = apps.get_model("org", "Person")._base_manager
    sealed = people.exclude(ethnicity_sealed="", religion_sealed="").order_by("pk")
    last = 0
    while rows := list(sealed.filter(pk__gt=last)[:_AT_ONCE]):
        for one in rows:
            one.ethnicity_token = token(named_once(open_text(one.ethnicity_sealed, "ethnicity")), "ethnicity")
            one.religion_token = token(named_once(open_text(one.religion_sealed, "religion")), "religion")
        people.bulk_update(rows, ["ethnicity_token", "religion_token"])
        last = rows[-1].pk


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="ethnicity_token",
            field=models.CharField(blank=True, editable=False, max_length=32),
        ),
        migrations.AddField(
            model_name="person",
            name="religion_token",
            field=models.CharField(blank=True, editable=False, max_length=32),
        ),
        migrations.RunPython(reckon, migrations.RunPython.noop),
    ]
