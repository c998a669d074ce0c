"""A workbook of many members, and its import into an empty SQLite book beside a plain reading of the same file."""

import json
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.clock import measured, still

HEADINGS = (
    "Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ", "Số thẻ đảng viên", "Ngày kết nạp", "Ngày chính thức",
    "Ngày đổi thẻ", "Số CCCD", "Dân tộc", "Quê quán", "Nơi ở", "Điện thoại", "Nghề nghiệp", "Lý luận chính trị",
)  # fmt: skip
A_CELL = 200
TRADES = ("Hưu trí", "Giáo viên", "Nông dân", "Cán bộ xã", "Công nhân", "Kinh doanh")


def write_workbook(path: Path, members: int) -> None:
    """The list as an office keeps it: a title above the headings, dates partly as text, a running number."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_string(0, 0, "DANH SÁCH ĐẢNG VIÊN")
        sheet.write_row(2, 0, HEADINGS)
        for line, row in enumerate(_rows(members), 3):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(line, column, value, day)
                elif value is not None:
                    sheet.write_string(line, column, value)


def _rows(members: int) -> Iterator[tuple[Any, ...]]:
    from soxa.samples.names import Namer, elsewhere, rolls

    roll = rolls("danh sách để đo")
    namer = Namer(roll)
    names = {
        (woman, last): [namer.name(woman=woman, born=last).full_name for _ in range(1000)]
        for woman in (False, True)
        for last in (1955, 1975, 1995)
    }
    places = [elsewhere(roll) for _ in range(200)]
    for number in range(members):
        woman, born = roll.random() < 0.4, date(1940, 1, 1) + timedelta(days=roll.randrange(22_000))
        last = 1955 if born.year <= 1959 else 1975 if born.year <= 1984 else 1995
        entered = min(born + timedelta(days=roll.randrange(7_500, 12_000)), date(2024, 12, 1))
        yield (
            roll.choice(names[woman, last]),
            f"{born:%d/%m/%Y}",
            "Nữ" if woman else "Nam",
            f"Chi bộ thôn {number // A_CELL + 1}",
            f"{number // 1_000_000:02}.{number % 1_000_000:06}",
            entered,
            entered + timedelta(days=370),
            date(2025, 12, 8) + timedelta(days=number % 300) if number % 8 else None,
            f"{number:012}",
            "Tày" if number % 4 == 0 else "Kinh",
            roll.choice(places),
            f"thôn {number // A_CELL + 1}",
            f"09{number:08}",
            roll.choice(TRADES),
            "Sơ cấp" if number % 3 else "Trung cấp",
        )


def _calamine(path: Path) -> list[list[Any]]:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def _load(content_of: Path, unit_id: int) -> None:
    from soxa.kernel.access import machine
    from soxa.party.member_import import plan
    from soxa.samples.lives import LAST_DAY

    preview = plan(content_of.read_bytes(), unit_id=unit_id, on=LAST_DAY, create_cells=True)
    assert not preview.refused, preview.lines()[:5]
    preview.commit(machine("bench"))


def main() -> None:
    """One reading and one import in a process and a book of their own; prints both samples as JSON."""
    path, members = Path(sys.argv[1]), int(sys.argv[2])
    from soxa.commands.opening import throw_away_book

    with throw_away_book():
        from soxa.kernel.access import machine
        from soxa.kernel.units.acts import Founding, found
        from soxa.party.models import Membership

        unit = found(Founding("98001", "commune", "xã Mẫu để đo"), machine("bench"))
        _calamine(path)
        still()
        reading = measured(lambda: _calamine(path), times=3)
        loading = measured(lambda: _load(path, unit.pk))
        assert Membership.objects.count() == members
        sys.stdout.write(json.dumps([loading, reading]))


if __name__ == "__main__":
    main()
