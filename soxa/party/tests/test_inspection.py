"""Inspection: its life by hand, what is refused and in which words, who sees what, and what the figures count."""

from datetime import date
from itertools import product

import pytest

from soxa.kernel.access import Actor
from soxa.kernel.figures import FIGURES, Moment, read
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.org.roles import INSPECTOR, SECRETARY
from soxa.party.inspection import programme
from soxa.party.inspection.flow import LIFE
from soxa.party.inspection.models import Answer, Inspection, Programme, Recommendation, Stage
from soxa.party.inspection.rules import carries_out, is_late, quarter_end, stage_days
from soxa.party.tests.cast import TODAY

pytestmark = pytest.mark.django_db
PAPER = "01-CTr/ĐU, 12/01/2026"
DAYS = {
    "prepare": date(2026, 2, 9),
    "carry_out": date(2026, 3, 5),
    "conclude": date(2026, 3, 31),
    "follow_up": date(2026, 5, 4),
    "file": date(2026, 5, 11),
}


@pytest.fixture
def inspector(cast) -> Actor:
    return inspector_of(cast)


def inspector_of(cast) -> Actor:
    """The head of the upper commune's commission, who signs in as "ubkt"."""
    account = cast.office("ubkt", "inspector", "upper", "Chủ nhiệm Ủy ban Kiểm tra")
    return Actor("Người ubkt", "Chủ nhiệm Ủy ban Kiểm tra", cast.units["upper"].pk, account.pk, INSPECTOR)


@pytest.fixture
def year(cast, inspector) -> Programme:
    """The upper commune's programme of 2026, in draft."""
    return drafted(cast, inspector)


def drafted(cast, inspector) -> Programme:
    return programme.begin(cast.units["upper"].pk, 2026, inspector, on=date(2026, 1, 5))


def planned(cast, year, actor, **changed) -> Inspection:
    facts = {
        "body": "commission", "kind": "check_thematic", "subject": cast.units["ben_da"].pk, "content": "Nền nếp sinh hoạt",
        "quarter": 1, **changed,
    }  # fmt: skip
    member = facts.pop("member", None)
    return programme.plan(
        year, facts, member, actor, unit_id=cast.units["upper"].pk, year=2026, on=date(2026, 1, 6)
    )


def said(name, on=None) -> dict:
    facts = {"on": on or DAYS.get(name, date(2026, 4, 1)), "paper": f"số {name}", "note": ""}
    more = {
        "prepare": {"team": "03 đồng chí"},
        "conclude": {"report_paper": "BC 1", "conclusion": "Đúng quy định"},
        "drop": {"reason": "trùng cuộc của tỉnh"},
    }
    return facts | more.get(name, {})


def walk(case, actor, last="file"):
    for name in DAYS:
        LIFE.take(name, case, actor, said(name))
        if name == last:
            return case
    return case


@pytest.fixture
def approved(year, cast, inspector):
    """A case of the first quarter in the programme issued on 12/01/2026."""
    return issued_with_one(cast, year, inspector)


def issued_with_one(cast, year, inspector) -> Inspection:
    case = planned(cast, year, inspector)
    programme.approve(year, inspector, on=date(2026, 1, 12), paper=PAPER)
    case.refresh_from_db()
    return case


# --- rules: the days by hand ---


@pytest.mark.parametrize(
    ("quarter", "last"),
    [(1, date(2026, 3, 31)), (2, date(2026, 6, 30)), (3, date(2026, 9, 30)), (4, date(2026, 12, 31))],
)
def test_a_quarter_ends_on_its_last_day(quarter, last):
    assert quarter_end(2026, quarter) == last


def test_stages_are_counted_from_the_conclusion():
    days = stage_days(date(2026, 3, 31), {"prepare": -45, "conclude": 0, "file": 75})
    assert days == {
        "prepare": date(2026, 2, 14),
        "conclude": date(2026, 3, 31),
        "file": date(2026, 6, 14),
    }


