"""Meetings of every other kind: planned from their page, called by list, who holds, heads that are counted, and which side sees them."""

from datetime import date, time

import pytest
from django.urls import reverse

from soxa.desk.tests.signing_in import words
from soxa.kernel.refusal import Refused
from soxa.meetings import flow, lists
from soxa.meetings.convening.called import asked_of
from soxa.meetings.kinds import KINDS
from soxa.meetings.models import Meeting, Presence
from soxa.meetings.summoned import Listed, due_of, meetings_of, proposed
from soxa.meetings.voting.electorate import electors_of
from soxa.org.models import Office, Person
from soxa.party.models import Exemption

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 16)


def people(*names):
    found = [Person.named(name) for name in names]
    for one in found:
        one.save()
    return found


def planned(head, cast, *, kind="standing", on=DAY, called=(), **more):
    return flow.plan(
        flow.Wish(kind=kind, unit_id=cast.units["upper"].pk, on=on, called=called, **more), head, today=DAY
    )


def test_a_standing_committee_is_called_by_list_and_the_next_begins_with_it(cast, head):
    first, second, third = people("Nông Thị Bưởi", "Lò Văn Ất", "Ma Seo Phừ")
    listed = ((second.pk, "Phó Bí thư"), (first.pk, "Bí thư"), (third.pk, "Ủy viên"))
    meeting = planned(head, cast, called=listed)
    assert [one.person_id for one in due_of(meeting, DAY)] == [second.pk, first.pk, third.pk]
    again = proposed(KINDS["standing"], cast.units["upper"].pk, DAY)
    assert again == [Listed(*one) for one in listed]
    flow.call(meeting, listed[:2], head, on=DAY)
    assert meeting.summonses.count() == 2
    assert list(meetings_of(third.pk)) == []
    assert list(meetings_of(second.pk)) == [meeting]


def test_a_first_list_begins_with_the_holders_of_the_offices(cast, head):
    (one,) = people("Nông Thị Bưởi")
    office = Office(person=one, unit=cast.units["school"], code="cell_secretary", title="Bí thư", since=DAY)
    office.save()
    assert Listed(one.pk, "Bí thư") in proposed(KINDS["secretaries"], cast.units["upper"].pk, DAY)
    assert proposed(KINDS["standing"], cast.units["upper"].pk, DAY) == []


def test_the_roll_of_a_list_and_whether_enough_came(cast, head):
    five = people("A Một", "B Hai", "C Ba", "D Bốn")
    meeting = planned(head, cast, called=tuple((one.pk, "Ủy viên") for one in five))
    flow.take("open", meeting, head, {"on": DAY, "began_at": time(8), "place": "", "agenda": ["Một việc"]})
    answers = dict.fromkeys([one.pk for one in five], Presence.ABSENT)
    half = answers | {five[0].pk: Presence.PRESENT, five[1].pk: Presence.ONLINE}
    flow.call_roll(meeting, half, head)
    assert not lists.holds(meeting, lists.roll_of(meeting, DAY))  # 2 of 4 is not more than half
    flow.call_roll(meeting, half | {five[2].pk: Presence.PRESENT}, head)
    assert lists.holds(meeting, lists.roll_of(meeting, DAY))
    (stranger,) = people("E Năm")
    with pytest.raises(Refused, match="không thuộc diện dự"):
        flow.call_roll(meeting, {stranger.pk: Presence.PRESENT}, head)


def test_nobody_is_called_twice_and_not_after_the_beginning(cast, head):
    first, second = people("A Một", "B Hai")
    meeting = planned(head, cast, called=((first.pk, "x"), (first.pk, "y"), (second.pk, "z")))
    assert meeting.summonses.count() == 2
    flow.take("open", meeting, head, {"on": DAY, "began_at": time(8), "place": "", "agenda": []})
    with pytest.raises(Refused, match="đã bắt đầu"):
        flow.call(meeting, ((first.pk, "x"),), head, on=DAY)
    with pytest.raises(Refused, match="Chưa có ai"):
        planned(head, cast)


