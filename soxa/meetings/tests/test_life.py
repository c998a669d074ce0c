"""The life of a cell's monthly meeting: laid out once, convened, begun, its roll called, sent; and what is refused in words."""

import re
from datetime import date, time

import pytest
from django.urls import reverse

from soxa.desk.tests.signing_in import words
from soxa.kernel.models import Entry
from soxa.kernel.preferences import put
from soxa.kernel.refusal import Refused
from soxa.meetings import flow, lists
from soxa.meetings.after import printed
from soxa.meetings.after.papers import MINUTES
from soxa.meetings.after.record import record_of
from soxa.meetings.effects import GRACE
from soxa.meetings.models import Meeting, Presence
from soxa.meetings.tests.conftest import AGENDA, DAY, NOVEMBER, closing, opening

pytestmark = pytest.mark.django_db


def convening(**more):
    told = {"planned_on": DAY, "planned_at": time(19, 30), "place": "Nhà văn hóa", "why": "", "theme": ""}
    return {**told, "agenda": AGENDA, "papers": True, "on": date(2026, 11, 1), **more}


def all_present(meeting, **but):
    roll = lists.roll_of(meeting, meeting.held_on)
    return {one.person_id: but.get(one.name, one.answer) for one in roll}


def test_a_month_is_laid_out_once_and_on_the_third(due, head, cast):
    assert (due.planned_on, due.state) == (DAY, Meeting.DUE)
    cells = [cast.units["ben_da"].pk, cast.units["school"].pk]
    before = Entry.objects.count()
    assert flow.lay_out(cells, NOVEMBER, head, on=DAY) == 0
    assert Entry.objects.count() == before
    with pytest.raises(Refused, match="Chưa đến lúc lập lịch tháng 01/2027"):
        flow.lay_out(cells, date(2027, 1, 1), head, on=DAY)


def test_any_day_of_the_month_lays_out_its_month(cast, head):
    assert flow.lay_out([cast.units["ben_da"].pk], date(2026, 11, 9), head, on=DAY) == 1
    assert Meeting.objects.get().month == NOVEMBER


def test_the_invitation_keeps_its_agenda_in_order(due, head):
    flow.take("convene", due, head, convening())
    assert [item.title for item in due.items.all()] == AGENDA
    assert (due.state, due.papers_on, due.convened_on) == (
        Meeting.CONVENED,
        date(2026, 11, 1),
        date(2026, 11, 1),
    )


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"planned_on": date(2026, 11, 5)}, "Họp không đúng ngày 03/11/2026 thì ghi lý do"),
        ({"planned_on": date(2026, 10, 31), "why": "mưa"}, "chậm nhất ngày 15/12/2026"),
        ({"planned_on": date(2026, 12, 16), "why": "mưa"}, "chậm nhất ngày 15/12/2026"),
    ],
)
def test_another_day_needs_its_reason_and_has_its_bounds(due, head, more, words):
    with pytest.raises(Refused, match=words):
        flow.take("convene", due, head, convening(**more))
    due.refresh_from_db()
    assert (due.state, due.items.count()) == (Meeting.DUE, 0)


def test_the_last_day_of_grace(due, head):
    flow.take("convene", due, head, convening(planned_on=date(2026, 12, 15), why="bão"))
    assert due.planned_on == date(2026, 12, 15)


def test_the_grace_is_a_setting(due, head):
    put(GRACE, 0, since=date(2026, 1, 1), actor=head)
    with pytest.raises(Refused, match="chậm nhất ngày 30/11/2026"):
        flow.take("convene", due, head, convening(planned_on=date(2026, 12, 1), why="bão"))
    flow.take("convene", due, head, convening(planned_on=date(2026, 11, 30), why="bão"))


def test_no_roll_before_the_meeting_and_no_end_without_a_roll(due, head, cast):
    with pytest.raises(Refused, match="bắt đầu họp rồi mới điểm danh"):
        flow.call_roll(due, {cast.members["an"].person_id: "present"}, head)
    flow.take("open", due, head, opening())
    with pytest.raises(Refused, match="Chưa điểm danh"):
        flow.take("close", due, head, closing(cast.members["an"].person_id))


def test_the_roll_proposes_all_and_counts_who_must_come(opened, head):
    answers = all_present(opened)
    assert flow.call_roll(opened, answers, head) == len(answers)
    counted = lists.turnout_of(opened.presences.all())
    assert counted.came == counted.required == sum(said == "present" for said in answers.values())


def test_two_who_call_the_roll_end_in_one(opened, head):
    first, second = all_present(opened), all_present(opened)
    absent = next(key for key, said in first.items() if said == Presence.PRESENT)
    flow.call_roll(opened, first, head)
    second[absent] = Presence.EXCUSED
    assert flow.call_roll(opened, second, head) == 1
    assert Presence.objects.filter(meeting=opened).count() == len(first)
    assert Presence.objects.get(meeting=opened, person=absent).answer == Presence.EXCUSED
    assert flow.call_roll(opened, second, head) == 0