@pytest.mark.parametrize(
    ("done", "on", "late"),
    [
        (None, date(2026, 3, 31), False),
        (None, date(2026, 4, 1), True),
        (date(2026, 4, 5), date(2026, 4, 4), True),
        (date(2026, 4, 5), date(2026, 4, 5), False),
        (date(2026, 3, 31), date(2027, 1, 1), False),
    ],
)
def test_late_is_from_the_day_after(done, on, late):
    assert is_late(date(2026, 3, 31), done, on) is late


def test_a_body_carries_out_its_own_kinds():
    assert carries_out("commission", ("commission",))
    assert not carries_out("cell", ("commission",))


# --- the life ---

FROM = {
    "prepare": {"planned"},
    "carry_out": {"prepared"},
    "conclude": {"carried_out"},
    "follow_up": {"concluded"},
    "file": {"followed_up"},
    "drop": {"planned", "prepared", "carried_out"},
}
STATES = ("planned", "prepared", "carried_out", "concluded", "followed_up", "filed", "dropped")


@pytest.mark.parametrize(("name", "state"), list(product(FROM, STATES)))
def test_the_whole_matrix(inspector, name, state):
    case = Inspection(pk=0, state=state, programme=None)
    refused = LIFE.steps[name].refusal(case, inspector)
    assert bool(refused) is (state not in FROM[name])


def test_only_who_writes_inspections_takes_a_step(approved, cast):
    chief = Actor("Bí thư", "Bí thư Đảng ủy", cast.units["upper"].pk, None, SECRETARY)
    before = Entry.objects.count()
    with pytest.raises(Refused, match="không làm được việc này"):
        LIFE.take("prepare", approved, chief, said("prepare"))
    assert Entry.objects.count() == before
    assert not Stage.objects.filter(done_on__isnull=False).exists()


def test_every_stage_is_written_with_its_day_and_paper(approved, inspector):
    walk(approved, inspector)
    approved.refresh_from_db()
    assert approved.state == "filed"
    assert approved.concluded_on == date(2026, 3, 31)
    rows = {one.code: (one.done_on, one.paper) for one in approved.stages.all()}
    assert rows == {name: (day, f"số {name}") for name, day in DAYS.items()}


def test_a_stage_is_not_before_the_one_before_it(approved, inspector):
    LIFE.take("prepare", approved, inspector, said("prepare"))
    with pytest.raises(Refused, match="09/02/2026"):
        LIFE.take("carry_out", approved, inspector, said("carry_out", date(2026, 2, 8)))
    LIFE.take("carry_out", approved, inspector, said("carry_out", date(2026, 2, 9)))


def test_nothing_begins_before_the_programme_is_issued(year, cast, inspector):
    case = planned(cast, year, inspector)
    with pytest.raises(Refused, match="chưa ban hành"):
        LIFE.take("prepare", case, inspector, said("prepare"))


def test_what_is_told_stays_out_of_the_journal(approved, inspector):
    walk(approved, inspector, last="conclude")
    facts = [str(one.facts) for one in Entry.objects.filter(flow="inspection")]
    assert not any("Đúng quy định" in one or "03 đồng chí" in one for one in facts)


def test_an_empty_programme_is_not_issued(year, inspector):
    with pytest.raises(Refused, match="chưa có cuộc"):
        programme.approve(year, inspector, on=date(2026, 1, 12), paper=PAPER)
    year.refresh_from_db()
    assert year.approved_on is None


def test_one_programme_a_year(year, inspector):
    with pytest.raises(Refused, match="Đã có chương trình năm 2026"):
        programme.begin(year.unit_id, 2026, inspector, on=date(2026, 1, 5))
    assert Programme.objects.count() == 1


def test_a_correction_moves_the_days_of_stages_still_to_do(approved, inspector):
    LIFE.take("prepare", approved, inspector, said("prepare"))
    programme.mend(approved, {"due_on": date(2026, 4, 30)}, inspector, basis="QĐ gia hạn")
    days = dict(approved.stages.values_list("code", "due_on"))
    assert (days["prepare"], days["conclude"]) == (date(2026, 2, 14), date(2026, 4, 30))


# --- recommendations ---


def asked(case, actor, due=date(2026, 4, 30)) -> Recommendation:
    facts = {"text": "Bổ sung sổ theo dõi", "addressee": "Chi ủy", "due_on": due}
    return programme.recommend(case, facts, actor, on=date(2026, 4, 1))


