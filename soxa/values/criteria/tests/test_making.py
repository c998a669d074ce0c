"""Sets are made from a workbook and copied; what a cell asks, as offices write it; every bad cell told, nothing written."""

from datetime import date
from decimal import Decimal

import pytest

from soxa.kernel.access import ROLES, Actor, machine
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry, Unit
from soxa.kernel.sheets import BadCell
from soxa.kernel.units.acts import Founding, found
from soxa.law.periods import FOREVER
from soxa.party.tests.paper import workbook
from soxa.values.criteria import making, rules, sheet
from soxa.values.criteria.catalogue import ensure_sets
from soxa.values.criteria.models import CriteriaSet, Criterion, Indicator
from soxa.values.criteria.words import general_text, zones_text

pytestmark = pytest.mark.django_db

ME = machine("thử")
TODAY = date(2026, 11, 20)
HEAD = ["Số tiêu chí", "Tiêu chí", "Số chỉ tiêu", "Chỉ tiêu", "Yêu cầu", "Mức theo vùng, nhóm xã", "ĐVT"]
FACTS = {
    "title": "Khu dân cư kiểu mẫu", "version": "2026", "cite": "Quyết định 12/QĐ-UBND", "since": date(2026, 3, 1),
    "level": "village", "tally": "criteria", "code": "own.khu-dan-cu",
}  # fmt: skip


@pytest.fixture
def commune(db):
    return found(Founding("99901", "commune", "xã Đồng Vải"), ME).pk


def table(*rows, head=HEAD):
    return workbook(("Tiêu chí", [head, *rows]))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("≥ 95%", sheet.Asked(rules.NUMBER, ">=", Decimal(95))),
        (">=62,5", sheet.Asked(rules.NUMBER, ">=", Decimal("62.5"))),
        ("Từ 80% trở lên", sheet.Asked(rules.NUMBER, ">=", Decimal(80))),
        ("không quá 4%", sheet.Asked(rules.NUMBER, "<=", Decimal(4))),
        ("= 0", sheet.Asked(rules.NUMBER, "=", Decimal(0))),
        ("≥ theo vùng (10-20)", sheet.Asked(rules.NUMBER, ">=", None, "theo vùng (10-20)")),
        ("Đạt", sheet.Asked(rules.STATED)),
        ("UBND tỉnh quy định", sheet.Asked(rules.BY_PROVINCE, words="UBND tỉnh quy định")),
        ("Không áp dụng", sheet.Asked(rules.NOT_APPLICABLE)),
        ("Khá trở lên", sheet.Asked(rules.STATED, words="Khá trở lên")),
    ],
)
def test_what_a_cell_asks(text, asked):
    assert sheet.asked(text) == asked


@pytest.mark.parametrize("text", ["95", "95%", "≥ 95.5"])
def test_a_number_that_does_not_say_which_way_is_asked_back(text):
    with pytest.raises(BadCell):
        sheet.asked(text)


def test_thresholds_by_group_are_read_as_they_are_printed():
    told = sheet.zones("nhóm 1 100; nhóm 2: 95,5; nhóm 3 không áp dụng; ĐBSH/2025 62")
    assert told == {"1": "100", "2": "95.5", "3": "-", "ĐBSH/2025": "62"}
    assert sheet.zones(zones_text(Indicator(zones=told))) == told
    with pytest.raises(BadCell):
        sheet.zones("nhóm 4 100")


def test_a_workbook_becomes_a_set(commune):
    content = table(
        [1, "Hộ nghèo", "1.1", "Tỷ lệ hộ nghèo", "≤ 2%", "nhóm 1 1; nhóm 3 4", "%"],
        [2, "Cảnh quan", None, "Đường có cây, hoa", "≥ 80%", None, "%"],
        [2, "Cảnh quan", None, "Không có điểm rác tự phát", "Đạt", None, None],
    )
    made = making.make(commune, FACTS, making.read_workbook(content), ME, today=TODAY)
    rows = Indicator.objects.filter(criterion__of=made)
    assert [(one.number, one.kind, general_text(one)) for one in rows] == [
        ("1.1", "number", "≤ 2"), ("2.1", "number", "≥ 80"), ("2.2", "stated", "Đạt"),
    ]  # fmt: skip
    assert rows[0].zones == {"1": "1", "3": "4"}
    assert made.confirmed and not rows.filter(confirmed=False).exists()


