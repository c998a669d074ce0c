"""A stop or an end written with a wrong day is put right on what basis, and the days between count anew; what cannot be is told."""

from datetime import date

import pytest

from soxa.desk.tests.signing_in import markup
from soxa.kernel.access import machine
from soxa.kernel.figures import FIGURES, Moment, read
from soxa.kernel.models import Entry, SealedCorrection, Unit
from soxa.kernel.refusal import Refused
from soxa.kernel.sealed import open_text
from soxa.law.periods import FOREVER
from soxa.steering.programmes import flow as programmes
from soxa.steering.programmes.models import ProgrammeEnd, ProgrammeItem, WorkProgramme
from soxa.steering.works import flow as works
from soxa.steering.works.models import Work, WorkStop

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

ACTOR = machine("test")


def november(day):
    return date(2026, 11, day)


def counted(code, on):
    return read(FIGURES[code], Moment.at(on), Unit.objects.get(code="99901").pk).part


@pytest.fixture
def bridge():
    """Begun on 22/09/2026; stopped from 02/11 to 06/11 and from 09/11 to 12/11/2026."""
    one = Work.objects.get(name="Cầu dân sinh Suối Cạn")
    for since, until in ((2, 6), (9, 12)):
        works.take("stop", one, ACTOR, {"on": november(since), "why": "Lũ"})
        works.take("resume", one, ACTOR, {"on": november(until), "why": "Nước rút"})
    return one


def stops(one):
    return list(WorkStop.objects.filter(work=one))


def said(row, **more):
    given = {"on": f"{row.since:%d/%m/%Y}", "why": row.why, "basis": "Biên bản hiện trường"}
    if row.until != FOREVER:
        given |= {"again": f"{row.until:%d/%m/%Y}", "resumed_by": row.resumed_by}
    return {**given, **more}


def door(row):
    return f"/cong-trinh/{row.work_id}/dong/dung/{row.pk}/"


def test_the_day_of_a_stop_is_put_right_and_the_days_between_count_anew(at, bridge):
    row, office, days = stops(bridge)[0], at("tuyet.ngo"), [november(day) for day in range(1, 9)]
    assert [counted("works.stopped", day) for day in days] == [0, 1, 1, 1, 1, 0, 0, 0]
    assert office.post(door(row), said(row, on="04/11/2026", again="08/11/2026")).status_code == 302
    assert [counted("works.stopped", day) for day in days] == [0, 0, 0, 1, 1, 1, 1, 0]
    entry = Entry.objects.filter(flow="correction").latest("pk")
    assert (entry.step, entry.subject_kind, entry.subject_key) == ("correct", "work", str(bridge.pk))
    assert (entry.facts["basis"], entry.facts["fields"]) == ("Biên bản hiện trường", ["since", "until"])
    kept = open_text(SealedCorrection.objects.get(entry=entry).sealed, "correction")
    assert "2026-11-02" in kept and "2026-11-04" in kept
    page = markup(office.get(f"/cong-trinh/{bridge.pk}/"))
    assert "Dừng từ 04/11/2026, thi công lại từ 08/11/2026." in page and door(row) in page


# which stop, what is typed, what it is told; the first is 02–06/11, the second 09–12/11
WRONG = [
    (0, {"on": "21/09/2026"}, "Ngày dừng không trước 22/09/2026."),
    (0, {"on": "07/11/2026"}, "Ngày thi công lại không trước ngày dừng 07/11/2026."),
    (0, {"again": "10/11/2026"}, "Ngày thi công lại không sau ngày dừng lần sau 09/11/2026."),
    (1, {"on": "05/11/2026"}, "Ngày dừng không trước ngày thi công lại 06/11/2026."),
    (1, {"again": "21/11/2026"}, "chưa đến"),
    (1, {"on": ""}, ""),
    (1, {"basis": ""}, ""),
]


@pytest.mark.parametrize(("which", "typed", "told"), WRONG)
def test_a_stop_of_days_that_cannot_be_is_told_and_stays(at, bridge, which, typed, told):
    row, before = stops(bridge)[which], Entry.objects.count()
    answer = at("tuyet.ngo").post(door(row), said(row, **typed))
    assert (answer.status_code, told in markup(answer)) == (422, True)
    if told:
        while_typing = at("tuyet.ngo").post(f"{door(row)}?dang-go=1", typed)
        assert told in markup(while_typing)
    row.refresh_from_db()
    assert (row.since.day, row.until.day, Entry.objects.count()) == ((2, 6), (9, 12))[which] + (before,)


