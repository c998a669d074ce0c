"""What the tables and rows of a book of 0.1.0 become; whoever changes models before the next release folds that in here."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from soxa.kernel.new_models import NewFields, NewModels
from soxa.kernel.sealed import open_text, token
from soxa.law.peoples import named_once


_AT_ONCE = 2000


def reckon(apps, schema_editor):
    """Give every sealed group and religion its token; the machine opens them, and nobody reads them."""
    people = apps.get_model("org", "Person")._base_manager
    sealed = people.exclude(ethnicity_sealed="", religion_sealed="").order_by("pk")
    last = 0
    while rows := list(sealed.filter(pk__gt=last)[:_AT_ONCE]):
        for one in rows:
            one.ethnicity_token = token(named_once(open_text(one.ethnicity_sealed, "ethnicity")), "ethnicity")
            one.religion_token = token(named_once(open_text(one.religion_sealed, "religion")), "religion")
        people.bulk_update(rows, ["ethnicity_token", "religion_token"])
        last = rows[-1].pk


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0002_since_0_1_0'),
        ('org', '0001_initial'),
    ]

    operations = [
        NewModels(
            migrations.CreateModel(
                name='Merged',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('gone_person', models.BigIntegerField(unique=True)),
                    ('gone_member', models.BigIntegerField(null=True, unique=True)),
                    ('into', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.person')),
                    ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
                ],
            ),
            migrations.CreateModel(
                name='Apart',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('one', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.person')),
                    ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.person')),
                    ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('one', 'other'), name='apart_once'), models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='apart_in_order')],
                },
            ),
            migrations.CreateModel(
                name='CounterAsk',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('kind', models.CharField(choices=[('password', 'mật khẩu mới'), ('second', 'bỏ mã xác thực đã mất'), ('card', 'thẻ đăng nhập')], default='password', max_length=10, verbose_name='đề nghị')),
                    ('shown', models.CharField(max_length=120, verbose_name='giấy tờ đã xem')),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField()),
                    ('until', models.DateTimeField()),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('granted', models.BooleanField(default=False)),
                    ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('settled_at', None)), fields=('account', 'kind'), name='counter_ask_once_open')],
                },
            ),
            migrations.CreateModel(
                name='SignInCard',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('code_hash', models.CharField(max_length=64, unique=True)),
                    ('pin_hash', models.CharField(max_length=160)),
                    ('at', models.DateTimeField()),
                    ('until', models.DateTimeField()),
                    ('wrong', models.PositiveSmallIntegerField(default=0)),
                    ('first_used_at', models.DateTimeField(null=True)),
                    ('locked_at', models.DateTimeField(null=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('account',), name='sign_in_card_once_open')],
                },
            ),
        ),
        NewFields(
            migrations.AddField(
                model_name='person',
                name='ethnicity_token',
                field=models.CharField(blank=True, editable=False, max_length=32),
            ),
            migrations.AddField(
                model_name='person',
                name='religion_token',
                field=models.CharField(blank=True, editable=False, max_length=32),
            ),
        ),
        migrations.RunPython(reckon, migrations.RunPython.noop),
    ]
