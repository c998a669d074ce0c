from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0001_initial'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='reporttext',
            options={'ordering': ['number']},
        ),
        migrations.RemoveConstraint(
            model_name='reporttext',
            name='report_text_once',
        ),
        migrations.AddField(
            model_name='reporttext',
            name='number',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='lần viết'),
        ),
        migrations.AddConstraint(
            model_name='reporttext',
            constraint=models.UniqueConstraint(fields=('report', 'place', 'number'), name='report_text_number_once'),
        ),
    ]