def test_a_recommendation_is_followed_to_the_end(approved, inspector):
    walk(approved, inspector, last="conclude")
    one = asked(approved, inspector)
    with pytest.raises(Refused, match="Còn 1 kiến nghị"):
        LIFE.take("follow_up", approved, inspector, said("follow_up"))
    with pytest.raises(Refused, match="Chưa có báo cáo"):
        programme.verify(one, {"on": date(2026, 4, 2), "outcome": "done", "found": ""}, inspector)
    programme.answer(one, {"on": date(2026, 4, 10), "words": "đã làm", "paper": ""}, inspector)
    with pytest.raises(Refused, match="đang chờ xác minh"):
        programme.answer(one, {"on": date(2026, 4, 11), "words": "nữa", "paper": ""}, inspector)
    with pytest.raises(Refused, match="10/04/2026"):
        programme.verify(one, {"on": date(2026, 4, 9), "outcome": "done", "found": ""}, inspector)
    programme.verify(one, {"on": date(2026, 4, 12), "outcome": "not", "found": "còn thiếu"}, inspector)
    one.refresh_from_db()
    assert one.verified_on is None
    programme.answer(one, {"on": date(2026, 4, 20), "words": "đã đủ", "paper": ""}, inspector)
    programme.verify(one, {"on": date(2026, 4, 22), "outcome": "done", "found": ""}, inspector)
    one.refresh_from_db()
    assert one.verified_on == date(2026, 4, 22)
    assert list(Answer.objects.order_by("pk").values_list("done", flat=True)) == [False, True]
    LIFE.take("follow_up", approved, inspector, said("follow_up"))
    with pytest.raises(Refused, match="còn đang theo dõi"):
        asked(approved, inspector)


# --- figures: 2 planned, 1 concluded, and the boundary days ---


def number(code, on, unit):
    return read(FIGURES[f"party.{code}"], Moment.at(on), unit.pk).part


def test_what_is_counted(approved, cast, year, inspector):
    upper = cast.units["upper"]
    other = planned(
        cast, year, inspector, kind="supervise_thematic", quarter=2, on=date(2026, 2, 2), paper="BS 1"
    )
    planned(cast, year, inspector, kind="check_signs", quarter=2, on=date(2026, 5, 4), paper="QĐ 3", beside=True)  # fmt: skip
    walk(approved, inspector, last="conclude")
    asked(approved, inspector)
    assert [number("inspections_planned", date(2026, *day), upper) for day in ((1, 11), (1, 12), (2, 2))] == [0, 1, 2]  # fmt: skip
    assert [number("inspections_done", date(2026, *day), upper) for day in ((3, 30), (3, 31))] == [0, 1]
    assert number("checks_done", TODAY, upper) == 1
    assert number("supervisions_done", TODAY, upper) == 0
    assert [number("inspections_late", date(2026, *day), upper) for day in ((6, 30), (7, 1))] == [0, 2]
    share = read(FIGURES["party.inspection_programme_done"], Moment.at(TODAY), upper.pk)
    assert (share.part, share.whole, share.text) == (1, 2, "50%")
    assert [number("recommendations_late", date(2026, *day), upper) for day in ((4, 30), (5, 1))] == [0, 1]
    LIFE.take("drop", other, inspector, said("drop", date(2026, 7, 10)))
    assert number("inspections_late", date(2026, 7, 9), upper) == 2
    assert number("inspections_late", date(2026, 7, 10), upper) == 1
    assert number("inspections_planned", date(2026, 7, 10), upper) == 1
    assert number("inspections_planned", date(2026, 7, 9), upper) == 2


def test_a_late_one_counts_until_it_is_concluded(approved, cast, inspector):
    for name, day in zip(DAYS, (date(2026, 4, 1), date(2026, 4, 2), date(2026, 4, 20)), strict=False):
        LIFE.take(name, approved, inspector, said(name, day))
    upper = cast.units["upper"]
    assert [number("inspections_late", date(2026, 4, day), upper) for day in (1, 19, 20)] == [1, 1, 0]
