"""What is about to be broken: the last days counted by hand, on the day and the day after, over days off; where it is shown and to whom."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from soxa.desk.tests.signing_in import first_page, words
from soxa.kernel.preferences import book_day
from soxa.law.calendar import Calendar
from soxa.meetings import flow
from soxa.meetings.convening import rules, warnings, watch
from soxa.meetings.convening.flow import reply
from soxa.meetings.convening.models import Reply
from soxa.meetings.convening.warnings import Facts
from soxa.meetings.kinds import KINDS
from soxa.meetings.models import Meeting
from soxa.meetings.tests.conftest import DAY, DECEMBER, NOVEMBER, THIRD, calling, opening
from soxa.party.models import Exemption

# Saturday and Sunday, and the two days off of 2 September 2026 (a Wednesday)
HOLIDAYS = Calendar({date(2026, 9, 1): "Quốc khánh", date(2026, 9, 2): "Quốc khánh"}, {}, frozenset())
COUNCIL, SPECIAL, VOTERS, CELL = (KINDS[code] for code in ("council", "council_special", "voters", "cell"))
MEETINGS = ("meetings", "meetings.warned")  # what the first page asks of them


@pytest.mark.parametrize(
    ("rule", "held", "last"),
    [
        (COUNCIL.notice, date(2026, 12, 16), date(2026, 11, 26)),
        (SPECIAL.notice, date(2026, 12, 16), date(2026, 12, 9)),
        (COUNCIL.papers_before, date(2026, 12, 16), date(2026, 12, 11)),
        (CELL.papers_before, date(2026, 12, 3), date(2026, 12, 2)),
        (VOTERS.notice, date(2026, 11, 20), date(2026, 11, 17)),  # Friday: Thursday, Wednesday, Tuesday
        (VOTERS.notice, date(2026, 11, 23), date(2026, 11, 18)),  # Monday: Friday, Thursday, Wednesday
        (VOTERS.notice, date(2026, 9, 4), date(2026, 8, 28)),  # Friday: Thursday, Monday 31/8, Friday 28/8
    ],
)
def test_the_last_day(rule, held, last):
    assert rules.last_day(rule, held, HOLIDAYS) == last


def test_the_days_off_left_out_are_said():
    said = rules.explained(VOTERS.notice, date(2026, 9, 4), HOLIDAYS)
    assert "29/08 (thứ Bảy), 30/08 (Chủ nhật), 01/09 (Quốc khánh), 02/09 (Quốc khánh)" in said[1]


def found(kind, held, today, **more):
    rows = warnings.of_meeting(Facts(KINDS[kind], held, **more), today, HOLIDAYS)
    return {one.code: one.level for one in rows}


@pytest.mark.parametrize(
    ("kind", "today", "more", "said"),
    [
        # twenty days before the 16th of December are the 26th of November; five are the 11th
        ("council", date(2026, 11, 20), {}, {}),
        ("council", date(2026, 11, 21), {}, {"notice": "warn"}),
        ("council", date(2026, 11, 26), {}, {"notice": "warn"}),
        ("council", date(2026, 11, 27), {}, {"notice": "bad"}),
        ("council", date(2026, 11, 27), {"told_on": date(2026, 11, 26)}, {}),
        ("council", date(2026, 11, 27), {"told_on": date(2026, 11, 27)}, {"notice": "bad"}),
        ("council", date(2026, 12, 11), {"told_on": date(2026, 11, 1)}, {"papers": "warn"}),
        ("council", date(2026, 12, 12), {"told_on": date(2026, 11, 1)}, {"papers": "bad"}),
        ("council", date(2026, 12, 12), {"told_on": date(2026, 11, 1), "papers_on": date(2026, 12, 11)}, {}),
        ("council", date(2026, 12, 12), {"told_on": date(2026, 11, 1), "papers_on": date(2026, 12, 12)}, {"papers": "bad"}),
        ("council_special", date(2026, 12, 9), {"papers_on": date(2026, 12, 9)}, {"notice": "warn"}),
        ("council_special", date(2026, 12, 10), {"papers_on": date(2026, 12, 9)}, {"notice": "bad"}),
    ],
)  # fmt: skip
def test_notice_and_papers_of_a_session(kind, today, more, said):
    assert found(kind, date(2026, 12, 16), today, **more) == said


def test_the_first_telling_in_time_does_not_cover_a_day_told_late(cast, head, db):
    wish = flow.Wish(kind="voters", unit_id=cast.units["upper"].pk, on=date(2026, 11, 30))
    meeting = flow.plan(wish, head, today=book_day())
    flow.take("convene", meeting, head, calling(planned_on=date(2026, 11, 30), on=date(2026, 11, 16)))
    assert watch.warned_of(meeting, book_day()) == []
    flow.take(
        "move", meeting, head, calling(planned_on=date(2026, 11, 24), why="trùng lịch", on=date(2026, 11, 20))
    )
    (one,) = watch.warned_of(meeting, book_day())
    assert (one.code, one.level) == ("notice", "bad")
    assert "Báo họp ngày 20/11/2026, chậm hơn hạn 19/11/2026" in one.words


@pytest.mark.parametrize(
    ("held", "why", "said"),
    [(THIRD, "", {}), (date(2026, 12, 4), "", {"day": "warn"}), (date(2026, 12, 4), "bão", {})],
)
def test_not_the_third_without_a_reason(held, why, said):
    assert found("cell", held, NOVEMBER, moved_why=why) == said


@pytest.mark.parametrize(
    ("called", "excused", "said"), [(30, 14, {}), (30, 15, {"quorum": "bad"}), (30, 0, {}), (0, 0, {})]
)
def test_a_quorum_that_is_not_to_be_had(called, excused, said):
    assert found("cell", THIRD, NOVEMBER, called=called, excused=excused) == said


@pytest.mark.parametrize(
    ("today", "count"), [(date(2026, 11, 30), 0), (date(2026, 12, 1), 1), (date(2026, 8, 31), 0), (date(2026, 9, 1), 1)]
)  # fmt: skip
def test_a_quarter_without_theme_is_told_from_its_last_month(today, count):
    assert len(warnings.of_quarter(56, 3, today)) == count
    assert warnings.of_quarter(56, 0, today) == []


def test_the_words_and_the_end_of_the_quarter():
    (one,) = warnings.of_quarter(56, 3, DECEMBER)
    assert (one.words, one.on) == ("3/56 chi bộ chưa sinh hoạt chuyên đề quý 4.", date(2026, 12, 31))
    (one,) = warnings.of_quarter(1, 1, date(2026, 3, 1))
    assert (one.words, one.on) == ("Quý 1 chưa sinh hoạt chuyên đề.", date(2026, 3, 31))


@pytest.mark.parametrize(
    ("kind", "today", "told"),
    [
        ("council", date(2026, 4, 30), False),
        ("council", date(2026, 5, 1), True),
        ("council", date(2026, 10, 31), False),
        ("council", date(2026, 11, 1), True),
        ("dialogue", date(2026, 9, 30), False),
        ("dialogue", date(2026, 10, 1), True),
        ("village", date(2026, 10, 1), True),
        ("briefing", date(2026, 12, 1), False),
    ],
)
def test_a_body_that_has_not_met_as_it_must(kind, today, told):
    assert bool(warnings.of_rhythm(KINDS[kind], 0, today)) is told
    assert warnings.of_rhythm(KINDS[kind], 1, today) == []


@pytest.mark.django_db
def test_it_stands_on_the_meeting_s_page_the_form_and_the_first_page(cast, head, at):
    flow.lay_out([cast.units["ben_da"].pk], DECEMBER, head, on=book_day())
    meeting = Meeting.objects.get(month=DECEMBER)
    Meeting.objects.filter(pk=meeting.pk).moved(meeting.entry, planned_on=book_day() + timedelta(days=1))
    said = "không đúng ngày 03/11/2026: ghi lý do"
    for name, rest in (("meeting", []), ("meeting_step", ["trieu-tap"])):
        assert said in words(at("buong").get(reverse(name, args=[meeting.pk, *rest]))), name
    assert said in words(first_page(at("buong"), *MEETINGS))
    assert said not in words(at("nhung").get(reverse("meeting", args=[meeting.pk])))  # who cannot mend it
    assert said not in words(
        first_page(at("chanh"), *MEETINGS)
    )  # of cells' own meetings the office has its board


@pytest.mark.django_db
def test_excuses_that_break_the_quorum_are_told_to_the_organiser(convened, cast, head, at):
    away = [cast.members[key].person_id for key in ("an", "au", "dang")]
    reply(convened, dict.fromkeys(away, (Reply.EXCUSED, "")), head, on=book_day())
    assert "3 đồng chí xin vắng: còn 2/5" in words(at("buong").get(reverse("meeting", args=[convened.pk])))


@pytest.mark.django_db
def test_who_need_not_come_is_not_counted_when_others_ask_to_stay_away(convened, cast, head, at):
    address, said = reverse("meeting", args=[convened.pk]), "thì không đủ số người để họp"
    away = [cast.members[key].person_id for key in ("an", "au")]
    reply(convened, dict.fromkeys(away, (Reply.EXCUSED, "")), head, on=book_day())
    assert said not in words(at("buong").get(address))  # three of five come: more than half
    Exemption(member=cast.members["dang"], kind=Exemption.EXEMPT, since=DAY).save(force_insert=True)
    assert "2 đồng chí xin vắng: còn 2/4" in words(at("buong").get(address))


@pytest.mark.django_db
def test_a_theme_of_the_quarter_is_looked_for_in_either_kind(due, cast, head):
    cells = [cast.units["ben_da"].pk, cast.units["school"].pk]
    assert watch.without_theme(cells, DAY) == set(cells)
    flow.take("open", due, head, opening())
    Meeting.objects.filter(pk=due.pk).moved(due.entry, theme="Rác ven sông")
    assert watch.without_theme(cells, DAY) == {cells[1]}
    assert watch.without_theme(cells, date(2026, 9, 30)) == set(cells)
    wish = flow.Wish(kind="cell_theme", unit_id=cells[1], on=DAY)
    other = flow.plan(wish, head, today=DAY)
    flow.take("open", other, head, {"on": DAY, "began_at": time(19), "place": "", "agenda": []})
    assert watch.without_theme(cells, DAY) == set()


@pytest.mark.django_db
def test_the_government_s_office_is_told_of_a_half_year_without_a_session(cast, at, head):
    shown = words(first_page(at("ubnd"), *MEETINGS))
    assert "Sáu tháng cuối năm chưa có kỳ họp Hội đồng nhân dân." in shown
    assert "Năm nay chưa có cuộc “Đối thoại với Nhân dân” nào." in shown
    assert "chưa có kỳ họp" not in words(first_page(at("chanh"), *MEETINGS))
    flow.plan(flow.Wish(kind="dialogue", unit_id=cast.units["upper"].pk, on=THIRD), head, today=book_day())
    assert "Đối thoại với Nhân dân” nào" not in words(first_page(at("ubnd"), *MEETINGS))
