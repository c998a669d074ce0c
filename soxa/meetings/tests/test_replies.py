"""Answers to an invitation: who is told and may answer, what a changed day does to them, who reads the reason, what the roll proposes."""

from datetime import date, time

import pytest
from django.urls import reverse

from soxa.desk.tests.signing_in import first_page, queries, words
from soxa.kernel.models import Entry
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.meetings import flow, lists
from soxa.meetings.convening.called import asked_of, told_to
from soxa.meetings.convening.flow import reply
from soxa.meetings.convening.lists import answers_to, coming, tally_of
from soxa.meetings.convening.models import Invitation, Reply
from soxa.meetings.models import Meeting, Presence
from soxa.meetings.tests.conftest import DECEMBER, account, calling, opening
from soxa.meetings.tests.conftest import THIRD as DAY
from soxa.org.models import Office, Person
from soxa.party.models import Exemption
from soxa.party.posts import FOLLOWER

pytestmark = pytest.mark.django_db


def person_of(cast, key):
    return cast.members[key].person_id


def test_a_member_answers_and_changes_his_mind(convened, cast, head):
    an = person_of(cast, "an")
    assert reply(convened, {an: (Reply.EXCUSED, " đi  viện ")}, head, on=book_day()) == 1
    assert Reply.objects.get().why == "đi viện"
    assert reply(convened, {an: (Reply.EXCUSED, "đi viện")}, head, on=book_day()) == 0
    assert reply(convened, {an: (Reply.COMES, "đi viện")}, head, on=book_day()) == 1
    assert Reply.objects.values_list("answer", "why", "told").get() == (Reply.COMES, "", 1)
    told = Entry.objects.filter(flow="meeting", step="reply")
    assert [one.facts for one in told] == [{"rows": 1}] * 2


def test_a_changed_day_asks_everyone_again_and_keeps_the_old_answer(convened, cast, head):
    an, au = person_of(cast, "an"), person_of(cast, "au")
    reply(convened, {an: (Reply.EXCUSED, ""), au: (Reply.COMES, "")}, head, on=book_day())
    assert tally_of(answers_to(convened)).silent == 3
    flow.take("move", convened, head, calling(planned_on=date(2026, 12, 5), why="bão"))
    assert (convened.told, tally_of(answers_to(convened)).silent) == (2, 5)
    again = {one.asked.person_id: (one.again, one.answer) for one in answers_to(convened)}
    assert (again[an], again[au]) == ((True, ""), (True, ""))
    reply(convened, {an: (Reply.COMES, "")}, head, on=book_day())
    assert tally_of(answers_to(convened)).comes == 1


def test_what_was_called_off_and_is_convened_again_asks_everyone_again(convened, cast, head):
    an = person_of(cast, "an")
    reply(convened, {an: (Reply.COMES, "")}, head, on=book_day())
    flow.take("call_off", convened, head, {"on": book_day(), "why": "bão"})
    flow.take("take_up", convened, head, {"on": book_day(), "why": "hết bão"})
    flow.take("convene", convened, head, calling())
    assert (convened.told, Invitation.objects.count()) == (2, 2)
    again = {one.asked.person_id: (one.again, one.answer) for one in answers_to(convened)}
    assert again[an] == (True, "")


def test_the_same_plan_told_twice_asks_nobody_again(convened, head):
    flow.take("move", convened, head, calling())
    assert (convened.told, Invitation.objects.count()) == (1, 1)
    flow.take("move", convened, head, calling(place="Trường tiểu học"))
    assert (convened.told, Invitation.objects.count()) == (2, 2)


@pytest.mark.parametrize(
    ("answer", "key", "words_"),
    [("maybe", "an", "Chọn “Sẽ dự” hoặc “Xin vắng”"), (Reply.COMES, "duong", "không thuộc thành phần")],
)
def test_what_is_no_answer_is_refused_and_nothing_is_written(convened, cast, head, answer, key, words_):
    entries = Entry.objects.count()
    person = cast.members.get(key)
    stranger = person.person_id if person and key == "an" else _stranger()
    with pytest.raises(Refused, match=words_):
        reply(convened, {stranger: (answer, "")}, head, on=book_day())
    assert (Reply.objects.count(), Entry.objects.count()) == (0, entries)


def _stranger():
    made = Person.named("Nguyễn Người Lạ")
    made.save()
    return made.pk


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (Meeting.DUE, "chưa triệu tập"),
        (Meeting.OPEN, "đã bắt đầu"),
        (Meeting.CALLED_OFF, "không tổ chức nữa"),
    ],
)
def test_nobody_answers_before_it_is_convened_or_once_it_began(convened, cast, head, state, said):
    Meeting.objects.filter(pk=convened.pk).moved(Entry.objects.first(), state=state)
    with pytest.raises(Refused, match=said):
        reply(convened, {person_of(cast, "an"): (Reply.COMES, "")}, head, on=book_day())


