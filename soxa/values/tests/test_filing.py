"""A filing from its first number to a correction after it was approved; what stops it; how many questions it asks."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from soxa.kernel.figures import Moment, find, read
from soxa.kernel.refusal import Refused
from soxa.kernel.request_memo import held_request
from soxa.kernel.units.acts import Founding, found, many_acts
from soxa.law.periods import Period
from soxa.org.roles import FRONT, GOVERNMENT
from soxa.party.models import Cell
from soxa.party.tests.paper import workbook
from soxa.values.figures import ReportedFigure, value_text
from soxa.values.filing import calls, flow, saving
from soxa.values.filing.grid import grid
from soxa.values.filing.models import Filing
from soxa.values.filing.typed import Typed
from soxa.values.filing.workbook import laid, written
from soxa.values.models import ReportedValue
from soxa.values.tests.filers import (
    ME,
    OCTOBER,
    SEPTEMBER,
    TODAY,
    begun,
    in_force,
    measure,
    names,
    page_of,
    put,
    save,
    who,
    wrong,
)
from soxa.values.value_import import plan

pytestmark = pytest.mark.django_db


def test_numbers_are_filed_submitted_checked_approved_and_locked(commune, clerk, head):
    filing = begun(commune, clerk)
    saved = save(
        filing, clerk, commune, budget__revenue="1.268,5", budget__public_investment=("18.615", "34.200")
    )
    assert (saved.fresh, saved.changed, saved.entry.facts) == (2, 0, {"new": 2, "changed": 0, "emptied": 0})
    revenue = ReportedValue.objects.get(measure__code="budget.revenue")
    assert (revenue.value, revenue.unapproved, revenue.filing) == (Decimal("1268500000000"), True, filing)
    paid = ReportedValue.objects.get(measure__code="budget.public_investment")
    # 18.615 ÷ 34.200 × 100 = 54,4298…
    assert (value_text(paid), paid.numerator, paid.denominator) == ("54,43%", 18615, 34200)

    flow.take("submit", filing, clerk, {"on": date(2026, 11, 3), "gaps_why": "chưa có số quyết toán"})
    with pytest.raises(Refused, match="người khác kiểm tra"):
        flow.take("check", filing, clerk, {"on": TODAY})
    flow.take("check", filing, head, {"on": date(2026, 11, 4)})
    with pytest.raises(Refused, match="sớm hơn ngày kiểm tra 04/11/2026"):
        flow.take("approve", filing, head, {"on": date(2026, 11, 3)})
    flow.take("approve", filing, head, {"on": date(2026, 11, 4)})
    revenue.refresh_from_db()
    assert (revenue.approved_on, revenue.unapproved, filing.state) == (
        date(2026, 11, 4),
        False,
        Filing.APPROVED,
    )
    with pytest.raises(Refused, match="Đã duyệt, đã khóa"):
        save(filing, clerk, commune, budget__revenue="2")


def test_a_locked_number_is_corrected_by_a_new_version_with_its_basis(commune, clerk, head):
    filing = begun(commune, clerk)
    save(filing, clerk, commune, budget__revenue="1.268,5")
    flow.take("submit", filing, clerk, {"on": TODAY, "gaps_why": "x"})
    flow.take("check", filing, head, {"on": TODAY})
    flow.take("approve", filing, head, {"on": TODAY})
    key = names(commune, "budget.revenue")
    for actor, basis, why in (
        (clerk, "Biên bản 5", "không làm được"),
        (head, " ", "phải ghi căn cứ"),
    ):
        with pytest.raises(Refused, match=why):
            flow.correct_value(filing, key, Typed("1.270"), actor, basis=basis, today=TODAY)
    with pytest.raises(Refused, match="Không có gì thay đổi"):
        flow.correct_value(filing, key, Typed("1268,5"), head, basis="Biên bản 5", today=TODAY)
    new = flow.correct_value(filing, key, Typed("1.270"), head, basis="Biên bản 5", today=TODAY)
    old = ReportedValue.objects.get(replaced_by=new)
    assert (value_text(old), value_text(new), new.basis) == ("1.268,5 tỷ đồng", "1.270 tỷ đồng", "Biên bản 5")
    assert new.entry.step == "correct"
    assert in_force("budget.revenue") == [("1.270 tỷ đồng", "actual")]


def test_sent_back_it_is_open_again_and_says_why(commune, clerk, head):
    filing = begun(commune, clerk)
    save(filing, clerk, commune, budget__revenue="12,675")
    flow.take("submit", filing, clerk, {"on": TODAY, "gaps_why": "x"})
    flow.take("send_back", filing, head, {"on": TODAY, "why": "Thiếu số chi ngân sách"})
    assert (filing.state, filing.returned_why, filing.submitted_by) == (
        Filing.OPEN,
        "Thiếu số chi ngân sách",
        None,
    )
    assert save(filing, clerk, commune, budget__revenue="12,7").changed == 1
    assert in_force("budget.revenue") == [("12,7 tỷ đồng", "actual")]


@pytest.mark.parametrize(
    ("typed", "code", "told"),
    [
        ({"budget__revenue": "12.5"}, "budget.revenue", "dấu chấm ngăn hàng nghìn"),
        ({"budget__revenue": "khoảng 12"}, "budget.revenue", "không phải số"),
        ({"budget__revenue": "12 tấn"}, "budget.revenue", "không tính bằng tỷ đồng"),
        ({"budget__revenue": "-3"}, "budget.revenue", "Không được thấp hơn 0 tỷ đồng."),
        ({"budget__public_investment": "101"}, "budget.public_investment", "Không được cao hơn 100 %."),
        ({"budget__public_investment": ("35", "34")}, "budget.public_investment", "Tử số 35 không được lớn hơn mẫu số 34."),
        ({"budget__public_investment": ("35", "0")}, "budget.public_investment", "Mẫu số phải lớn hơn 0."),
        ({"budget__public_investment": ("35", "")}, "budget.public_investment", "Ghi cả tử số và mẫu số."),
    ],
)  # fmt: skip
def test_a_bad_line_is_told_and_nothing_is_written(commune, clerk, typed, code, told):
    filing = begun(commune, clerk)
    found = wrong(filing, clerk, commune, budget__expenditure="5", **typed)
    assert list(found) == [code]
    assert told in found[code]


def test_a_unit_typed_behind_the_number_is_changed_into_the_books(commune, clerk):
    filing = begun(commune, clerk)
    save(filing, clerk, commune, budget__revenue="12.675 triệu đồng")
    assert in_force("budget.revenue") == [("12,675 tỷ đồng", "actual")]


@pytest.mark.parametrize(
    ("before", "typed", "told"),
    [
        ("12000000000", "12.675", "Gấp khoảng 1.000 lần kỳ trước (12 tỷ đồng)"),
        ("12675000000000", "12,675", "Chỉ bằng khoảng một phần nghìn kỳ trước"),
        ("10000000000", "15,1", "Tăng 51% so với kỳ trước (10 tỷ đồng)."),
        ("10000000000", "4,9", "Giảm 51% so với kỳ trước (10 tỷ đồng)."),
        # half more and half less are the bound itself: not asked
        ("10000000000", "15", ""),
        ("10000000000", "5", ""),
    ],
)
def test_what_strikes_is_asked_and_taken_once_it_was_looked_at(commune, clerk, before, typed, told):
    put(commune, "budget.revenue", before)
    filing = begun(commune, clerk)
    if told:
        assert told in wrong(filing, clerk, commune, budget__revenue=typed)["budget.revenue"]
    save(filing, clerk, commune, ticks=["budget.revenue"] if told else [], budget__revenue=typed)
    value = ReportedValue.objects.get(since=OCTOBER.since)
    assert value.looked_at is bool(told)
    # what was taken is not asked again while it stays as it is
    assert save(filing, clerk, commune, budget__expenditure="1").fresh == 1


def test_the_plan_tells_of_a_thousand_times_too_much_too(commune, clerk):
    put(commune, "budget.revenue", "21400000000", Period.parse("2026"), "plan")
    filing = begun(commune, clerk)
    told = wrong(filing, clerk, commune, budget__revenue="13.268")
    assert "kế hoạch (21,4 tỷ đồng)" in told["budget.revenue"]


def test_parts_make_up_their_whole(commune, clerk):
    half = Period.parse("2026-H1")
    filing = begun(commune, clerk, "social", half)
    with pytest.raises(saving.Held) as held:
        save(
            filing,
            clerk,
            commune,
            poverty__rate="2,41",
            poverty__near_poor="3,1",
            poverty__multidimensional="5,6",
        )
    assert held.value.judged.whole == [
        "“Tỷ lệ nghèo đa chiều” phải bằng Tỷ lệ hộ nghèo + Tỷ lệ hộ cận nghèo."
    ]
    assert not ReportedValue.objects.exists()
    save(
        filing,
        clerk,
        commune,
        poverty__rate="2,41",
        poverty__near_poor="3,1",
        poverty__multidimensional="5,51",
    )


def test_yields_are_their_quotient_and_a_number_typed_beside_must_be_it(commune, clerk):
    half = Period.parse("2026-H1")
    filing = begun(commune, clerk, "agriculture", half)
    # 7.240 t × 10 ÷ 1.142 ha = 63,397… tạ/ha
    save(filing, clerk, commune, agriculture__rice_yield=("7.240", "1.142"))
    assert in_force("agriculture.rice_yield") == [("63,4 tạ/ha", "actual")]
    posted, mark = page_of(filing)
    posted[f"v{names(commune, 'agriculture.rice_yield')}"] = "62"
    with pytest.raises(saving.Held) as held:
        saving.save(filing, posted, mark, clerk, today=TODAY)
    (told,) = (one.wrong["value"] for one in held.value.judged.reads.values() if one.wrong)
    assert "7.240 trên 1.142 là 63,4" in told


def test_ratios_have_two_fields(commune, clerk):
    half = Period.parse("2026-H1")
    filing = begun(commune, clerk, "agriculture", half)
    assert "Số đạt 11 không được lớn hơn tổng số 10." in wrong(filing, clerk, commune, rural__criteria=("11", "10"))["rural.criteria"]  # fmt: skip
    save(filing, clerk, commune, rural__criteria=("7", "10"))
    assert in_force("rural.criteria") == [("7/10", "actual")]


def test_an_estimate_stays_beside_the_final_number(commune, clerk, head):
    half = Period.parse("2026-H1")
    early = date(2026, 6, 20)
    with pytest.raises(Refused, match="Kỳ này chưa hết"):
        flow.begin(flow.Wish(commune.pk, half, Filing.ACTUAL, "economy"), clerk, today=early)
    estimates = flow.begin(flow.Wish(commune.pk, half, Filing.ESTIMATE, "economy"), clerk, today=early)
    save(estimates, clerk, commune, economy__production_value="934")
    flow.take("submit", estimates, clerk, {"on": early, "gaps_why": "x"})
    flow.take("check", estimates, head, {"on": early})
    flow.take("approve", estimates, head, {"on": early})
    final = begun(commune, clerk, period=half)
    (line,) = (one for one in grid(final).lines if one.measure.code == "economy.production_value")
    assert (line.now, value_text(line.estimate), line.locked) == (None, "934 tỷ đồng", "")
    save(final, clerk, commune, economy__production_value="941,2")
    assert in_force("economy.production_value") == [("941,2 tỷ đồng", "actual"), ("934 tỷ đồng", "estimate")]


def test_a_line_of_estimates_may_be_final_already_and_is_then_locked_in_the_final_filing(commune, clerk):
    half = Period.parse("2026-H1")
    estimates = begun(commune, clerk, "defence", half, Filing.ESTIMATE)
    posted, mark = page_of(estimates)
    key = names(commune, "defence.conscripts")
    year = begun(commune, clerk, "defence", Period.parse("2025"))
    if f"v{key}" not in posted:  # reported by the year in this catalogue
        key = names(commune, "security.crimes")
    posted |= {f"v{key}": "21", f"f{key}": "on"}
    saving.save(estimates, posted, mark, clerk, today=TODAY)
    assert [one.sort for one in ReportedValue.objects.all()] == ["actual"]
    final = begun(commune, clerk, "defence", half)
    assert grid(final).by_key[key].locked == "đang nhập ở bảng khác cùng kỳ"
    assert year.pk != final.pk


def test_a_number_typed_by_mistake_is_emptied(commune, clerk):
    filing = begun(commune, clerk)
    save(filing, clerk, commune, budget__revenue="12", budget__expenditure="9")
    saved = save(filing, clerk, commune, budget__revenue="")
    assert (saved.emptied, in_force("budget.revenue"), in_force("budget.expenditure")) == (
        1,
        [],
        [("9 tỷ đồng", "actual")],
    )
    assert save(filing, clerk, commune, budget__revenue="13").fresh == 1


def test_two_hands_on_one_grid(commune, clerk, head):
    filing = begun(commune, clerk)
    save(filing, clerk, commune, budget__revenue="12", budget__expenditure="9")
    posted, mark = page_of(filing)  # both open the page now
    save(filing, head, commune, budget__revenue="12,5")
    mine = dict(posted) | {f"v{names(commune, 'budget.expenditure')}": "9,5"}
    saved = saving.save(filing, mine, mark, clerk, today=TODAY)
    assert (saved.changed, [line.text for line in saved.theirs]) == (1, ["12,5 tỷ đồng"])
    assert in_force("budget.revenue") == [("12,5 tỷ đồng", "actual")]
    # the same field by both: told who and what, nothing written; the page shown then bears the new mark
    clash = dict(posted) | {f"v{names(commune, 'budget.revenue')}": "13"}
    with pytest.raises(saving.Held) as held:
        saving.save(filing, clash, mark, clerk, today=TODAY)
    (told,) = (one.wrong["value"] for one in held.value.judged.reads.values() if one.wrong)
    assert "sổ đang ghi “12,5 tỷ đồng” (người 2)" in told
    _same, fresh = page_of(filing)
    clash[f"v{names(commune, 'budget.expenditure')}"] = "9,5"
    saving.save(filing, clash, fresh, clerk, today=TODAY)
    assert in_force("budget.revenue") == [("13 tỷ đồng", "actual")]


def test_what_an_import_brought_is_approved_and_a_draft_of_the_grid_is_not(commune, clerk):
    put(commune, "budget.revenue", "12000000000", OCTOBER)
    filing = begun(commune, clerk)
    with pytest.raises(saving.Held) as held:
        save(filing, clerk, commune, budget__revenue="")
    assert "nhập từ tệp" in str(next(one.wrong for one in held.value.judged.reads.values() if one.wrong))
    save(filing, clerk, commune, budget__revenue="12,5")
    figure = ReportedFigure(measure("budget.revenue"))
    assert figure.rows(commune.pk).filter(replaced_by=None).get().unapproved


def test_a_draft_over_a_number_of_a_workbook_is_not_emptied(commune, clerk):
    put(commune, "budget.revenue", "12000000000", OCTOBER)
    filing = begun(commune, clerk)
    for number in ("12,5", "12,6"):
        save(filing, clerk, commune, budget__revenue=number)
    told = wrong(filing, clerk, commune, budget__revenue="")
    assert "đang thay số 12 tỷ đồng đã có trong sổ" in told["budget.revenue"]
    assert in_force("budget.revenue") == [("12,6 tỷ đồng", "actual")]


def test_a_filing_of_estimates_keeps_to_its_own_once_final_numbers_are_filed(commune, clerk, head):
    half = Period.parse("2026-H1")
    estimates = begun(commune, clerk, period=half, sort=Filing.ESTIMATE)
    save(estimates, clerk, commune, economy__production_value="934")
    for name, actor in (("submit", clerk), ("check", head), ("approve", head)):
        flow.take(name, estimates, actor, {"on": TODAY, "gaps_why": "x"})
    final = begun(commune, clerk, period=half)
    save(final, clerk, commune, economy__production_value="941,2", budget__revenue="13")
    lines = {line.measure.code: line for line in grid(estimates).lines}
    assert lines["economy.production_value"].text == "934 tỷ đồng"
    with pytest.raises(Refused, match="thuộc bảng khác"):
        flow.correct_value(
            estimates, names(commune, "budget.revenue"), Typed("14"), head, basis="x", today=TODAY
        )
    made = flow.correct_value(
        estimates, names(commune, "economy.production_value"), Typed("935"), head, basis="x", today=TODAY
    )
    assert made.sort == "estimate"
    assert in_force("economy.production_value") == [("941,2 tỷ đồng", "actual"), ("935 tỷ đồng", "estimate")]


def test_a_unit_that_did_not_stand_files_nothing(commune, clerk):
    late = found(Founding("99902", "commune", "xã Mới", on=date(2026, 7, 1)), ME)
    with pytest.raises(Refused, match="không hoạt động trong kỳ ấy"):
        flow.begin(flow.Wish(late.pk, Period.parse("2026-H1"), Filing.ACTUAL, "economy"), clerk, today=TODAY)


def test_whoever_may_not_does_not(commune, clerk, head):
    front, government = who(FRONT, commune, 3), who(GOVERNMENT, commune, 4)
    filing = begun(commune, front)
    save(filing, front, commune, budget__revenue="1")
    with pytest.raises(Refused, match="Còn .* ô trống"):
        flow.take("submit", filing, front, {"on": TODAY, "gaps_why": ""})
    flow.take("submit", filing, front, {"on": TODAY, "gaps_why": "x"})
    with pytest.raises(Refused):
        flow.take("check", filing, front, {"on": TODAY})
    flow.take("check", filing, clerk, {"on": TODAY})
    with pytest.raises(Refused):
        flow.take("approve", filing, clerk, {"on": TODAY})
    flow.take("approve", filing, government, {"on": TODAY})


def test_one_measure_of_every_village(commune, clerk):
    for number in range(3):
        found(Founding(f"99901.{number:02}", "village", f"thôn {number}", parent=commune), ME)
    one = measure("population.households")
    filing = flow.begin(
        flow.Wish(commune.pk, Period.parse("2026-H1"), Filing.ACTUAL, measure=one), clerk, today=TODAY
    )
    lines = grid(filing).lines
    assert [line.name for line in lines] == ["thôn 0", "thôn 1", "thôn 2"]
    posted, mark = page_of(filing)
    posted |= {f"v{line.key}": str(200 + index) for index, line in enumerate(lines)}
    assert saving.save(filing, posted, mark, clerk, today=TODAY).fresh == 3
    assert set(ReportedValue.objects.values_list("unit__code", flat=True)) == {
        "99901.00",
        "99901.01",
        "99901.02",
    }


def _villages(commune, count):
    with many_acts():
        for number in range(count):
            found(Founding(f"99901.{number:03}", "village", f"thôn {number}", parent=commune), ME)


def _import(commune, *rows):
    head = ["Mã chỉ tiêu", "Kỳ", "Giá trị", "Kế hoạch"]
    return plan(workbook(("Số liệu", [head, *rows])), unit_id=commune.pk, on=TODAY)


def test_a_workbook_joins_an_open_filing_and_leaves_a_locked_one_alone(commune, clerk, head):
    filing = begun(commune, clerk)
    _import(commune, ["budget.revenue", "tháng 10/2026", "12", "21"]).commit(ME)
    value = ReportedValue.objects.get(sort="actual")
    assert (value.filing, value.unapproved) == (filing, True)
    flow.take("submit", filing, clerk, {"on": TODAY, "gaps_why": "x"})
    late = _import(
        commune,
        ["budget.revenue", "tháng 10/2026", "13", ""],
        ["budget.expenditure", "tháng 10/2026", "4", ""],
    )
    assert [fault.cell for fault in late.findings] == ["C2", "C3"]
    assert (
        "đang chờ duyệt ở bảng “Kinh tế, ngân sách, tháng 10 năm 2026 (số chính thức)”"
        in late.findings[0].text
    )
    flow.take("check", filing, head, {"on": TODAY})
    flow.take("approve", filing, head, {"on": TODAY})
    locked = _import(commune, ["budget.revenue", "tháng 10/2026", "13", ""])
    assert "đã duyệt, đã khóa" in locked.findings[0].text
    # the same number and a plan are no change of what is locked
    assert not _import(commune, ["budget.revenue", "tháng 10/2026", "12", "22"]).refused
    # a village's own number is not of the commune's filing
    assert not _import(commune, ["budget.revenue", "tháng 9/2026", "13", ""]).refused


def test_what_strikes_in_a_draft_is_not_told_on_the_figures_page(commune, clerk, head):
    filing = begun(commune, clerk)
    for number in ("1", "2", "3"):
        save(filing, clerk, commune, budget__revenue=number)
    rows = ReportedFigure(measure("budget.revenue")).rows(commune.pk)
    assert [value_text(one) for one in rows] == ["3 tỷ đồng"]
    reading = ReportedFigure(measure("budget.revenue")).readings(Moment.over(OCTOBER), [commune.pk])
    assert reading["budget.revenue", commune.pk].note == "chưa duyệt"


def test_a_filing_becomes_a_workbook_and_a_workbook_fills_its_fields(commune, clerk):
    half = Period.parse("2026-H1")
    filing = begun(commune, clerk, "agriculture", half)
    save(filing, clerk, commune, agriculture__pigs="17.240", rural__criteria=("7", "10"))
    content = written(grid(filing))
    same = laid(content, grid(filing), on=TODAY)
    assert (same.taken, same.faults, same.judged.stops) == (2, [], False)
    rows = [
        ["Mã chỉ tiêu", "Giá trị", "Thôn"],
        ["agriculture.pigs", 17300.0, "99901"],
        ["rural.criteria", "8/10", None],
    ]
    rows += [["rural.roads", "abc", None], ["budget.revenue", 3.0, None]]
    told = laid(workbook(("Số liệu", rows)), grid(filing), on=TODAY)
    texts = {
        one.line.measure.code: (one.typed.value, one.typed.over, one.typed.under)
        for one in told.judged.reads.values()
    }
    assert texts["agriculture.pigs"] == ("17300", "", "")
    assert texts["rural.criteria"] == ("", "8", "10")
    assert told.judged.stops
    assert (told.faults, "dòng 5: không có trong bảng này" in told.left[0]) == ([], True)
    assert in_force("agriculture.pigs") == [("17.240 con", "actual")]


@pytest.mark.parametrize(
    ("today", "waits"),
    [(date(2026, 11, 30), ["Kinh tế, ngân sách"]), (date(2026, 12, 1), ["Kinh tế, ngân sách"])],
)
def test_who_filed_once_is_asked_for_the_period_that_ended(commune, clerk, today, waits):
    filing = begun(commune, clerk, period=SEPTEMBER)
    save(filing, clerk, commune, budget__revenue="1")
    flow.take("submit", filing, clerk, {"on": TODAY, "gaps_why": "x"})
    (told,) = calls.missing({commune.pk}, today)
    assert list(told.titles) == waits
    assert (told.period.key, told.due) == (("2026-10", date(2026, 11, 10)) if today.month == 11 else ("2026-11", date(2026, 12, 10)))  # fmt: skip
    assert calls.missing({-1}, today) == []


@pytest.mark.parametrize("lines", [4, 40])
def test_a_grid_is_saved_in_a_fixed_number_of_questions(commune, clerk, lines):
    _villages(commune, lines)
    one = measure("population.households")
    filing = flow.begin(
        flow.Wish(commune.pk, Period.parse("2026-H1"), Filing.ACTUAL, measure=one), clerk, today=TODAY
    )
    posted, mark = page_of(filing)
    posted |= {name: str(300 + n) for n, name in enumerate(name for name in posted if name.startswith("v"))}
    saving.save(filing, posted, mark, clerk, today=TODAY)
    posted, mark = page_of(filing)
    posted |= {name: str(500 + n) for n, name in enumerate(name for name in posted if name.startswith("v"))}
    ticks = {f"k{name[1:]}": "on" for name in posted if name.startswith("v")}
    with held_request(), CaptureQueriesContext(connection) as asked:
        saved = saving.save(filing, posted | ticks, mark, clerk, today=TODAY)
    assert saved.changed == lines
    assert len(asked) == QUESTIONS, [one["sql"][:90] for one in asked]


QUESTIONS = 11


def test_no_number_of_a_period_that_is_not_over_is_final(commune, clerk):
    filing = begun(commune, clerk, period=Period.parse("2026"), sort=Filing.ESTIMATE)
    posted, mark = page_of(filing)
    key = names(commune, "budget.revenue")
    posted |= {f"v{key}": "12,5", f"f{key}": "on"}
    with pytest.raises(saving.Held) as held:
        saving.save(filing, posted, mark, clerk, today=TODAY)
    assert "Kỳ này chưa hết" in " ".join(held.value.judged.reads[key].wrong.values())
    assert not ReportedValue.objects.exists()
    posted.pop(f"f{key}")
    assert saving.save(filing, posted, mark, clerk, today=TODAY).fresh == 1


@pytest.mark.parametrize("typed", [("1", "9" * 20), ("9" * 20, "1"), ("9" * 17, "0,0001")])
def test_numbers_that_no_column_holds_are_told(commune, clerk, typed):
    filing = begun(commune, clerk, group="agriculture", period=Period.parse("2026-H1"))
    told = wrong(filing, clerk, commune, agriculture__rice_yield=typed)
    assert "lớn quá" in told["agriculture.rice_yield"]


def test_a_year_before_the_books_is_refused(commune, clerk):
    with pytest.raises(Refused, match="từ năm 1946"):
        begun(commune, clerk, period=Period.parse("1900-01"))


def test_what_the_villages_filed_by_their_cells_is_the_commune_s(commune, clerk):
    """The grid asks the cells of villages, and no more than these are missed: offices and schools tell no village's number."""
    kinds = ("village", "village", "school", "agency")
    for number, kind in enumerate(kinds):
        unit = found(Founding(f"99901.{number:02}", "cell", f"Chi bộ {number}", parent=commune), ME)
        Cell(unit=unit, kind=kind, since=date(2025, 7, 1)).save(force_insert=True)
    one, period = measure("population.households"), Period.parse("2026-H1")
    filing = flow.begin(flow.Wish(commune.pk, period, Filing.ACTUAL, measure=one), clerk, today=TODAY)
    posted, mark = page_of(filing)
    lines = grid(filing).lines
    posted |= {f"v{lines[0].key}": "200"}
    saving.save(filing, posted, mark, clerk, today=TODAY)
    assert "thiếu 1/2" in read(find(one.code), Moment.over(period), commune.pk).note
    posted, mark = page_of(filing)
    posted |= {f"v{lines[1].key}": "211"}
    saving.save(filing, posted, mark, clerk, today=TODAY)
    assert read(find(one.code), Moment.over(period), commune.pk).text == "411 hộ"
