"""What the tables and rows of a book of 0.1.0 become; whoever changes models before the next release folds that in here."""

import datetime
import django.db.models.deletion
from django.db import migrations, models

from soxa.kernel.new_models import NewFields, NewModels


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0002_since_0_1_0'),
        ('org', '0002_since_0_1_0'),
        ('values', '0001_initial'),
    ]

    operations = [
        NewModels(
            migrations.CreateModel(
                name='CriteriaSet',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since', models.DateField(verbose_name='từ ngày')),
                    ('until', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='đến trước ngày')),
                    ('code', models.CharField(max_length=40, verbose_name='mã bộ')),
                    ('version', models.CharField(max_length=40, verbose_name='phiên bản')),
                    ('title', models.CharField(max_length=200, verbose_name='tên bộ tiêu chí')),
                    ('level', models.CharField(choices=[('commune', 'xã'), ('village', 'thôn, khu dân cư')], default='commune', max_length=8, verbose_name='đánh giá')),
                    ('tally', models.CharField(choices=[('criteria', 'đếm tiêu chí đạt'), ('indicators', 'đếm chỉ tiêu xong, chia mức xanh, vàng, đỏ')], default='criteria', max_length=10, verbose_name='cách đếm')),
                    ('figure', models.CharField(blank=True, max_length=60, verbose_name='số liệu')),
                    ('declared', models.PositiveSmallIntegerField(default=0, verbose_name='số chỉ tiêu theo văn bản')),
                    ('cite', models.CharField(blank=True, max_length=200, verbose_name='văn bản ban hành')),
                    ('confirmed', models.BooleanField(default=False, verbose_name='đã đối chiếu văn bản')),
                    ('about', models.CharField(blank=True, max_length=400, verbose_name='ghi chú')),
                    ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.unit')),
                    ('based_on', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='values.criteriaset')),
                    ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
                ],
                options={
                    'ordering': ['level', 'code', '-since', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('unit', 'code', 'version'), name='criteria_set_once'), models.UniqueConstraint(condition=models.Q(('unit', None)), fields=('code', 'version'), name='criteria_set_of_the_state_once'), models.CheckConstraint(condition=models.Q(('until__gt', models.F('since'))), name='criteria_set_since_before_until')],
                },
            ),
            migrations.CreateModel(
                name='Criterion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='criteria', to='values.criteriaset')),
                    ('number', models.PositiveSmallIntegerField(verbose_name='số thứ tự')),
                    ('title', models.CharField(max_length=200, verbose_name='tiêu chí')),
                    ('condition', models.BooleanField(default=False, verbose_name='điều kiện xét công nhận, không tính là tiêu chí')),
                    ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
                ],
                options={
                    'ordering': ['number'],
                    'constraints': [models.UniqueConstraint(fields=('of', 'number'), name='set_criterion_number_once')],
                },
            ),
            migrations.CreateModel(
                name='Indicator',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('until', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='đến trước ngày')),
                    ('since', models.DateField(default=datetime.date(1, 1, 1), verbose_name='từ ngày')),
                    ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='values.criterion')),
                    ('first', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='values.indicator')),
                    ('position', models.PositiveSmallIntegerField(default=1)),
                    ('number', models.CharField(max_length=12, verbose_name='số hiệu')),
                    ('title', models.CharField(max_length=400, verbose_name='chỉ tiêu')),
                    ('code', models.CharField(blank=True, max_length=60, verbose_name='mã')),
                    ('kind', models.CharField(choices=[('stated', 'nêu đạt hoặc không đạt'), ('number', 'số so với mức'), ('by_province', 'theo quy định của tỉnh, nêu căn cứ'), ('not_applicable', 'không áp dụng')], default='stated', max_length=14, verbose_name='cách đánh giá')),
                    ('op', models.CharField(blank=True, choices=[('>=', '≥'), ('<=', '≤'), ('=', '=')], max_length=2, verbose_name='so sánh')),
                    ('threshold', models.DecimalField(decimal_places=4, max_digits=16, null=True, verbose_name='mức')),
                    ('zones', models.JSONField(default=dict, verbose_name='mức theo vùng, nhóm xã')),
                    ('unit_word', models.CharField(blank=True, max_length=40, verbose_name='đơn vị tính')),
                    ('asked', models.CharField(blank=True, max_length=200, verbose_name='yêu cầu bằng lời')),
                    ('may_not_apply', models.BooleanField(default=False, verbose_name='có thể không áp dụng')),
                    ('confirmed', models.BooleanField(default=False, verbose_name='mức đã đối chiếu văn bản')),
                    ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
                ],
                options={
                    'ordering': ['criterion__number', 'position', 'since'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('until', datetime.date(9999, 12, 31))), fields=('criterion', 'position'), name='indicator_position_once'), models.CheckConstraint(condition=models.Q(('until__gt', models.F('since'))), name='indicator_since_before_until')],
                },
            ),
            migrations.CreateModel(
                name='CriterionResult',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since', models.DateField(verbose_name='từ ngày')),
                    ('until', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='đến trước ngày')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.unit')),
                    ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='values.indicator')),
                    ('state', models.CharField(choices=[('waiting', 'Chờ thẩm định'), ('verified', 'Đã thẩm định'), ('returned', 'Trả lại')], default='waiting', max_length=8)),
                    ('outcome', models.CharField(choices=[('passed', 'Đạt'), ('failed', 'Chưa đạt'), ('not_applicable', 'Không áp dụng')], max_length=14, verbose_name='kết quả')),
                    ('value', models.DecimalField(decimal_places=4, max_digits=16, null=True, verbose_name='giá trị')),
                    ('asked', models.CharField(blank=True, max_length=200, verbose_name='mức lúc đánh giá')),
                    ('evidence', models.CharField(blank=True, max_length=600, verbose_name='minh chứng, căn cứ')),
                    ('assessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.person')),
                    ('verified_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.person')),
                    ('verified_on', models.DateField(null=True, verbose_name='ngày thẩm định')),
                    ('remark', models.CharField(blank=True, max_length=300, verbose_name='ý kiến thẩm định')),
                    ('digest', models.CharField(blank=True, max_length=64)),
                    ('name', models.CharField(blank=True, max_length=200, verbose_name='tên tệp')),
                    ('media_type', models.CharField(blank=True, max_length=100)),
                    ('size', models.PositiveIntegerField(default=0)),
                    ('replaced_by', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='values.criterionresult')),
                    ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
                ],
                options={
                    'ordering': ['-since', '-pk'],
                    'indexes': [models.Index(fields=['unit', 'indicator', 'since'], name='result_unit_indicator')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='result_since_before_until'), models.UniqueConstraint(condition=models.Q(('until', datetime.date(9999, 12, 31))), fields=('unit', 'indicator'), name='result_one_in_force'), models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('unit', 'indicator'), name='result_one_waiting'), models.CheckConstraint(condition=models.Q(('verified_by', None), models.Q(('verified_by', models.F('assessor')), _negated=True), _connector='OR'), name='result_verified_by_another')],
                },
            ),
            migrations.CreateModel(
                name='Filing',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.unit')),
                    ('group', models.CharField(blank=True, max_length=30, verbose_name='nhóm chỉ tiêu')),
                    ('measure', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='values.measure')),
                    ('since', models.DateField(verbose_name='từ ngày')),
                    ('until', models.DateField(verbose_name='đến trước ngày')),
                    ('sort', models.CharField(choices=[('actual', 'số chính thức'), ('estimate', 'số ước')], default='actual', max_length=8, verbose_name='loại số')),
                    ('state', models.CharField(choices=[('open', 'Đang nhập'), ('submitted', 'Chờ kiểm tra'), ('checked', 'Chờ duyệt'), ('approved', 'Đã duyệt, đã khóa')], default='open', max_length=9, verbose_name='tình trạng')),
                    ('submitted_on', models.DateField(null=True, verbose_name='ngày trình')),
                    ('submitted_by', models.BigIntegerField(null=True)),
                    ('gaps_why', models.CharField(blank=True, max_length=300, verbose_name='vì sao còn ô trống')),
                    ('checked_on', models.DateField(null=True, verbose_name='ngày kiểm tra')),
                    ('approved_on', models.DateField(null=True, verbose_name='ngày duyệt')),
                    ('returned_why', models.CharField(blank=True, max_length=300, verbose_name='lý do trả lại')),
                    ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
                ],
                options={
                    'ordering': ['-until', '-since', 'unit', 'group', 'pk'],
                    'indexes': [models.Index(fields=['since', 'until', 'unit'], name='filing_period_unit')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('until__gt', models.F('since'))), name='filing_since_before_until'), models.UniqueConstraint(condition=models.Q(('measure', None)), fields=('unit', 'group', 'since', 'until', 'sort'), name='filing_once'), models.UniqueConstraint(condition=models.Q(('measure__isnull', False)), fields=('unit', 'measure', 'since', 'until', 'sort'), name='filing_of_a_measure_once')],
                },
            ),
            migrations.CreateModel(
                name='FiledPaper',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='values.filing')),
                    ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='values.measure')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.unit')),
                    ('name', models.CharField(max_length=200, verbose_name='tên tệp')),
                    ('media_type', models.CharField(max_length=100)),
                    ('size', models.PositiveBigIntegerField()),
                    ('digest', models.CharField(max_length=64)),
                    ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
                ],
            ),
            migrations.CreateModel(
                name='Recognition',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since', models.DateField(verbose_name='từ ngày')),
                    ('until', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='đến trước ngày')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.unit')),
                    ('kind', models.CharField(choices=[('standard', 'Xã đạt chuẩn nông thôn mới'), ('advanced', 'Xã nông thôn mới nâng cao'), ('model', 'Xã nông thôn mới kiểu mẫu')], max_length=8, verbose_name='công nhận là')),
                    ('year', models.PositiveSmallIntegerField(verbose_name='năm đạt chuẩn')),
                    ('decision', models.CharField(max_length=120, verbose_name='số quyết định')),
                    ('decided_by', models.CharField(max_length=200, verbose_name='người, cơ quan quyết định')),
                    ('of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='values.criteriaset')),
                    ('digest', models.CharField(blank=True, max_length=64)),
                    ('name', models.CharField(blank=True, max_length=200, verbose_name='tên tệp')),
                    ('media_type', models.CharField(blank=True, max_length=100)),
                    ('size', models.PositiveIntegerField(default=0)),
                    ('withdrawn_decision', models.CharField(blank=True, max_length=120, verbose_name='quyết định thu hồi')),
                    ('withdrawn_by', models.CharField(blank=True, max_length=200, verbose_name='người, cơ quan thu hồi')),
                    ('withdrawn_why', models.CharField(blank=True, max_length=300, verbose_name='lý do thu hồi')),
                    ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
                ],
                options={
                    'ordering': ['-since', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='recognition_since_until'), models.UniqueConstraint(condition=models.Q(('until', datetime.date(9999, 12, 31))), fields=('unit', 'kind'), name='recognition_one_in_force'), models.UniqueConstraint(fields=('unit', 'kind', 'since'), name='recognition_once_a_day')],
                },
            ),
            migrations.CreateModel(
                name='ReplacedPaper',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recognition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replaced_papers', to='values.recognition')),
                    ('digest', models.CharField(max_length=64)),
                    ('name', models.CharField(max_length=200, verbose_name='tên tệp')),
                    ('media_type', models.CharField(max_length=100)),
                    ('size', models.PositiveIntegerField()),
                    ('replaced_on', models.DateField(verbose_name='ngày thay')),
                    ('basis', models.CharField(max_length=300, verbose_name='căn cứ thay')),
                    ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
                ],
                options={
                    'ordering': ['-pk'],
                },
            ),
        ),
        NewFields(
            migrations.AddField(
                model_name='measure',
                name='adds',
                field=models.JSONField(blank=True, default=list, verbose_name='cộng từ các chỉ tiêu'),
            ),
            migrations.AddField(
                model_name='measure',
                name='aggregation',
                field=models.CharField(choices=[('sum', 'cộng các đơn vị'), ('ratio', 'cộng tử số, cộng mẫu số rồi chia'), ('weighted', 'bình quân gia quyền'), ('last', 'cộng số cuối kỳ của các đơn vị'), ('none', 'không tổng hợp được từ đơn vị dưới')], default='none', max_length=10, verbose_name='tổng hợp'),
            ),
            migrations.AddField(
                model_name='measure',
                name='decimals',
                field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='số chữ số sau dấu phẩy'),
            ),
            migrations.AddField(
                model_name='measure',
                name='denominator_title',
                field=models.CharField(blank=True, max_length=120, verbose_name='mẫu số'),
            ),
            migrations.AddField(
                model_name='measure',
                name='ended',
                field=models.DateField(blank=True, null=True, verbose_name='thôi dùng từ ngày'),
            ),
            migrations.AddField(
                model_name='measure',
                name='entry',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry'),
            ),
            migrations.AddField(
                model_name='measure',
                name='factor',
                field=models.DecimalField(decimal_places=4, default=1, max_digits=12, verbose_name='hệ số'),
            ),
            migrations.AddField(
                model_name='measure',
                name='group',
                field=models.CharField(blank=True, db_index=True, max_length=30, verbose_name='nhóm'),
            ),
            migrations.AddField(
                model_name='measure',
                name='high',
                field=models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name='không cao hơn'),
            ),
            migrations.AddField(
                model_name='measure',
                name='jump',
                field=models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name='hỏi lại khi lệch quá (%)'),
            ),
            migrations.AddField(
                model_name='measure',
                name='low',
                field=models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name='không thấp hơn'),
            ),
            migrations.AddField(
                model_name='measure',
                name='numerator_title',
                field=models.CharField(blank=True, max_length=120, verbose_name='tử số'),
            ),
            migrations.AddField(
                model_name='measure',
                name='owner',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.unit'),
            ),
            migrations.AddField(
                model_name='measure',
                name='periods',
                field=models.JSONField(blank=True, default=list, verbose_name='kỳ báo cáo'),
            ),
            migrations.AddField(
                model_name='measure',
                name='plan_giver',
                field=models.CharField(blank=True, max_length=80, verbose_name='ai giao'),
            ),
            migrations.AddField(
                model_name='measure',
                name='plan_of',
                field=models.CharField(blank=True, max_length=60, verbose_name='là kế hoạch thứ hai của chỉ tiêu'),
            ),
            migrations.AddField(
                model_name='measure',
                name='weight',
                field=models.CharField(blank=True, max_length=60, verbose_name='mã chỉ tiêu làm quyền số'),
            ),
            migrations.AddField(
                model_name='reportedvalue',
                name='approved_on',
                field=models.DateField(null=True, verbose_name='ngày duyệt'),
            ),
            migrations.AddField(
                model_name='reportedvalue',
                name='basis',
                field=models.CharField(blank=True, max_length=300, verbose_name='căn cứ đính chính'),
            ),
            migrations.AddField(
                model_name='reportedvalue',
                name='denominator',
                field=models.DecimalField(decimal_places=6, max_digits=24, null=True, verbose_name='mẫu số'),
            ),
            migrations.AddField(
                model_name='reportedvalue',
                name='looked_at',
                field=models.BooleanField(default=False, verbose_name='đã kiểm tra'),
            ),
            migrations.AddField(
                model_name='reportedvalue',
                name='note',
                field=models.CharField(blank=True, max_length=300, verbose_name='ghi chú'),
            ),
            migrations.AddField(
                model_name='reportedvalue',
                name='numerator',
                field=models.DecimalField(decimal_places=6, max_digits=24, null=True, verbose_name='tử số'),
            ),
            migrations.AddField(
                model_name='reportedvalue',
                name='filing',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='values', to='values.filing'),
            ),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('low', None), ('high', None), ('high__gte', models.F('low')), _connector='OR'), name='measure_low_to_high'),
        ),
        migrations.AddIndex(
            model_name='reportedvalue',
            index=models.Index(condition=models.Q(('replaced_by', None)), fields=['unit', 'measure', 'until', 'sort'], name='value_standing'),
        ),
        migrations.AddConstraint(
            model_name='reportedvalue',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('denominator', None), ('numerator', None)), models.Q(('denominator__isnull', False), ('numerator__isnull', False)), _connector='OR'), name='value_numerator_with_denominator'),
        ),
    ]