def test_every_bad_cell_is_told_and_nothing_is_written(commune):
    content = table(
        [1, "Hộ nghèo", "1.1", "Tỷ lệ hộ nghèo", "2%", None, "%"],
        ["một", "Cảnh quan", "2.1", "Đường có cây", "Đạt", "nhóm 9 1", None],
    )
    with pytest.raises(Refused) as told:
        making.read_workbook(content)
    for place in ("E2", "A3", "F3"):
        assert place in str(told.value)
    assert not CriteriaSet.objects.exists()
    with pytest.raises(Refused):
        making.read_workbook(table())


def test_a_version_is_made_once(commune):
    making.make(commune, FACTS, [], ME, today=TODAY)
    before = Entry.objects.count()
    with pytest.raises(Refused, match="đã có bộ này với phiên bản “2026”"):
        making.make(commune, FACTS, [], ME, today=TODAY)
    assert Entry.objects.count() == before


def test_a_copy_holds_all_and_ends_the_units_own_earlier_one(commune):
    ensure_sets()
    of = CriteriaSet.objects.get(code="rural.commune", version="2021–2025")
    facts = {
        "title": "Bộ của tỉnh",
        "version": "Tỉnh 2026",
        "cite": "Quyết định 5",
        "since": date(2026, 5, 1),
    }
    own = making.copy(of, commune, facts, ME, today=TODAY)
    of.refresh_from_db()
    assert of.until == date(2026, 2, 15)
    assert (own.figure, own.based_on_id, own.confirmed) == ("rural.criteria", of.pk, False)
    assert Criterion.objects.filter(of=own, condition=False).count() == 19
    assert Indicator.objects.filter(criterion__of=own, criterion__condition=False).count() == 57
    later = making.copy(
        own, commune, {**facts, "version": "Tỉnh 2027", "since": date(2027, 1, 1)}, ME, today=TODAY
    )
    own.refresh_from_db()
    assert (own.until, later.until) == (date(2027, 1, 1), FOREVER)
    with pytest.raises(Refused, match="sau ngày 01/01/2027"):
        making.copy(later, commune, {**facts, "version": "x", "since": date(2027, 1, 1)}, ME, today=TODAY)


def test_who_may_not(commune):
    clerk = Actor("x", role=ROLES["front"])
    with pytest.raises(Refused, match="Chức vụ hiện nay"):
        making.make(commune, FACTS, [], clerk, today=TODAY)
    assert not CriteriaSet.objects.exists()


def test_an_indicator_more_and_a_threshold_put_right(commune):
    made = making.make(commune, FACTS, [], ME, today=TODAY)
    said = {
        "number": "", "title": "Vườn mẫu", "kind": "number", "op": ">=", "threshold": Decimal(5), "asked": "", "zones": {},
        "unit_word": "vườn", "may_not_apply": False, "confirmed": False,
    }  # fmt: skip
    with pytest.raises(Refused, match="Tiêu chí số 3 chưa có"):
        making.add(made, making.Told(3, "", said), ME, since=FACTS["since"], today=TODAY)
    one = making.add(made, making.Told(3, "Vườn", said), ME, since=FACTS["since"], today=TODAY)
    assert one.number == "3.1"
    when = {"since": FACTS["since"], "today": TODAY}
    with pytest.raises(Refused, match="phải ghi căn cứ"):
        making.mend(one, {"threshold": Decimal(6)}, ME, basis=" ", **when)
    making.mend(one, {"threshold": Decimal(6), "confirmed": True}, ME, basis="Quyết định 12", **when)
    one.refresh_from_db()
    assert (one.threshold, one.confirmed) == (Decimal(6), True)
    assert Unit.objects.filter(pk=commune).exists()
