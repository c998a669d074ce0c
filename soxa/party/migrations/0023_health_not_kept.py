from django.db import migrations, models


def forget(apps, _editor):
    """What was noted of an illness is not kept: the paper lies with the proposal."""
    badges = apps.get_model("party", "Badge").objects.filter(reason="ill").exclude(state="declined")
    badges.exclude(note="").update(note="")


class Migration(migrations.Migration):

    dependencies = [
        ('party', '0022_past_answers'),
    ]

    operations = [
        migrations.AlterField(
            model_name='badge',
            name='reason',
            field=models.CharField(choices=[('ordinary', 'đủ năm tuổi Đảng'), ('ill', 'lý do sức khỏe, xét trao sớm'), ('posthumous', 'truy tặng'), ('kept', 'đã trao trước khi lập sổ')], default='ordinary', max_length=12, verbose_name='diện xét'),
        ),
        migrations.RunPython(forget, migrations.RunPython.noop),
    ]
