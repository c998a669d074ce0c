"""Rolls say who had to come: all but those who were written as free."""

from django.db import migrations, models


def free_need_not(apps, schema_editor):
    presence = apps.get_model("meetings", "Presence")
    presence.objects.filter(answer="free").update(must=False)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0013_papers_sent")]

    operations = [
        migrations.AddField(
            "presence",
            "must",
            models.BooleanField(db_default=True, default=True, verbose_name="phải dự"),
        ),
        migrations.RunPython(free_need_not, migrations.RunPython.noop),
    ]
