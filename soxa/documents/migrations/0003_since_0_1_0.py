"""What the tables and rows of a book of 0.1.0 become; whoever changes models before the next release folds that in here."""

import datetime
import re

import django.db.models.deletion
from django.db import migrations, models

from soxa.kernel.new_models import NewFields, NewModels


def parted(text, taken):
    """Code and title of what was typed by hand: "05 · Văn bản" is both; a code that is taken gets a number."""
    head, _sign, rest = re.sub(r"\s*[·:–]\s*|\s+-\s+", "\0", text.strip(), count=1).partition("\0")
    code, title = (head, rest) if rest and len(head) <= 16 else (text.strip()[:16] if " " not in text.strip() else "HS", text.strip())
    fresh, number = code, 1
    while fresh in taken:
        number += 1
        fresh = f"{code}-{number}"
    return fresh, title or text.strip()


def into_files(apps, schema_editor):
    """Each file that was typed on documents becomes a file of its year's plan, kept for the longest term typed on any."""
    Document, Folder = apps.get_model("documents", "Document"), apps.get_model("documents", "Folder")
    shelves = {}
    for one in Document.objects.exclude(file_code="").order_by("pk").iterator():
        day = one.arrived_on or one.issued_on
        if day is None:
            continue
        shelf = shelves.setdefault((one.unit_id, one.side, day.year), {})
        shelf.setdefault(one.file_code.strip(), []).append((one.pk, day, one.keep_years))
    for (unit_id, side, year), held in shelves.items():
        taken = set()
        for place, (text, rows) in enumerate(sorted(held.items(), key=lambda one: (-len(one[1]), one[0])), 1):
            code, title = parted(text, taken)
            taken.add(code)
            terms = [term for _pk, _day, term in rows]
            made = Folder.objects.create(
                unit_id=unit_id, side=side, year=year, place=place, code=code, title=title[:500],
                keep_years=None if None in terms else max(terms), term_source="ghi trên văn bản trước khi có danh mục",
                opened_on=min(day for _pk, day, _term in rows), state="open",
            )
            keys = [pk for pk, _day, _term in rows]
            for start in range(0, len(keys), 500):
                Document.objects.filter(pk__in=keys[start : start + 500]).update(folder=made)
    if schema_editor.connection.vendor == "postgresql":  # else the columns could not be dropped in one transaction
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0002_search'),
        ('kernel', '0002_since_0_1_0'),
        ('org', '0002_since_0_1_0'),
    ]

    operations = [
        NewModels(
            migrations.CreateModel(
                name='OfficeTemplate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since', models.DateField(verbose_name='từ ngày')),
                    ('until', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='đến trước ngày')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.unit')),
                    ('side', models.CharField(choices=[('party', 'bên Đảng'), ('state', 'bên chính quyền')], max_length=5)),
                    ('body', models.CharField(max_length=20, verbose_name='cơ quan')),
                    ('kind', models.CharField(max_length=20, verbose_name='loại văn bản')),
                    ('name', models.CharField(max_length=200, verbose_name='tên tệp')),
                    ('digest', models.CharField(max_length=64)),
                    ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('until', datetime.date(9999, 12, 31))), fields=('unit', 'body', 'kind'), name='template_one_in_use')],
                },
            ),
            migrations.CreateModel(
                name='Version',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='documents.document')),
                    ('number', models.PositiveSmallIntegerField(verbose_name='lần thảo')),
                    ('abstract', models.CharField(max_length=500, verbose_name='trích yếu')),
                    ('recipients', models.TextField(blank=True, verbose_name='nơi nhận')),
                    ('text', models.TextField(verbose_name='nội dung')),
                    ('authority', models.CharField(blank=True, max_length=160, verbose_name='thay mặt')),
                    ('post', models.CharField(max_length=160, verbose_name='chức vụ người ký')),
                    ('name', models.CharField(blank=True, max_length=160, verbose_name='họ tên người ký')),
                    ('template', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.officetemplate')),
                    ('author', models.CharField(max_length=160, verbose_name='người viết')),
                    ('written_on', models.DateField(verbose_name='ngày viết')),
                    ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
                ],
                options={
                    'ordering': ['number'],
                    'constraints': [models.UniqueConstraint(fields=('document', 'number'), name='version_number_once')],
                },
            ),
            migrations.CreateModel(
                name='Folder',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.unit')),
                    ('side', models.CharField(choices=[('party', 'bên Đảng'), ('state', 'bên chính quyền')], max_length=5, verbose_name='bên')),
                    ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                    ('place', models.PositiveSmallIntegerField(default=0)),
                    ('heading', models.CharField(blank=True, max_length=200, verbose_name='đề mục')),
                    ('code', models.CharField(max_length=20, verbose_name='số, ký hiệu hồ sơ')),
                    ('title', models.CharField(max_length=500, verbose_name='tiêu đề hồ sơ')),
                    ('keep_years', models.PositiveSmallIntegerField(null=True, verbose_name='thời hạn lưu (năm)')),
                    ('term_source', models.CharField(blank=True, max_length=200, verbose_name='căn cứ thời hạn')),
                    ('term_confirmed', models.BooleanField(default=False, verbose_name='thời hạn đã đối chiếu')),
                    ('rights', models.CharField(blank=True, max_length=30, verbose_name='chế độ sử dụng')),
                    ('keeper', models.CharField(blank=True, max_length=160, verbose_name='người lập hồ sơ')),
                    ('state', models.CharField(choices=[('open', 'Đang mở'), ('closed', 'Đã kết thúc'), ('handed', 'Đã nộp lưu trữ'), ('destroyed', 'Đã hủy')], default='open', max_length=10)),
                    ('opened_on', models.DateField(verbose_name='ngày mở')),
                    ('closed_on', models.DateField(null=True, verbose_name='ngày kết thúc')),
                    ('handed_on', models.DateField(null=True, verbose_name='ngày nộp lưu trữ')),
                    ('receiver', models.CharField(blank=True, max_length=160, verbose_name='nơi nhận lưu trữ')),
                    ('destroyed_on', models.DateField(null=True, verbose_name='ngày hủy')),
                    ('decision', models.CharField(blank=True, max_length=200, verbose_name='quyết định hủy')),
                    ('reason', models.CharField(blank=True, max_length=300, verbose_name='lý do')),
                    ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('unit', 'side', 'year', 'code'), name='folder_once'), models.CheckConstraint(condition=models.Q(('closed_on', None), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='folder_opened_before_closed')],
                },
            ),
            migrations.CreateModel(
                name='Hold',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('folder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='documents.folder')),
                    ('since', models.DateField(verbose_name='từ ngày')),
                    ('reason', models.CharField(max_length=300, verbose_name='lý do giữ')),
                    ('until', models.DateField(null=True, verbose_name='thôi giữ từ ngày')),
                    ('end_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do thôi giữ')),
                    ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('folder',), name='folder_one_open_hold')],
                },
            ),
            migrations.CreateModel(
                name='KeptPicture',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.person')),
                    ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.unit')),
                    ('body', models.CharField(blank=True, max_length=20, verbose_name='cơ quan')),
                    ('sealed', models.TextField(blank=True, editable=False)),
                    ('width', models.FloatField(default=0, verbose_name='đường kính con dấu (mm)')),
                    ('kept_on', models.DateField(verbose_name='ngày lưu')),
                    ('removed_on', models.DateField(null=True, verbose_name='ngày bỏ')),
                    ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('removed_on', None)), fields=('person',), name='picture_once_of_person'), models.UniqueConstraint(condition=models.Q(('removed_on', None)), fields=('unit', 'body'), name='picture_once_of_body'), models.CheckConstraint(condition=models.Q(models.Q(('person', None), ('unit__isnull', False)), models.Q(('body', ''), ('person__isnull', False), ('unit', None)), _connector='OR'), name='picture_of_one')],
                },
            ),
        ),
        NewFields(
            migrations.AddField(
                model_name='documentfile',
                name='gone_on',
                field=models.DateField(null=True, verbose_name='ngày hủy'),
            ),
            migrations.AddField(
                model_name='opinion',
                name='added_on',
                field=models.DateField(null=True, verbose_name='ngày gửi thêm phiếu'),
            ),
            migrations.AddField(
                model_name='opinion',
                name='change_reason',
                field=models.CharField(blank=True, max_length=300, verbose_name='lý do gửi thêm, rút phiếu'),
            ),
            migrations.AddField(
                model_name='opinion',
                name='off_on',
                field=models.DateField(null=True, verbose_name='ngày rút phiếu'),
            ),
            migrations.AddField(
                model_name='document',
                name='folder',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='documents.folder'),
            ),
        ),
        migrations.RunPython(into_files, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='document',
            name='file_code',
        ),
        migrations.RemoveField(
            model_name='document',
            name='keep_years',
        ),
    ]
