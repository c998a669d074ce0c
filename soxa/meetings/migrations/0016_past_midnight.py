"""A meeting may end after midnight: its last hour is then before its first; only no time at all cannot be."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("meetings", "0015_presence_by_day")]

    operations: ClassVar = [
        migrations.RemoveConstraint(model_name="meeting", name="meeting_ends_after_it_began"),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(ended_at=None) | ~models.Q(ended_at=models.F("began_at")),
                name="meeting_takes_time",
            ),
        ),
    ]
