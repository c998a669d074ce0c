"""The path of a target: what stood before, its years laid evenly or by hand, what the years came to, what is asked before it is written."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from soxa.desk.tests.signing_in import markup
from soxa.kernel.access import machine
from soxa.kernel.figures import find
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.law.periods import Period
from soxa.samples.demo_fixture import DEMO_DAY
from soxa.steering.targets import flow
from soxa.steering.targets.amounts import straight, text_of, typed
from soxa.steering.targets.lists import board
from soxa.steering.targets.models import PlannedValue, Target
from soxa.steering.targets.path import path_of
from soxa.values.models import Measure, ReportedValue
from soxa.values.written import Amount

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

HAND = machine("kiểm thử")


def poverty() -> Target:
    return Target.objects.get(code="poverty.rate", span=Target.TERM)


def lay(target, today=DEMO_DAY):
    return path_of(target, find(target.code), today)


# (code, first, last, years) → the line as one draws it by hand
LINES = [
    ("poverty.rate", "2,64", "2", 5, ["2,51%", "2,38%", "2,26%", "2,13%", "2%"]),
    ("poverty.rate", "2,2", "2,2", 3, ["2,2%", "2,2%", "2,2%"]),
    ("rural.criteria", "6/10", "10/10", 5, ["7/10", "8/10", "8/10", "9/10", "10/10"]),
    ("rural.criteria", "14/19", "10/10", 2, ["9/10", "10/10"]),
    ("budget.revenue", "21.400", "30.000", 4, ["23.550 triệu đồng", "25.700 triệu đồng", "27.850 triệu đồng", "30.000 triệu đồng"]),
    ("rural.roads", "3,2", "5", 2, ["4,1 km", "5 km"]),
    ("party.admitted", "30", "35", 3, ["32", "33", "35"]),
    ("ocop.new_products", "4", "0", 4, ["3 sản phẩm", "2 sản phẩm", "1 sản phẩm", "0 sản phẩm"]),
    ("poverty.rate", "2,64", "2", 1, ["2%"]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "first", "last", "years", "line"), LINES)
def test_a_straight_line_is_the_one_drawn_by_hand(code, first, last, years, line):
    figure = find(code)
    ends = typed(first, figure), typed(last, figure)
    assert [text_of(one, figure) for one in straight(*ends, years, figure)] == line


def test_the_demos_path_tells_what_stood_before_each_year_and_what_came():
    told = lay(poverty())
    assert (told.baseline_text, told.baseline_when) == ("2,64%", "năm 2025")
    assert [(one.label, one.plan_text) for one in told.years] == [
        ("2026", "≤ 2,4%"), ("2027", "≤ 2,3%"), ("2028", "≤ 2,2%"), ("2029", "≤ 2,1%"), ("2030", "≤ 2%"),
    ]  # fmt: skip
    first, second = told.years[:2]
    assert (first.came.text, first.came.estimate, first.came.upto) == ("2,41%", True, "6 tháng đầu năm 2026")
    assert (first.beside, second.came) == ("+0,01 điểm %", None)


def test_the_years_own_value_comes_before_a_half_years_and_an_actual_before_an_estimate():
    measure, target = Measure.objects.get(code="poverty.rate"), poverty()
    whole = {
        "measure": measure,
        "unit_id": target.unit_id,
        "since": date(2026, 1, 1),
        "until": date(2027, 1, 1),
    }
    ReportedValue.objects.create(**whole, value=Decimal("2.3"), sort=ReportedValue.ESTIMATE)
    assert lay(target).years[0].came.text == "2,3%"
    ReportedValue.objects.create(**whole, value=Decimal("2.35"))
    assert (lay(target).years[0].came.text, lay(target).years[0].came.upto) == ("2,35%", "")


def test_the_years_plan_is_held_against_the_path():
    rows = {row.target.code: row.standing.path_text for row in board(poverty().unit_id, DEMO_DAY).rows}
    assert rows["poverty.rate"] == "thấp hơn lộ trình 0,2 điểm %"
    assert rows["insurance.health"] == "đúng lộ trình 95%"
    assert rows["budget.revenue"] == ""


def test_a_year_behind_its_path_is_told_so():
    target = poverty()
    told = {
        "baseline": {},
        "years": [(Period.parse("2026"), Amount(Decimal("2.1")))],
        "giver": "committee",
        "paper": "CV 1",
    }
    flow.lay_path(target, told, HAND, today=DEMO_DAY)
    case = flow.begin(target.unit_id, Period.parse("2026-Q3"), HAND, today=DEMO_DAY)
    row = case.standings.get(target__code="poverty.rate")
    assert row.path_text == "cao hơn lộ trình 0,1 điểm % – chưa kịp lộ trình"


def test_targets_of_the_term_are_not_among_the_years():
    assert len(board(poverty().unit_id, DEMO_DAY).rows) == 24


def form(**more):
    given = {
        "baseline": "2,64", "baseline_when": "2025", "baseline_source": "rà soát", "nam_2026": "2,4", "nam_2027": "2,3",
        "nam_2028": "2,2", "nam_2029": "2,1", "nam_2030": "2", "giver": "committee", "paper": "NQ 01",
    }  # fmt: skip
    return {**given, **more}


def address(target=None, tail="lo-trinh/"):
    return f"/chi-tieu/{(target or poverty()).pk}/{tail}"


def test_a_line_is_proposed_and_nothing_is_written(at):
    before = Entry.objects.count()
    answer = at("tuyet.ngo").post(address(), form(nam_2026="", nam_2027="x", propose="1"))
    page = markup(answer)
    assert answer.status_code == 200
    for name, value in (("nam_2026", "2,51"), ("nam_2027", "2,38"), ("nam_2030", "2")):
        assert f'name="{name}" value="{value}"' in page
    assert Entry.objects.count() == before
    missing = at("tuyet.ngo").post(address(), form(baseline="", baseline_when="", propose="1"))
    assert "Chia đều cần số đầu kỳ và số năm cuối." in markup(missing)


def test_only_what_is_another_is_written_and_the_baseline_is_corrected_on_the_papers_basis(at):
    office, target = at("tuyet.ngo"), poverty()
    answer = office.post(
        address(), form(baseline="2,6", baseline_source="rà soát cuối năm 2025", nam_2028="2,15")
    )
    assert answer.status_code == 302
    target.refresh_from_db()
    assert target.baseline == Decimal("2.6")
    plans = PlannedValue.objects.filter(target=target)
    assert (plans.count(), plans.get(replaced_by=None, since=date(2028, 1, 1)).value) == (6, Decimal("2.15"))
    steps = list(Entry.objects.order_by("-pk").values_list("flow", "step")[:2])
    assert steps == [("target", "path"), ("correction", "correct")]
    again = office.post(
        address(), form(baseline="2,6", baseline_source="rà soát cuối năm 2025", nam_2028="2,15")
    )
    assert "Không có gì thay đổi" in markup(again)


ASKED = [
    ({"nam_2027": "2,5"}, "Năm 2027 (2,5%) lùi so với năm 2026 (2,4%)"),
    (
        {"nam_2026": "2,7"},
        "Kế hoạch 2,7% cao hơn số đầu kỳ 2,64%, trong khi chỉ tiêu này càng thấp càng tốt.",
    ),
]
WRONG = [
    ({"nam_2027": "102"}, "Tỷ lệ từ 0 đến 100%."),
    ({"nam_2027": "2.3"}, "2.3"),
    ({"nam_2027": ""}, "Năm này đã có kế hoạch ≤ 2,3%: ghi số mới, không bỏ trống."),
    ({"baseline_when": ""}, "Ghi số đầu kỳ là của kỳ nào, ngày nào."),
    ({"baseline_when": "31/02/2025"}, "không phải"),
]


@pytest.mark.parametrize(("given", "said"), ASKED + WRONG)
def test_what_is_doubtful_or_wrong_is_told_and_nothing_is_written(at, given, said):
    before = Entry.objects.count()
    answer = at("tuyet.ngo").post(address(), form(**given))
    assert (answer.status_code, said in markup(answer)) == (422, True)
    typing = at("tuyet.ngo").post(address(tail="lo-trinh/kiem/"), form(**given))
    assert typing.status_code == 200
    assert (said in markup(typing)) is all(given.values())
    assert Entry.objects.count() == before


@pytest.mark.parametrize(("given", "said"), ASKED)
def test_who_says_that_it_is_meant_so_is_believed_of_those_words_alone(at, given, said):
    office = at("tuyet.ngo")
    asked = re.search(r'name="asked" value="(\w+)"', markup(office.post(address(), form(**given))))[1]
    other = office.post(address(), form(**given, nam_2029="2,35", asked=asked, sure="on"))
    assert other.status_code == 422
    assert office.post(address(), form(**given, asked=asked, sure="on")).status_code == 302


def test_a_path_lies_in_whole_years_and_takes_a_ratio(at):
    office = at("tuyet.ngo")
    made = flow.new_target(
        poverty().unit_id,
        {
            "span": "term", "code": "rural.criteria", "title": "Tiêu chí", "position": 9, "higher": True, "pace": "at_end",
            "yellow_from": None, "threshold_why": "", "lead_unit": None, "person": None, "resolution": None, "paper": "",
            "since": date(2026, 7, 1), "until": date(2029, 12, 31),
        },
        HAND,
        today=DEMO_DAY,
    )  # fmt: skip
    page = markup(office.get(address(made)))
    assert 'name="nam_2026"' not in page
    assert 'name="nam_2027"' in page and 'name="nam_2029"' in page and 'name="nam_2030"' not in page
    given = {"baseline": "6/10", "baseline_when": "31/12/2025", "giver": "own", "paper": "KH 2"}
    given |= {"nam_2027": "8/10", "nam_2028": "9/10", "nam_2029": "10/10"}
    assert office.post(address(made), given).status_code == 302
    made.refresh_from_db()
    assert (made.baseline_met, made.baseline_of, made.baseline_until) == (6, 10, date(2026, 1, 1))
    page = markup(office.get(f"/chi-tieu/{made.pk}/"))
    assert "6/10" in page and "31/12/2025" in page and "<svg" in page


def test_a_plan_of_a_year_outside_the_target_is_refused():
    told = {
        "baseline": {},
        "years": [(Period.parse("2031"), Amount(Decimal(1)))],
        "giver": "own",
        "paper": "x",
    }
    with pytest.raises(Refused, match="đến 31/12/2030"):
        flow.lay_path(poverty(), told, HAND, today=DEMO_DAY)


@pytest.mark.parametrize(("who", "status"), [("tuyet.ngo", 200), ("thuan.dang", 403), ("buong.luc", 403)])
def test_who_lays_a_path(at, who, status):
    assert at(who).get(address()).status_code == status
    assert at(who).post(address(tail="lo-trinh/kiem/"), form()).status_code == status


def test_the_page_of_the_term_and_its_questions(at):
    office = at("buong.luc")
    page = markup(office.get("/chi-tieu/nhiem-ky/"))
    assert "Tỷ lệ hộ nghèo" in page and "≤ 2,4%" in page and "+0,01 điểm %" in page
    one = poverty()
    with CaptureQueriesContext(connection) as asked:
        office.get("/chi-tieu/nhiem-ky/")
    for code in ("budget.revenue", "party.admitted", "party.files_complete"):
        Target.objects.create(
            unit_id=one.unit_id, code=code, title=code, span="term", since=one.since, until=one.until
        )
    with CaptureQueriesContext(connection) as more:
        office.get("/chi-tieu/nhiem-ky/")
    # counted figures are read in two further questions, however many there are
    assert len(asked) <= 11 and len(more) <= len(asked) + 4
