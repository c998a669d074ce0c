"""`soxa import` of tables: 0 where it was written or only looked at, 1 where a cell is bad, 2 for wrong usage; what `--check` and `--json` say."""

import json
from datetime import date

import pytest
from openpyxl import Workbook

from soxa import commands
from soxa.commands import workbooks
from soxa.kernel.models import Entry
from soxa.steering.programmes.models import ProgrammeItem
from soxa.steering.targets.models import Target
from soxa.steering.works.models import Work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

# kind → table, heading, a good row, the cell that is spoiled (its place in the row, its address, what it is told)
TABLES = {
    "works": (
        Work,
        ("Danh mục công trình", "Địa điểm", "Chủ đầu tư", "Quyết định đầu tư", "Ngày quyết định", "Tổng mức đầu tư", "Dự kiến hoàn thành"),
        ("Kè suối Đồi Chè", "thôn Đồi Chè", "UBND xã", "141/QĐ-UBND", date(2026, 2, 2), "2.400 triệu", "30/10/2026"),
        (5, "nhiều", "F2", "không phải số tiền"),
    ),
    "items": (
        ProgrammeItem,
        ("Chương trình", "Nội dung công việc", "Đơn vị thực hiện", "Hạn hoàn thành"),
        ("11-KH/ĐU", "Xây 6 nhà đại đoàn kết", "Phòng Văn hóa - Xã hội", date(2026, 12, 15)),
        (3, "12/2026", "D2", "Ghi đủ ngày/tháng/năm"),
    ),
    "targets": (
        Target,
        ("Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2027"),
        ("Tỷ lệ hộ nghèo", "%", "2,5"),
        (1, "tấn", "B2", "%"),
    ),
}  # fmt: skip


@pytest.fixture
def types(monkeypatch, capsys):
    """Types `soxa import …` at the tests' book; gives the exit code and what was said on the two ways out."""
    monkeypatch.setattr(workbooks, "open_book", lambda: None)

    def typed(*words):
        monkeypatch.setattr("sys.argv", ["soxa", "import", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            commands.main()
        return left.value.code, *capsys.readouterr()

    return typed


@pytest.fixture
def file(tmp_path):
    def made(kind, **spoiled):
        _model, head, good, _bad = TABLES[kind]
        book = Workbook()
        book.active.title = "Bảng"
        book.active.append(head)
        book.active.append([spoiled.get(f"at{place}", value) for place, value in enumerate(good)])
        path = tmp_path / f"{kind}.xlsx"
        book.save(path)
        return path

    return made


@pytest.mark.parametrize("kind", TABLES)
def test_a_good_table_is_looked_at_written_and_not_written_twice(types, file, kind):
    model, path = TABLES[kind][0], file(kind)
    before, entries = model.objects.count(), Entry.objects.count()
    code, said, _err = types(kind, path, "--check")
    assert (code, "Mới 1" in said) == (0, True), said
    assert (model.objects.count(), Entry.objects.count()) == (before, entries)
    code, _said, err = types(kind, path, "--unit", "99901")
    assert (code, "Đã ghi sổ." in err, model.objects.count()) == (0, True, before + 1)
    code, said, _err = types(kind, path)
    assert (code, "Tệp này đã ghi vào sổ" in said, model.objects.count()) == (0, True, before + 1)


@pytest.mark.parametrize("kind", TABLES)
def test_a_bad_cell_is_told_by_its_address_and_the_book_stays(types, file, kind):
    model, _head, _good, (place, value, cell, told) = TABLES[kind]
    path, before = file(kind, **{f"at{place}": value}), (model.objects.count(), Entry.objects.count())
    for asked in ((), ("--check",)):
        code, said, err = types(kind, path, *asked)
        assert (code, f"Ô {cell}, trang ‘Bảng’" in said, told in said) == (1, True, True), said
        assert "Chưa ghi gì vào sổ: sửa các ô đã nêu rồi nhập lại." in err
    code, said, _err = types(kind, path, "--json")
    answer = json.loads(said)
    assert (code, answer["refused"], answer["unit"]) == (1, True, "99901")
    (fault,) = answer["faults"]
    assert (fault["cell"], fault["sheet"]) == (cell, "Bảng")
    assert (model.objects.count(), Entry.objects.count()) == before


def test_the_counts_are_told_to_a_machine(types, file):
    answer = json.loads(types("works", file("works"), "--check", "--json")[1])
    told = {name: answer[name] for name in ("refused", "new", "same", "changed", "faults", "already_loaded")}
    assert told == {"refused": False, "new": 1, "same": 0, "changed": 0, "faults": [], "already_loaded": None}


def test_what_is_no_workbook_is_told(types, tmp_path):
    (tmp_path / "so.xlsx").write_text("không phải bảng tính")
    code, said, _err = types("works", tmp_path / "so.xlsx")
    assert (code, bool(said.strip())) == (1, True)


@pytest.mark.parametrize(
    "words", [("works",), ("works", "khong-co.xlsx"), ("cong-trinh", "{file}"), ("works", "{file}", "--unit", "12345")]
)  # fmt: skip
def test_wrong_usage_is_told(types, file, words):
    code, _said, err = types(*(str(file("works")) if word == "{file}" else word for word in words))
    assert (code, bool(err.strip())) == (2, True)
