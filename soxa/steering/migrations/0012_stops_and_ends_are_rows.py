from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('steering', '0011_stops_and_ends_moved'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='work',
            name='stopped_on',
        ),
        migrations.RemoveField(
            model_name='work',
            name='stopped_why',
        ),
        migrations.RemoveField(
            model_name='workprogramme',
            name='ended_on',
        ),
        migrations.RemoveField(
            model_name='workprogramme',
            name='result',
        ),
    ]