def test_a_name_of_another_cell_and_a_strange_word_are_refused(opened, head, cast):
    other = lists.roll_of(Meeting.objects.get(unit=cast.units["school"]), DAY)[0].person_id
    for answers, said in (({other: "present"}, "không thuộc diện dự"), ({other: "maybe"}, "Không rõ")):
        with pytest.raises(Refused, match=said):
            flow.call_roll(opened, answers, head)
    assert not Presence.objects.exists()


def test_it_ends_after_it_began_and_keeps_its_conclusions(opened, head, cast):
    flow.call_roll(opened, all_present(opened), head)
    person = cast.members["an"].person_id
    for ended in (time(19, 30), time(18, 0)):
        with pytest.raises(Refused, match="Giờ kết thúc phải sau giờ bắt đầu 19:30"):
            flow.take("close", opened, head, closing(person, ended_at=ended))
    flow.take("close", opened, head, closing(person))
    assert (opened.minutes, opened.state) == (90, Meeting.CLOSED)
    assert [item.conclusion for item in opened.items.all()] == ["", "An làm"]


def test_what_was_sent_is_corrected_with_its_basis(opened, head, cast):
    answers = all_present(opened)
    flow.call_roll(opened, answers, head)
    flow.take("close", opened, head, closing(cast.members["an"].person_id))
    one = cast.members["au"].person_id
    with pytest.raises(Refused, match="ghi căn cứ đính chính"):
        flow.call_roll(opened, {one: Presence.ABSENT}, head)
    flow.call_roll(opened, {one: Presence.ABSENT}, head, basis="Sổ tay của thư ký")
    assert Presence.objects.get(person=one).answer == Presence.ABSENT
    assert (
        Entry.objects.filter(flow="correction", subject_kind="meeting", subject_key=str(opened.pk)).count()
        == 1
    )


def test_a_meeting_past_midnight_ends_on_the_next_day(opened, head, at, cast):
    flow.call_roll(opened, all_present(opened), head)
    person = cast.members["an"].person_id
    for ended in (time(19, 30), time(21, 0)):
        with pytest.raises(Refused, match="sang ngày hôm sau mà .* không trước giờ bắt đầu 19:30; bỏ chọn"):
            flow.take("close", opened, head, closing(person, ended_at=ended, next_day=True))
    told = {"ended_at": "0:20", "chair": person, "scribe": person}
    client, done = at("buong"), reverse("meeting_room_part", args=[opened.pk, "xong"])
    refused = client.post(done, told)
    assert (refused.status_code, "chọn “Kết thúc sang ngày hôm sau”" in words(refused)) == (422, True)
    assert client.post(done, {**told, "next_day": "on"}).status_code == 302
    opened.refresh_from_db()
    assert (opened.minutes, opened.past_midnight) == (290, True)
    assert "19:30–00:20 ngày hôm sau" in words(client.get(reverse("meeting", args=[opened.pk])))
    minutes = [one.words for one in printed.pieces_of(record_of(opened), MINUTES)]
    assert any("kết thúc 00 giờ 20 phút ngày hôm sau (290 phút) ngày 03/11/2026" in one for one in minutes)
    flow.take("reopen", opened, head, {"on": DAY, "why": "sửa giờ"})
    shown = client.get(done).content.decode()
    assert re.search(r'name="next_day"[^>]*checked', shown)
    with pytest.raises(Refused, match="Giờ bắt đầu trùng giờ kết thúc đã ghi"):
        flow.take("mend", opened, head, opening(began_at=time(0, 20)))
    flow.take("mend", opened, head, opening(began_at=time(20)))
    flow.take("close", opened, head, closing(person, ended_at=time(0, 20), next_day=True))
    assert opened.minutes == 260


def test_a_month_without_a_meeting_says_why_and_may_be_taken_up(due, head):
    flow.take("call_off", due, head, {"on": DAY, "why": "bão số 9"})
    assert (due.state, due.called_off_why) == (Meeting.CALLED_OFF, "bão số 9")
    with pytest.raises(Refused):
        flow.take("open", due, head, opening())
    flow.take("take_up", due, head, {"on": DAY, "why": "họp bù"})
    assert (due.state, due.called_off_on, due.called_off_why) == (Meeting.DUE, None, "")


def test_the_journal_holds_no_words_of_people(due, head):
    flow.take("convene", due, head, convening(theme="chuyện nhà ông Bảy", place="nhà ông Bảy"))
    assert "Bảy" not in str(
        list(Entry.objects.filter(subject_kind="meeting").values_list("facts", flat=True))
    )
