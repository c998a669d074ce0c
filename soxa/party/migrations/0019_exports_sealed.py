from contextlib import suppress

from django.db import migrations

from soxa.kernel import files


def seal_kept(apps, _editor):
    """Exports that wait and scans of consents lie sealed from now on; the timer takes the old bytes away."""
    waiting = apps.get_model("party", "Reconciliation").objects.filter(state="reading")
    scans = apps.get_model("party", "CorrectionScan").objects.all()
    for rows, field in ((waiting, "file"), (scans, "digest")):
        for one in rows:
            with suppress(FileNotFoundError, ValueError):
                setattr(one, field, files.keep(files.fetch(getattr(one, field)), sealed=True))
                one.save(update_fields=[field])


class Migration(migrations.Migration):

    dependencies = [
        ('party', '0018_rulings'),
    ]

    operations = [
        migrations.RunPython(seal_kept, migrations.RunPython.noop),
    ]