def test_the_roll_proposes_who_is_excused_as_away_with_a_reason(convened, cast, head):
    an, au = person_of(cast, "an"), person_of(cast, "au")
    reply(convened, {an: (Reply.EXCUSED, "ốm"), au: (Reply.EXCUSED, "xa")}, head, on=book_day())
    flow.take("move", convened, head, calling(planned_at=time(20)))
    reply(convened, {au: (Reply.EXCUSED, "xa")}, head, on=book_day())
    proposed = {one.person_id: one.answer for one in lists.roll_of(convened, DAY)}
    assert proposed[au] == Presence.EXCUSED
    assert proposed[an] == Presence.PRESENT  # he answered a day that holds no more


@pytest.mark.parametrize(
    ("kind", "since", "told", "proposed"),
    [
        (Exemption.SUSPENDED, DAY, False, Presence.NOT_REQUIRED),
        (Exemption.SUSPENDED, date(2026, 12, 4), True, Presence.PRESENT),
        (Exemption.EXEMPT, DAY, True, Presence.PRESENT),  # he need not come, and said that he does
    ],
)
def test_the_suspended_are_not_told_and_the_eased_come_if_they_say_so(
    convened, guest, cast, head, kind, since, told, proposed
):
    an = person_of(cast, "an")
    reply(convened, {an: (Reply.COMES, "")}, head, on=book_day())
    Exemption(member=cast.members["an"], kind=kind, since=since).save(force_insert=True)
    assert (an in {one.person_id for one in asked_of(convened)}) is told
    assert told_to(an).exists() is told
    assert guest.get(reverse("own_meeting", args=[convened.pk])).status_code == (200 if told else 404)
    assert (tally_of(answers_to(convened)).comes, tally_of(answers_to(convened)).silent) == (int(told), 4)
    (line,) = [one for one in lists.roll_of(convened, DAY) if one.person_id == an]
    assert (line.answer, line.must) == (proposed, kind == Exemption.SUSPENDED and told)


def test_the_eased_who_said_nothing_need_not_come(convened, cast):
    Exemption(member=cast.members["an"], kind=Exemption.EXEMPT, since=DAY).save(force_insert=True)
    proposed = {one.person_id: one.answer for one in lists.roll_of(convened, DAY)}
    assert proposed[person_of(cast, "an")] == Presence.NOT_REQUIRED


def test_who_only_attends_sees_his_own_meetings_and_nothing_beside(convened, guest, cast, head):
    assert guest.get("/").url == reverse("own_meetings")
    shown = words(guest.get(reverse("own_meetings")))
    assert "Sinh hoạt chi bộ tháng 12/2026" in shown
    assert "03/12/2026, 19:30 · Nhà văn hóa" in shown
    for name in (
        "meetings",
        "body_meetings",
        "members",
        "cells",
        "documents",
        "tasks",
        "journal",
        "overview",
    ):
        assert guest.get(reverse(name)).status_code == 403, name
    assert guest.get(reverse("meeting", args=[convened.pk])).status_code == 403
    assert guest.get(reverse("meeting_replies", args=[convened.pk])).status_code == 403
    flow.lay_out([cast.units["school"].pk], DECEMBER, head, on=book_day())
    other = Meeting.objects.get(unit=cast.units["school"])
    assert guest.get(reverse("own_meeting", args=[other.pk])).status_code == 404
    assert guest.post(reverse("own_meeting_reply", args=[other.pk]), {"answer": "comes"}).status_code == 404


def test_he_answers_on_his_page_and_is_asked_again_after_a_change(convened, guest, cast, head):
    address = reverse("own_meeting_reply", args=[convened.pk])
    assert "Đã ghi: đồng chí xin vắng." in words(
        guest.post(address, {"answer": "excused", "why": "đi viện"}, follow=True)
    )
    flow.take("move", convened, head, calling(planned_on=date(2026, 12, 4), why="bão"))
    shown = words(guest.get(reverse("own_meetings")))
    assert "Lịch đã đổi, trả lời lại" in shown
    assert "Lần trước báo: 03/12/2026, 19:30. Đồng chí đã trả lời: xin vắng." in shown
    assert "Đã ghi: đồng chí sẽ dự." in words(guest.post(address, {"answer": "comes"}, follow=True))
    assert "Lịch đã đổi" not in words(guest.get(reverse("own_meetings")))
    assert "Chọn “Sẽ dự”" in words(guest.post(address, {"answer": ""}, follow=True))


def test_the_reason_is_for_the_organiser_alone(convened, cast, head, at):
    reply(convened, {person_of(cast, "an"): (Reply.EXCUSED, "đi viện")}, head, on=book_day())
    address = reverse("meeting", args=[convened.pk])
    assert "đi viện" in words(at("buong").get(address))
    reader = words(at("nhung").get(address))
    assert "đi viện" not in reader
    assert "xin vắng 1" in reader
    assert at("nhung").get(reverse("meeting_replies", args=[convened.pk])).status_code == 403
    assert not Entry.objects.filter(facts__icontains="viện").exists()


