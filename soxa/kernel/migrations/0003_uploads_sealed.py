from contextlib import suppress

from django.db import migrations, models

from soxa.kernel import files


def seal_waiting(apps, _editor):
    """Workbooks that wait lie sealed from now on; what lies under the old name is taken away by the timer."""
    for one in apps.get_model("kernel", "Upload").objects.filter(state="waiting"):
        with suppress(FileNotFoundError, ValueError):
            one.kept = files.keep(files.fetch(one.file), sealed=True)
            one.save(update_fields=["kept"])


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0002_split_and_taking_back'),
    ]

    operations = [
        migrations.AddField(
            model_name='upload',
            name='kept',
            field=models.CharField(default='', max_length=64),
        ),
        migrations.RunPython(seal_waiting, migrations.RunPython.noop),
    ]
