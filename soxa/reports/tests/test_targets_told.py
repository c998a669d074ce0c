"""A report tells of targets what people decided of its own period: the opening sentence, the table, and nothing of another quarter."""

from datetime import date

import pytest

from soxa.kernel.access import machine
from soxa.kernel.paper.model import Number
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.org.models import Account
from soxa.reports.sentences import plain
from soxa.reports.tests.half_year import ASSESSED, UNASSESSED, words
from soxa.reports.writing import open_draft, paper_of
from soxa.steering.targets import flow
from soxa.steering.targets.models import Assessment, Standing, Target
from soxa.values.cut_off import set_party_cut_off
from soxa.values.models import ReportedValue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

HAND = machine("kiểm thử")
TODAY = date(2026, 11, 20)


def draft(commune):
    return open_draft("half-year", commune, "2026-H1", HAND)


def first_table(paper):
    one = paper.appendices[0]
    return one, {plain(row[1]): [plain(cell) for cell in row] for row in one.blocks[0].rows}


def test_the_table_is_the_offices_own(paper):
    one, rows = first_table(paper)
    assert (one.label, one.title.splitlines()[0]) == ("PHỤ LỤC 1", "CHỈ TIÊU CHỦ YẾU VÀ KẾT QUẢ THỰC HIỆN")
    assert "15/6/2026" in one.note and "38-KL/ĐU" in one.note
    assert len(rows) == 24
    assert rows["Thu ngân sách nhà nước trên địa bàn"][1:7] == [
        "Thu ngân sách nhà nước trên địa bàn", "21.400 triệu đồng; 23.000 triệu đồng (Hội đồng nhân dân giao)",
        "13.268 triệu đồng (ước)", "62%", "12.240 triệu đồng", "Đạt kế hoạch, tiến độ",
    ]  # fmt: skip
    poor = rows["Tỷ lệ hộ nghèo"]
    assert poor[2:5] == ["≤ 2,2%", "2,41% (203/8.417) (ước)", "+0,21 điểm %"]
    assert poor[7].startswith("Hộ thoát nghèo tập trung vào cuối năm; Giao mỗi chi bộ giúp ít nhất một hộ")
    assert poor[7].endswith("hạn 31/10/2026)")


def test_each_number_opens_its_rows(paper):
    doors = {one.code: one.href for one in paper.numbers() if one.code.startswith("targets.")}
    assert set(doors) == {f"targets.{one}" for one in ("total", "green", "yellow", "red", "not_due")}
    assert doors["targets.red"] == "/so-lieu/targets.red/?don-vi=99901&ngay=2026-06-15"


def test_a_quarter_is_no_word_on_the_half_year(commune):
    case = Assessment.objects.get(until=date(2026, 7, 1))
    flow.take("reopen", case, HAND, {"on": date(2026, 11, 19), "why": "nhầm số"})
    paper = paper_of(draft(commune), TODAY)
    assert "12 nghị quyết, 61 chương trình, kế hoạch." in words(paper)
    assert "chỉ tiêu năm 2026" not in words(paper)
    assert paper.appendices[0].title.startswith("SỐ LIỆU")


def test_cut_off_a_day_before_the_numbers_were_counted_it_says_nothing(commune, paper):
    assert ASSESSED in words(paper)
    set_party_cut_off(commune, Period.parse("2026-H1"), date(2026, 6, 14), on=TODAY, actor=HAND)
    assert "chỉ tiêu năm 2026" not in words(paper_of(draft(commune), TODAY))


def test_a_value_corrected_since_is_no_longer_a_door(commune):
    value = ReportedValue.objects.get(
        measure__code="agriculture.pigs", until=date(2026, 7, 1), sort=ReportedValue.ESTIMATE
    )
    value.value = 17_000
    value.save()
    one, rows = first_table(paper_of(draft(commune), TODAY))
    assert rows["Đàn lợn"][3] == "17.240 con (ước)"
    cell = next(row for row in one.blocks[0].rows if plain(row[1]) == "Đàn lợn")[3]
    assert not any(isinstance(run, Number) for run in cell)


def test_targets_of_a_cell_below_are_not_the_communes(commune):
    cell, target = tree().by_code("99901.14").id, Target.objects.get(code="rural.criteria")
    case = Assessment.objects.get(until=date(2026, 7, 1))
    below = Target.objects.create(
        unit_id=cell, code="rural.criteria", title="Của chi bộ", since=target.since, until=target.until
    )
    Standing.objects.create(
        assessment=case, target=below, unit_id=cell, level="green", proposed="green", since=date(2026, 6, 15)
    )
    assert "25 chỉ tiêu" not in words(paper_of(draft(commune), TODAY))


def test_the_draft_says_that_the_assessment_is_missing(client, commune):
    client.force_login(Account.objects.get(username="tuyet.ngo"))
    other = open_draft("year", commune, "2026", HAND)
    assert UNASSESSED in client.get(f"/bao-cao/{other.pk}/").content.decode()