def test_who_is_suspended_sits_in_no_body_of_the_party(cast, head):
    people = tuple((cast.members[key].person_id, "Ủy viên") for key in ("an", "au", "dang"))
    meeting = planned(head, cast, kind="standing", called=people)
    Exemption(member=cast.members["an"], kind=Exemption.SUSPENDED, since=DAY).save(force_insert=True)
    assert {one.person_id for one in asked_of(meeting)} == {person for person, _post in people[1:]}
    begun = {"on": DAY, "began_at": time(8), "place": "", "agenda": []}
    flow.take("open", meeting, head, begun)
    answers = {person: Presence.PRESENT for person, _post in people}
    with pytest.raises(Refused, match="Bùi Văn An đang bị đình chỉ sinh hoạt"):
        flow.call_roll(meeting, answers, head)
    flow.call_roll(meeting, answers | {people[0][0]: Presence.NOT_REQUIRED}, head)
    assert lists.turnout_of(meeting.presences.all()) == lists.Turnout(2, 2, 0, 0)


def test_a_village_conference_counts_heads(cast, head):
    meeting = planned(head, cast, kind="village", title="Hội nghị thôn Bến Đá")
    flow.take("open", meeting, head, {"on": DAY, "began_at": time(8), "place": "", "agenda": ["Báo cáo"]})
    told = {
        "ended_at": time(10), "theme": "", "chair": None, "scribe": None, "conclusions": {}, "on": DAY,
        "heads_due": 137, "heads_came": 138,
    }  # fmt: skip
    with pytest.raises(Refused, match="Số đã dự 138 nhiều hơn số phải dự 137"):
        flow.take("close", meeting, head, told)
    flow.take("close", meeting, head, told | {"heads_came": 68})
    assert not lists.holds(meeting, [])  # 69 of 137 would be more than half
    assert meeting.side == "state"


def test_a_cell_does_not_hold_the_councils_session(cast, head):
    wish = flow.Wish(kind="council", unit_id=cast.units["ben_da"].pk, on=DAY, called=((1, "x"),))
    with pytest.raises(Refused, match="không tổ chức loại cuộc họp này"):
        flow.plan(wish, head, today=DAY)
    with pytest.raises(Refused, match="Chọn loại"):
        planned(head, cast, kind="cell")


def test_an_invited_day_is_not_changed_without_a_reason(cast, head):
    meeting = planned(head, cast, kind="dialogue")
    plan = {"planned_at": None, "place": "", "why": "", "planned_on": DAY}
    flow.take("convene", meeting, head, {**plan, "theme": "", "agenda": [], "papers": False, "on": DAY})
    with pytest.raises(Refused, match="Đổi ngày họp đã mời thì ghi lý do"):
        flow.take("move", meeting, head, {**plan, "planned_on": date(2026, 12, 1), "on": DAY})
    flow.take("move", meeting, head, {**plan, "planned_on": date(2026, 12, 1), "why": "bão", "on": DAY})
    assert meeting.month == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("login", "party", "state"), [("chanh", 200, 404), ("ubnd", 404, 200), ("buong", 404, 404)]
)
def test_each_side_sees_its_own(cast, head, at, login, party, state):
    (one,) = people("A Một")
    ours = planned(head, cast, called=((one.pk, "x"),))
    theirs = planned(head, cast, kind="people_committee", called=((one.pk, "x"),))
    client = at(login)
    assert client.get(reverse("meeting", args=[ours.pk])).status_code == party
    assert client.get(reverse("meeting", args=[theirs.pk])).status_code == state


