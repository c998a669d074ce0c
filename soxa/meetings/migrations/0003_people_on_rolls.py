"""Rolls name people: each row of a cell's roll bears the person of its member."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def name_people(apps, schema_editor):
    presence = apps.get_model("meetings", "Presence")
    member = apps.get_model("party", "Member")
    person = member.objects.filter(pk=OuterRef("member_id")).values("person_id")[:1]
    presence.objects.filter(person=None).update(person_id=Subquery(person))


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_kinds_and_words")]

    operations = [migrations.RunPython(name_people, migrations.RunPython.noop)]
