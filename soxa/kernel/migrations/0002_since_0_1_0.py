"""What the tables and rows of a book of 0.1.0 become; whoever changes models before the next release folds that in here."""

from contextlib import suppress

import datetime
import django.db.models.deletion
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
        ('kernel', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Outline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='từ ngày')),
                ('until', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='đến trước ngày')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outlines', to='kernel.unit')),
                ('polygons', models.JSONField(verbose_name='ranh giới')),
                ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', datetime.date(9999, 12, 31))), fields=('unit',), name='outline_one_open'), models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='outline_since_until')],
            },
        ),
        migrations.AddField(
            model_name='upload',
            name='kept',
            field=models.CharField(default='', max_length=64),
        ),
        migrations.AlterField(
            model_name='unitact',
            name='kind',
            field=models.CharField(choices=[('found', 'Thành lập'), ('rename', 'Đổi tên'), ('move', 'Chuyển về'), ('merge', 'Hợp nhất, sáp nhập vào'), ('dissolve', 'Giải thể'), ('split', 'Chia, tách'), ('undo', 'Bỏ phần ghi nhầm')], max_length=10),
        ),
        migrations.RunPython(seal_waiting, migrations.RunPython.noop),
    ]