def test_the_organiser_types_what_was_said_by_telephone(convened, cast, at):
    client, address = at("buong"), reverse("meeting_replies", args=[convened.pk])
    an, au = person_of(cast, "an"), person_of(cast, "au")
    sent = {f"a{an}": "comes", f"a{au}": "excused", f"w{au}": "ốm"}
    assert "Đã ghi trả lời của 2 đồng chí." in words(client.post(address, sent, follow=True))
    assert set(Reply.objects.values_list("person", "answer", "why")) == {
        (an, "comes", ""),
        (au, "excused", "ốm"),
    }
    assert client.post(address, {f"a{an}": "never"}).status_code == 422
    asked = [client.get(address, {"muc": one}).content.decode() for one in ("du", "vang", "chua", "x")]
    assert [f'name="a{an}"' in one for one in asked] == [True, False, False, True]
    assert [f'name="a{au}"' in one for one in asked] == [False, True, False, True]


def test_who_follows_the_cell_is_told_and_answers(convened, cast, head, at):
    follower = Person.named("Triệu Thị Hòa")
    follower.save()
    account(follower, cast, role="committee_member", unit="ben_da", login="hoa", code=FOLLOWER)
    assert [one.name for one in asked_of(convened) if one.follows] == ["Triệu Thị Hòa"]
    client = at("hoa")
    shown = words(first_page(client, "meetings.invitations"))
    assert "Chi bộ thôn Bến Đá mời dự: Sinh hoạt chi bộ tháng 12/2026" in shown
    assert "Xác nhận dự" in shown
    client.post(reverse("own_meeting_reply", args=[convened.pk]), {"answer": "comes"})
    assert "mời dự" not in words(first_page(client, "meetings.invitations"))
    assert follower.pk not in {one.person_id for one in lists.roll_of(convened, DAY)}


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        (DAY, date(2026, 12, 4), True),
        (date(2026, 12, 4), date(2027, 1, 1), False),
        (date(2026, 1, 1), DAY, False),
    ],
)
def test_who_follows_on_the_day_itself_is_told(convened, cast, since, until, told):
    follower = Person.named("Triệu Thị Hòa")
    follower.save()
    Office(
        person=follower, unit=cast.units["ben_da"], code=FOLLOWER, title="theo dõi", since=since, until=until
    ).save()
    assert told_to(follower.pk).exists() is told
    assert any(one.follows for one in asked_of(convened)) is told


def test_what_is_to_come_is_answered_on_the_first_page(convened, cast, at, head):
    member = Person.objects.get(pk=person_of(cast, "an"))
    account(member, cast, role="clerk", login="vanthu")
    client = at("vanthu")
    assert "Mời họp: Sinh hoạt chi bộ tháng 12/2026" in words(first_page(client, "meetings.invitations"))
    flow.take("move", convened, head, calling(planned_on=date(2026, 12, 4), why="bão"))
    assert "đổi lịch, lần trước báo 03/12/2026" in words(first_page(client, "meetings.invitations"))
    client.post(reverse("own_meeting_reply", args=[convened.pk]), {"answer": "comes"})
    assert "Mời họp" not in words(first_page(client, "meetings.invitations"))  # two weeks away and answered


def test_a_meeting_of_yesterday_is_not_to_come(convened, cast):
    an = person_of(cast, "an")
    assert list(coming(an, DAY)) == [convened]
    assert list(coming(an, date(2026, 12, 4))) == []


def test_an_install_on_the_internet_tells_of_no_meeting_of_the_party(convened, cast, settings):
    settings.EXPOSURE = "internet"
    assert not told_to(person_of(cast, "an")).exists()


def test_own_meetings_ask_a_fixed_number_of_questions(convened, guest, cast, head):
    before = queries(guest, reverse("own_meetings"))
    flow.take("call_off", convened, head, {"on": book_day(), "why": "bão"})
    for month in (date(2026, 11, 1), date(2026, 10, 1)):
        flow.lay_out([cast.units["ben_da"].pk], month, head, on=book_day())
    assert queries(guest, reverse("own_meetings")) <= before + 2
    assert before <= 13


def test_a_meeting_that_is_on_stands_first_whenever_it_was_planned(
    due, convened, cast, head, guest, monkeypatch
):
    on, an = date(2026, 11, 5), person_of(cast, "an")
    flow.take("open", due, head, opening(on=on, began_at=time(14), why="mưa lũ"))
    assert [list(coming(an, day)) for day in (date(2026, 11, 4), on, date(2026, 11, 6))] == [
        [convened],
        [due, convened],
        [convened],
    ]
    monkeypatch.setattr("soxa.meetings.views.own.book_day", lambda: on)
    shown = words(guest.get(reverse("own_meetings"))).partition("Sắp tới")[2]
    assert "Đang họp Sinh hoạt chi bộ tháng 11/2026 05/11/2026, 14:00" in shown
    assert shown.index("Điểm danh bằng mã") < shown.index("tháng 12/2026")
