"""Every stop of a work and end of a programme becomes a dated row; what went on again is found in the journal."""

from datetime import date, timedelta

from django.db import migrations

FOREVER = date(9999, 12, 31)


def spells(entries, begins, ends):
    """(step, first day, last word's day or None, entry) of each time that began, in the journal's order."""
    found = []
    for entry in entries:
        if "on" not in entry.facts:
            continue
        on = date.fromisoformat(entry.facts["on"])
        if entry.step in begins:
            found.append([entry.step, on, None, entry])
        elif entry.step in ends and found and found[-1][2] is None:
            found[-1][2] = on
    return found


def of(apps, flow, key):
    rows = apps.get_model("kernel", "Entry").objects.filter(flow=flow, subject_key=str(key))
    return rows.order_by("pk")


def works(apps, schema_editor):
    stop_model = apps.get_model("steering", "WorkStop")
    work_model = apps.get_model("steering", "Work")
    for work in work_model.objects.all():
        for _step, since, until, entry in spells(of(apps, "work", work.pk), ("stop",), ("resume",)):
            if until is not None:
                stop_model.objects.create(work=work, since=since, until=max(since, until), entry=entry)
        if work.stopped_on:
            last = of(apps, "work", work.pk).filter(step="stop").last()
            stop_model.objects.create(work=work, since=work.stopped_on, why=work.stopped_why, entry=last)
    work_model._base_manager.update(until=FOREVER)


def programmes(apps, schema_editor):
    end_model = apps.get_model("steering", "ProgrammeEnd")
    day = timedelta(days=1)
    for one in apps.get_model("steering", "WorkProgramme").objects.all():
        told = spells(of(apps, "workprogramme", one.pk), ("close", "stop"), ("reopen",))
        for step, last_on, again, entry in told:
            if again is not None:
                since = last_on + day
                end_model.objects.create(
                    programme=one, since=since, until=max(since, again), closed=step == "close", entry=entry,
                    result=one.result if entry is told[-1][3] else "",
                )
        if one.ended_on:
            end_model.objects.create(
                programme=one, since=one.ended_on + day, closed=one.state == "closed", result=one.result,
                entry=told[-1][3] if told else None,
            )


class Migration(migrations.Migration):

    dependencies = [
        ("steering", "0010_spells_of_stops_and_ends"),
    ]

    operations = [
        migrations.RunPython(works, migrations.RunPython.noop),
        migrations.RunPython(programmes, migrations.RunPython.noop),
    ]
