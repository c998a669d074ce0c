"""What was counted on a day stays what it was: works that stop and go on, programmes that end and are opened again."""

from datetime import date

import pytest

from soxa.desk.tests.signing_in import markup
from soxa.kernel.access import machine
from soxa.kernel.figures import FIGURES, Moment, read, row_filter
from soxa.kernel.models import Unit
from soxa.kernel.refusal import Refused
from soxa.steering.programmes import flow as programmes
from soxa.steering.programmes.models import ProgrammeItem, WorkProgramme
from soxa.steering.works import flow as works
from soxa.steering.works import lists
from soxa.steering.works.models import CapitalPlan, Work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

ACTOR = machine("test")
BRIDGE = "Cầu dân sinh Suối Cạn"


def commune() -> int:
    return Unit.objects.get(code="99901").pk


def counted(on, *codes):
    return tuple(read(FIGURES[f"works.{code}"], Moment.at(on), commune()).part for code in codes)


def kinds(on):
    """What the list of the day says of the bridge: its kind, None where it does not stand in it."""
    rows = lists.board(Work.objects.filter(unit_id=commune()), on).rows
    return next((row.kind for row in rows if row.work.name == BRIDGE), None)


def stopped_and_gone_on(stop, again):
    one = Work.objects.get(name=BRIDGE)
    works.take("stop", one, ACTOR, {"on": stop, "why": "Lũ cuốn đường công vụ"})
    works.take("resume", one, ACTOR, {"on": again, "why": "Công văn số 12"})
    return one


def test_a_work_that_goes_on_was_stopped_on_the_days_between():
    stop, last, again = date(2026, 11, 1), date(2026, 11, 9), date(2026, 11, 10)
    before = counted(date(2026, 10, 31), "total", "under_way", "stopped")
    stopped_and_gone_on(stop, again)
    total, under_way, none = before
    assert none == 0
    assert counted(date(2026, 10, 31), "total", "under_way", "stopped") == before
    assert counted(stop, "total", "under_way", "stopped") == (total, under_way - 1, 1)
    assert counted(last, "total", "under_way", "stopped") == (total, under_way - 1, 1)
    assert counted(again, "total", "under_way", "stopped") == before
    assert [kinds(day) for day in (date(2026, 10, 31), stop, last, again)] == [
        "dang-thi-cong", "dung", "dung", "dang-thi-cong",
    ]  # fmt: skip


def test_the_list_of_a_day_on_which_a_work_was_stopped_tells_so(at):
    stopped_and_gone_on(date(2026, 11, 1), date(2026, 11, 10))
    then = markup(at("thuan.dang").get("/cong-trinh/?ngay=09/11/2026&xem=dung"))
    assert BRIDGE in then
    now = markup(at("thuan.dang").get("/cong-trinh/?xem=dung"))
    assert BRIDGE not in now


def test_a_work_put_off_over_a_year_stands_in_no_list_between():
    stop, again = date(2026, 11, 1), date(2028, 3, 15)
    stopped_and_gone_on(stop, again)
    days = (date(2026, 12, 31), date(2027, 1, 1), date(2027, 6, 30), date(2028, 3, 14), again)
    assert [kinds(day) for day in days] == ["dung", None, None, None, "dang-thi-cong"]
    assert [counted(day, "total")[0] for day in days[2:]] == [
        6,
        6,
        7,
    ]  # the bridge; the lighting was handed over in 2026


def test_a_stopped_work_is_late_on_no_day_of_its_stop():
    stopped_and_gone_on(date(2026, 11, 1), date(2028, 3, 15))
    late = FIGURES["works.late"]
    for day, found in ((date(2028, 3, 14), False), (date(2028, 3, 15), True)):
        rows = row_filter(late, Moment.at(day), commune())
        assert rows.filter(name=BRIDGE).exists() is found


def test_a_work_stops_twice_never_before_it_went_on():
    one = stopped_and_gone_on(date(2026, 11, 1), date(2026, 11, 10))
    with pytest.raises(Refused, match="10/11/2026"):
        works.take("stop", one, ACTOR, {"on": date(2026, 11, 9), "why": "Lũ"})
    works.take("stop", one, ACTOR, {"on": date(2026, 11, 10), "why": "Lũ"})
    with pytest.raises(Refused, match="không trước ngày dừng 10/11/2026"):
        works.take("resume", one, ACTOR, {"on": date(2026, 11, 9), "why": "Nước rút"})
    assert [kinds(day) for day in (date(2026, 11, 9), date(2026, 11, 10))] == ["dung", "dung"]


def test_the_page_of_a_work_keeps_when_and_why_it_stopped(at):
    one = stopped_and_gone_on(date(2026, 11, 1), date(2026, 11, 10))
    page = markup(at("thuan.dang").get(f"/cong-trinh/{one.pk}/"))
    for told in ("01/11/2026", "10/11/2026", "Lũ cuốn đường công vụ", "Công văn số 12"):
        assert told in page
    assert "Đã dừng từ" not in page


# --- capital after the year of handing over ---