@pytest.mark.parametrize(
    ("which", "typed"),
    [(0, {"on": "22/09/2026"}), (0, {"again": "09/11/2026"}), (1, {"on": "06/11/2026"}), (1, {"again": "09/11/2026"})],
)  # fmt: skip
def test_the_last_day_that_can_be(at, bridge, which, typed):
    row = stops(bridge)[which]
    assert at("tuyet.ngo").post(door(row), said(row, **typed)).status_code == 302


def test_a_stop_never_made_is_taken_out_but_not_while_the_work_stands_still(at, bridge):
    office, row = at("tuyet.ngo"), stops(bridge)[0]
    assert office.post(door(row), said(row, struck="on")).status_code == 302
    assert (counted("works.stopped", november(3)), counted("works.stopped", november(10))) == (0, 1)
    works.take("stop", bridge, ACTOR, {"on": november(16), "why": "Lũ"})
    now = stops(bridge)[-1]
    answer = office.post(door(now), said(now, struck="on"))
    assert (answer.status_code, "Công trình đang dừng theo dòng này" in markup(answer)) == (422, True)
    assert office.post(door(now), said(now, on="18/11/2026")).status_code == 302
    assert [counted("works.stopped", november(day)) for day in (17, 18)] == [0, 1]


def test_a_work_that_began_when_it_went_on_begins_on_the_day_put_right(at):
    one = Work.objects.create(
        unit_id=Unit.objects.get(code="99901").pk, name="Kè suối", place="Khu 1", investor="UBND xã",
        decision="QĐ 1", since=november(1), total=10**9,
    )  # fmt: skip
    works.take("stop", one, ACTOR, {"on": november(2), "why": "Chưa có mặt bằng"})
    works.take("resume", one, ACTOR, {"on": november(9), "why": "Đã có mặt bằng"})
    row = stops(one)[0]
    answer = at("tuyet.ngo").post(door(row), said(row, again="12/11/2026", on="01/11/2026"))
    assert answer.status_code == 302
    one.refresh_from_db()
    assert (one.started_on, stops(one)[0].since) == (november(12), november(1))
    assert at("tuyet.ngo").post(door(row), said(row, on="31/10/2026")).status_code == 422


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ({"started_on": november(3)}, "sau ngày dừng 02/11/2026"),
        ({"started_on": november(8)}, "sau ngày dừng 02/11/2026"),
        ({"finished_on": november(11)}, "không trước ngày thi công lại 12/11/2026"),
    ],
)
def test_the_days_of_a_work_leave_its_stops_alone(bridge, days, told):
    Work.objects.filter(pk=bridge.pk).moved(bridge.entry, finished_on=november(20))
    bridge.refresh_from_db()
    with pytest.raises(Refused, match=told):
        works.mend(bridge, {"name": bridge.name, **days}, ACTOR, basis="BB", today=november(20))
    again = {"finished_on": november(12), "started_on": november(2)}
    works.mend(bridge, {"name": bridge.name, **again}, ACTOR, basis="BB", today=november(20))


@pytest.mark.parametrize(("who", "status"), [("diep.cao", 200), ("thuan.dang", 403), ("tri.doan", 403)])
def test_who_may_put_a_stop_right(at, bridge, who, status):
    assert at(who).get(door(stops(bridge)[0])).status_code == status


# --- programmes ---


@pytest.fixture
def plan():
    """Ended with 04/11/2026, opened again on 09/11; ended with 12/11/2026."""
    one = WorkProgramme.objects.get(symbol="11-KH/ĐU")
    programmes.take("close", one, ACTOR, {"on": november(4), "result": "Đạt 7 việc"})
    programmes.take("reopen", one, ACTOR, {"on": november(9), "why": "Còn hai việc"})
    programmes.take("close", one, ACTOR, {"on": november(12), "result": "Đạt"})
    return one


def ends(one):
    return list(ProgrammeEnd.objects.filter(programme=one))