def test_a_meeting_is_planned_on_its_page(cast, at):
    client = at("chanh")
    (one,) = people("Nông Thị Bưởi")
    Office(person=one, unit=cast.units["upper"], title="Ủy viên", since=DAY).save()
    shown = words(client.get(reverse("body_meetings")))
    assert "Họp Ban Thường vụ Đảng ủy" in shown
    assert "Kỳ họp Hội đồng nhân dân xã" not in shown.split("Thêm cuộc họp")[1].split("Loại cuộc họp")[0]
    address = reverse("body_meeting_new", args=["standing"])
    assert "Nông Thị Bưởi – Ủy viên" in words(client.get(address))
    nobody = client.post(address, {"planned_on": "16/11/2026", "planned_at": "8h"})
    assert (nobody.status_code, "Chưa có ai trong thành phần" in words(nobody)) == (422, True)
    answer = client.post(
        address, {"planned_on": "16/11/2026", "planned_at": "8h", "added": "member", "own": [one.pk]}
    )
    meeting = Meeting.objects.get(kind="standing")
    assert answer.url == reverse("meeting", args=[meeting.pk])
    assert "Họp Ban Thường vụ Đảng ủy" in words(client.get(answer.url))
    assert client.get(reverse("body_meeting_new", args=["council"])).status_code == 403
    assert client.get(reverse("body_meeting_new", args=["nothing"])).status_code == 404


def test_the_states_office_begins_at_its_own_meetings(cast, at):
    assert at("ubnd").get(reverse("meetings")).url == reverse("body_meetings")


def test_what_holds_for_a_kind_is_told_with_what_is_not_confirmed(at):
    shown = words(at("chanh").get(reverse("meeting_rules")))
    council = shown.split("Kỳ họp Hội đồng nhân dân xã")[1].split("Kỳ họp chuyên đề")[0]
    assert "từ 2/3 tổng số" in council
    assert "hơn 1/2 tổng số" in council
    assert "20 ngày" in council
    assert "Chưa đối chiếu được văn bản: " in council
    dialogue = shown.split("Đối thoại với Nhân dân")[-1].split("Hội nghị tiếp xúc")[0]
    assert "không biểu quyết" in dialogue
    assert "Chưa đối chiếu" not in dialogue


def test_who_is_only_asked_to_attend_has_no_vote_and_fills_no_quorum(cast, head, at):
    two = people("A Một", "B Hai")
    (guest,) = people("C Khách")
    for one in (*two, guest):
        Office(person=one, unit=cast.units["upper"], title="Ủy viên", since=DAY).save()
    client, address = at("chanh"), reverse("body_meeting_new", args=["standing"])
    first = {"planned_on": "16/11/2026", "planned_at": "8h"}
    client.post(address, {**first, "added": "member", "own": [one.pk for one in two]})
    planned_now = Meeting.objects.get(kind="standing")
    asked = {"called": [one.pk for one in two], "added": "guest", "own": [guest.pk]}
    client.post(reverse("meeting_called", args=[planned_now.pk]), asked)
    assert dict(planned_now.summonses.values_list("person_id", "votes")) == {
        two[0].pk: True,
        two[1].pk: True,
        guest.pk: False,
    }
    flow.take("open", planned_now, head, {"on": DAY, "began_at": time(8), "place": "", "agenda": ["x"]})
    here = {two[0].pk: Presence.PRESENT, two[1].pk: Presence.EXCUSED, guest.pk: Presence.PRESENT}
    flow.call_roll(planned_now, here, head)
    roll = lists.roll_of(planned_now, DAY)
    assert (lists.turnout_of(roll).came, lists.turnout_of(roll).required) == (1, 2)
    assert not lists.holds(planned_now, roll)  # one of two members is not more than half, guests or not
    assert electors_of(planned_now).official == 2
    only_guests = client.post(address, {**first, "guests": [guest.pk]})
    assert (only_guests.status_code, "Chưa có ai trong thành phần dự họp" in words(only_guests)) == (
        422,
        True,
    )
    assert "Mời dự" in words(client.get(address))