def paid_after(one, day, amount):
    works.give_capital(one, {"year": day.year, "amount": amount, "on": day, "paper": "NQ quyết toán"}, ACTOR, today=day)  # fmt: skip
    works.disburse(
        one, {"year": day.year, "on": day, "amount": amount // 2, "paper": "GRV"}, ACTOR, today=day
    )


def test_the_board_and_the_figures_hold_the_same_works_of_a_year():
    day = date(2027, 2, 10)
    light = Work.objects.get(name="Điện chiếu sáng Khu 3")  # handed over in 2026
    paid_after(light, day, 200_000_000)
    for on in (
        date(2026, 6, 30),
        date(2026, 12, 31),
        date(2027, 2, 9),
        day,
        date(2027, 12, 31),
        date(2028, 1, 1),
    ):
        board = lists.board(Work.objects.filter(unit_id=commune()), on)
        moment = Moment.at(on)
        listed = set(row_filter(FIGURES["works.total"], moment, commune()).values_list("pk", flat=True))
        assert {row.work.pk for row in board.rows} == listed
        given = row_filter(FIGURES["works.disbursed"], moment, commune())
        assert {row.work.pk for row in board.rows if row.plan is not None} == set(given.values_list("work_id", flat=True))  # fmt: skip
        share = read(FIGURES["works.disbursed"], moment, commune())
        assert (board.paid, board.plan) == (share.part, share.whole)
        assert (light.pk in listed) is (on.year == 2026 or on >= day and on.year == 2027)


def test_a_work_of_a_unit_below_stands_in_the_list_of_the_commune_as_in_its_figure(at):
    day, office = date(2026, 11, 2), Unit.objects.get(code="99901.PKT")
    facts = {
        "name": "Sửa kho vật tư", "field": "other", "place": "Khu 1", "investor": "Phòng Kinh tế", "contractor": "",
        "decision": "QĐ 1", "since": day, "total": 90_000_000, "planned_start": None, "board": "", "board_on": None,
        "planned_finish": date(2026, 12, 20), "resolution_id": None, "programme_id": None,
    }  # fmt: skip
    works.new(office.pk, facts, ACTOR, today=day)
    page = markup(at("thuan.dang").get("/cong-trinh/"))
    assert "<b>9</b> công trình" in page and "Sửa kho vật tư" in page
    assert counted(date(2026, 11, 20), "total") == (9,)


def test_the_rows_of_the_share_add_up_to_it_again_on_any_day():
    moment = Moment.at(date(2026, 6, 30))
    figure = FIGURES["works.disbursed"]
    rows = row_filter(figure, moment, commune())
    assert "paid" in figure.source.facts
    assert sum(rows.values_list("paid", flat=True)) == 18_615_000_000
    assert sum(rows.values_list("amount", flat=True)) == 34_200_000_000
    assert {column.path for column in figure.source.columns} >= {"amount", "paid"}
    assert CapitalPlan.objects.count() == rows.count()


def test_the_page_of_the_rows_shows_what_was_paid(at):
    page = markup(at("tuyet.ngo").get("/so-lieu/works.disbursed/dong/?ngay=2026-06-30"))
    assert "Đã giải ngân (đồng)" in page


# --- programmes ---


def running(on):
    found = [
        read(FIGURES[f"programmes.{code}"], Moment.at(on), commune()).part for code in ("total", "items")
    ]
    return tuple(found)


def test_a_programme_opened_again_was_ended_on_the_days_between():
    one = WorkProgramme.objects.get(symbol="11-KH/ĐU")
    items = ProgrammeItem.objects.filter(programme=one, dropped_on=None).count()
    last, gone, eve, again = date(2026, 11, 5), date(2026, 11, 6), date(2026, 11, 11), date(2026, 11, 12)
    before = running(last)
    programmes.take("close", one, ACTOR, {"on": last, "result": "Đạt"})
    programmes.take("reopen", one, ACTOR, {"on": again, "why": "Còn việc"})
    total, rows = before
    assert running(last) == before
    assert running(gone) == running(eve) == (total - 1, rows - items)
    assert running(again) == before


def test_a_programme_opened_again_on_the_day_it_ended_never_paused():
    one = WorkProgramme.objects.get(symbol="11-KH/ĐU")
    day, after = date(2026, 11, 5), date(2026, 11, 6)
    before = running(day), running(after)
    programmes.take("stop", one, ACTOR, {"on": day, "result": "Nhầm"})
    programmes.take("reopen", one, ACTOR, {"on": day, "why": "Ghi nhầm"})
    assert (running(day), running(after)) == before


def test_a_programme_is_not_opened_again_before_it_ended():
    one = WorkProgramme.objects.get(symbol="11-KH/ĐU")
    programmes.take("close", one, ACTOR, {"on": date(2026, 11, 5), "result": "Đạt"})
    with pytest.raises(Refused, match="không trước ngày kết thúc 05/11/2026"):
        programmes.take("reopen", one, ACTOR, {"on": date(2026, 11, 4), "why": "Còn việc"})


def test_the_page_of_a_programme_keeps_when_it_ended_before(at):
    one = WorkProgramme.objects.get(symbol="11-KH/ĐU")
    programmes.take("close", one, ACTOR, {"on": date(2026, 11, 5), "result": "Đạt 7 trên 9 việc"})
    page = markup(at("thuan.dang").get(f"/chuong-trinh/{one.pk}/"))
    assert "Kết thúc ngày 05/11/2026" in page and "Đạt 7 trên 9 việc" in page
    programmes.take("reopen", one, ACTOR, {"on": date(2026, 11, 12), "why": "Còn hai việc"})
    page = markup(at("thuan.dang").get(f"/chuong-trinh/{one.pk}/"))
    for told in ("05/11/2026", "12/11/2026", "Đạt 7 trên 9 việc", "Còn hai việc"):
        assert told in page