def ended(row, **more):
    given = {"on": f"{row.last_on:%d/%m/%Y}", "result": row.result, "basis": "Biên bản họp"}
    if row.until != FOREVER:
        given |= {"again": f"{row.until:%d/%m/%Y}", "reopened_why": row.reopened_why}
    return {**given, **more}


def way(row):
    return f"/chuong-trinh/{row.programme_id}/ket-thuc/{row.pk}/dinh-chinh/"


def runs(*days):
    totals = [counted("programmes.total", november(day)) for day in days]
    return [total - min(totals) for total in totals]


def test_the_days_of_an_end_are_put_right_and_the_days_between_count_anew(at, plan):
    first, last = ends(plan)
    days, items = (4, 5, 6, 7, 8, 9, 12, 13, 14), ProgrammeItem.objects.filter(programme=plan)
    assert runs(*days) == [1, 0, 0, 0, 0, 1, 1, 0, 0]
    office = at("tuyet.ngo")
    assert office.post(way(first), ended(first, on="05/11/2026", again="07/11/2026")).status_code == 302
    assert runs(*days) == [1, 1, 0, 1, 1, 1, 1, 0, 0]
    assert office.post(way(last), ended(last, on="13/11/2026")).status_code == 302
    assert runs(*days) == [1, 1, 0, 1, 1, 1, 1, 1, 0]
    plan.refresh_from_db()
    assert (plan.until, set(items.filter(dropped_on=None).values_list("until", flat=True))) == (
        november(14),
        {november(14)},
    )
    entries = Entry.objects.filter(flow="correction", subject_kind="workprogramme", subject_key=plan.pk)
    assert entries.latest("pk").facts["fields"] == ["since"]
    page = markup(office.get(f"/chuong-trinh/{plan.pk}/"))
    for told in ("05/11/2026", "07/11/2026", "Kết thúc ngày 13/11/2026", way(first), way(last)):
        assert told in page


ENDED_WRONG = [
    (0, {"on": "10/01/2020"}, "Ngày kết thúc trước ngày ban hành"),
    (0, {"on": "10/11/2026"}, "Ngày mở lại không trước ngày kết thúc 10/11/2026."),
    (0, {"again": "13/11/2026"}, "Ngày mở lại sau ngày kết thúc lần sau 12/11/2026."),
    (1, {"on": "08/11/2026"}, "Ngày kết thúc trước ngày mở lại 09/11/2026."),
    (1, {"on": "21/11/2026"}, "chưa đến"),
    (1, {"struck": "on"}, "Chương trình đang kết thúc theo dòng này"),
]


@pytest.mark.parametrize(("which", "typed", "told"), ENDED_WRONG)
def test_an_end_of_days_that_cannot_be_is_told_and_stays(at, plan, which, typed, told):
    row, before = ends(plan)[which], Entry.objects.count()
    answer = at("tuyet.ngo").post(way(row), ended(row, **typed))
    assert (answer.status_code, told in markup(answer)) == (422, True)
    assert told in markup(at("tuyet.ngo").post(f"{way(row)}?dang-go=1", typed))
    row.refresh_from_db()
    assert (row.last_on, Entry.objects.count()) == ((november(4), november(12))[which], before)


@pytest.mark.parametrize(
    ("which", "typed"), [(0, {"again": "12/11/2026"}), (0, {"on": "09/11/2026"}), (1, {"on": "09/11/2026"})]
)
def test_the_last_day_that_can_be_of_an_end(at, plan, which, typed):
    row = ends(plan)[which]
    assert at("tuyet.ngo").post(way(row), ended(row, **typed)).status_code == 302


def test_an_end_never_made_is_taken_out(at, plan):
    row = ends(plan)[0]
    assert at("tuyet.ngo").post(way(row), ended(row, struck="on")).status_code == 302
    assert runs(4, 6, 8, 9, 13) == [1, 1, 1, 1, 0]


@pytest.mark.parametrize(("who", "status"), [("tuyet.ngo", 200), ("thuan.dang", 403), ("tri.doan", 403)])
def test_who_may_put_an_end_right(at, plan, who, status):
    assert at(who).get(way(ends(plan)[0])).status_code == status
    assert at("tuyet.ngo").get(f"/chuong-trinh/{plan.pk}/ket-thuc/999999/dinh-chinh/").status_code == 404
