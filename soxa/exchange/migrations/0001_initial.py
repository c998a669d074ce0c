import django.db.models.deletion
from django.db import migrations, models

from soxa.kernel.new_models import NewModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0003_since_0_1_0'),
        ('kernel', '0002_since_0_1_0'),
    ]

    operations = [
        NewModels(
            migrations.CreateModel(
                name='Mailbox',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.unit')),
                    ('side', models.CharField(choices=[('party', 'bên Đảng'), ('state', 'bên chính quyền')], max_length=5, verbose_name='bên')),
                    ('body', models.CharField(max_length=20, verbose_name='cơ quan')),
                    ('code', models.CharField(max_length=40, verbose_name='mã cơ quan')),
                    ('name', models.CharField(max_length=200, verbose_name='tên cơ quan')),
                    ('folder', models.CharField(max_length=300, verbose_name='thư mục trục')),
                    ('certificate', models.TextField(blank=True, verbose_name='chứng thư')),
                    ('key_sealed', models.TextField(blank=True, editable=False)),
                    ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('unit', 'side'), name='mailbox_once'), models.UniqueConstraint(fields=('side', 'code'), name='mailbox_code_once')],
                },
            ),
            migrations.CreateModel(
                name='Partner',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('mailbox', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partners', to='exchange.mailbox')),
                    ('code', models.CharField(max_length=40, verbose_name='mã cơ quan')),
                    ('name', models.CharField(max_length=200, verbose_name='tên cơ quan')),
                    ('certificate', models.TextField(blank=True, verbose_name='chứng thư')),
                    ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('mailbox', 'code'), name='partner_once')],
                },
            ),
            migrations.CreateModel(
                name='Package',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('mailbox', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='packages', to='exchange.mailbox')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.unit')),
                    ('side', models.CharField(choices=[('party', 'bên Đảng'), ('state', 'bên chính quyền')], max_length=5)),
                    ('partner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='packages', to='exchange.partner')),
                    ('direction', models.CharField(choices=[('out', 'đi'), ('in', 'đến')], max_length=3)),
                    ('kind', models.CharField(choices=[('letter', 'văn bản'), ('answer', 'trạng thái')], max_length=6)),
                    ('ident', models.CharField(max_length=120, verbose_name='mã gói')),
                    ('digest', models.CharField(blank=True, db_index=True, max_length=64)),
                    ('business', models.CharField(choices=[('0', 'Văn bản mới'), ('1', 'Đề nghị thu hồi'), ('2', 'Cập nhật'), ('3', 'Thay thế')], default='0', max_length=1, verbose_name='nghiệp vụ')),
                    ('code', models.CharField(blank=True, choices=[('01', '01 – Đã đến'), ('02', '02 – Từ chối nhận'), ('03', '03 – Đã tiếp nhận'), ('04', '04 – Đã phân công'), ('05', '05 – Đang xử lý'), ('06', '06 – Đã hoàn thành'), ('13', '13 – Đề nghị thu hồi'), ('15', '15 – Đồng ý thu hồi'), ('16', '16 – Từ chối thu hồi')], max_length=2, verbose_name='trạng thái')),
                    ('state', models.CharField(choices=[('waiting', 'Chờ chuyển ra trục'), ('posted', 'Đã chuyển ra trục'), ('here', 'Chờ tiếp nhận'), ('asked', 'Chờ trả lời thu hồi'), ('taken', 'Đã tiếp nhận'), ('turned_down', 'Đã từ chối nhận'), ('withdrawn', 'Nơi gửi đã thu hồi'), ('given_back', 'Đã đồng ý thu hồi'), ('kept', 'Đã từ chối thu hồi'), ('repeated', 'Trùng văn bản đã có'), ('damaged', 'Không nhận: hỏng hoặc không rõ nguồn'), ('heard', 'Đã ghi nhận')], max_length=11)),
                    ('about', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='exchange.package')),
                    ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                    ('says', models.JSONField(default=dict)),
                    ('note', models.CharField(blank=True, max_length=300, verbose_name='ghi chú')),
                    ('at', models.DateTimeField(verbose_name='lúc')),
                    ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
                ],
                options={
                    'indexes': [models.Index(fields=['mailbox', 'direction', 'state'], name='package_waiting')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'damaged'), _negated=True), fields=('mailbox', 'direction', 'partner', 'ident'), name='package_once')],
                },
            ),
        ),
    ]
