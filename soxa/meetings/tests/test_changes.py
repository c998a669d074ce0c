"""What a page sends: each change once however often it comes, a wrong one stops nothing beside it, two hands end in one right roll."""

import json
from datetime import date

import pytest
from django.urls import reverse

from soxa.desk.tests.signing_in import queries, words
from soxa.kernel.models import Entry
from soxa.meetings import flow, lists
from soxa.meetings.models import Conclusion, Guest, Meeting, Opinion, Presence
from soxa.meetings.room.changes import take_in
from soxa.meetings.room.models import Received
from soxa.meetings.tests.conftest import DAY, closing
from soxa.party.models import Exemption

pytestmark = pytest.mark.django_db


def entries():
    return Entry.objects.filter(subject_kind="meeting").count()


def roll(person, answer, key, **more):
    return {"do": "roll", "person": str(person), "answer": answer, "key": key, **more}


def answer_of(person):
    return Presence.objects.get(person=person).answer


def sent(client, meeting, *changes, seen=0):
    body = json.dumps({"changes": changes, "seen": seen})
    return client.post(reverse("meeting_room_send", args=[meeting.pk]), body, "application/json")


def test_what_is_sent_twice_is_written_once(opened, at, cast):
    an, au = (cast.members[key].person_id for key in ("an", "au"))
    changes = (
        roll(an, "excused", "k1", why="đi viện"),
        {"do": "say", "who": f"p{au}", "text": "Đường còn lầy", "key": "k2"},
        {"do": "decide", "text": "Rải đá", "person": str(an), "due": "30/11/2026", "key": "k3"},
        {"do": "welcome", "name": "Triệu Thị Hòa", "post": "Đảng ủy viên", "key": "k4"},
    )
    client = at("buong")
    first = sent(client, opened, *changes).json()
    before = entries()
    again = sent(client, opened, *changes).json()
    assert sorted(first["took"]) == sorted(again["took"]) == ["k1", "k2", "k3", "k4"]
    assert (entries(), again["refused"]) == (before, {})
    assert (Opinion.objects.count(), Conclusion.objects.count(), Guest.objects.count()) == (1, 1, 1)
    assert Presence.objects.get(person=an).reason == "đi viện"
    assert Conclusion.objects.get().due_on == date(2026, 11, 30)
    assert "Đường còn lầy" in again["said"]
    assert again["roll"][str(an)] == ["excused", "đi viện", True]


def test_an_older_sending_that_arrives_late_changes_nothing(opened, head, cast):
    an = cast.members["an"].person_id
    take_in(opened, [roll(an, "absent", "k1"), roll(an, "present", "k2")], head)
    assert answer_of(an) == Presence.PRESENT
    take_in(opened, [roll(an, "absent", "k1")], head)
    assert answer_of(an) == Presence.PRESENT


def test_a_name_that_is_not_of_the_cell_stops_nobody_else(opened, head, cast):
    an, stranger = cast.members["an"].person_id, cast.accounts["khac"].person_id
    told = [
        roll(stranger, "present", "k1"),
        roll(an, "absent", "k2"),
        roll(an, "sleeping", "k3"),
        {"do": "dance", "key": "k4"},
        {"do": "say", "name": "Ân", "text": "Nhất trí", "key": "k5"},
    ]
    done = take_in(opened, [told[0], told[1], *told[3:]], head)
    assert "không thuộc diện dự" in done.refused["k1"]
    assert "không rõ việc này" in done.refused["k4"]
    assert (done.took, answer_of(an), Opinion.objects.count()) == (["k2", "k5"], Presence.ABSENT, 1)
    assert "Không rõ có mặt hay vắng" in take_in(opened, [told[2]], head).refused["k3"]
    assert answer_of(an) == Presence.ABSENT
    assert set(Received.objects.values_list("key", flat=True)) == {"k2", "k5"}


def test_the_rest_is_filled_without_touching_what_another_hand_wrote(opened, head, cast):
    proposed = {str(one.person_id): one.answer for one in lists.roll_of(opened, DAY)}
    an = cast.members["an"].person_id
    take_in(opened, [roll(an, "absent", "k1")], head)
    done = take_in(opened, [{"do": "fill", "answers": proposed, "key": "k2"}], head)
    assert (done.refused, answer_of(an)) == ({}, Presence.ABSENT)
    assert Presence.objects.filter(meeting=opened).count() == len(proposed)


def test_who_was_suspended_that_morning_is_told_and_the_rest_is_filled(opened, head, cast):
    member = cast.members["an"]
    proposed = {str(one.person_id): "present" for one in lists.roll_of(opened, DAY)}
    Exemption(member=member, kind=Exemption.SUSPENDED, since=DAY).save(force_insert=True)
    done = take_in(opened, [{"do": "fill", "answers": proposed, "key": "k1"}], head)
    assert "Bùi Văn An đang bị đình chỉ sinh hoạt" in done.refused["k1"]
    assert Presence.objects.filter(meeting=opened).count() == len(proposed) - 1


def test_what_comes_after_the_end_is_refused_in_words(opened, head, at, cast):
    flow.call_roll(opened, {one.person_id: one.answer for one in lists.roll_of(opened, DAY)}, head)
    flow.take("close", opened, head, closing(cast.members["an"].person_id))
    before = entries()
    told = sent(at("buong"), opened, roll(cast.members["an"].person_id, "absent", "k1"), {"do": "say", "name": "Ân", "text": "Muộn", "key": "k2"}).json()  # fmt: skip
    assert all("Buổi họp đã gửi; mở lại" in said for said in told["refused"].values())
    assert (set(told["refused"]), told["open"], entries()) == ({"k1", "k2"}, False, before)


@pytest.mark.parametrize("body", ["", "[]", '{"changes": 1}', '{"changes": [1]}', "{", "\xff"])
def test_what_cannot_be_read_is_refused(opened, at, body):
    answer = at("buong").post(reverse("meeting_room_send", args=[opened.pk]), body, "application/json")
    assert (answer.status_code, Received.objects.count()) == (400, 0)


@pytest.mark.postgres
def test_a_change_of_odd_shape_breaks_nothing(opened, head):
    odd = [
        {"do": "roll", "person": "9" * 40, "answer": ["x"], "key": "k1"},
        {"do": "fill", "answers": [1], "key": "k2"},
        {"do": "say", "text": {"a": 1}, "who": 5, "key": "k3"},
        {"do": "see_off", "id": None, "key": "k4"},
        {"do": "decide", "text": "Việc", "due": "31/02/2026", "key": "k5"},
        {"do": "say", "text": "a\x00b", "name": "Ân", "key": "k6"},
        {"text": "không khóa"},
    ]
    done = take_in(opened, odd, head)
    assert set(done.refused) == {"k1", "k3", "k4", "k5"}
    assert Opinion.objects.get().text == "ab"


@pytest.mark.parametrize(("login", "status"), [("nhung", 403), ("khac", 404), ("la", 403)])
def test_only_who_writes_of_the_meeting_sends(opened, at, login, status):
    assert sent(at(login), opened).status_code == status
    part = reverse("meeting_room_part", args=[opened.pk, "diem-danh"])
    assert at(login).get(part).status_code == status


def test_the_screen_without_a_script(opened, at, cast):
    client, an, au = at("buong"), *(cast.members[key].person_id for key in ("an", "au"))
    part = lambda name: reverse("meeting_room_part", args=[opened.pk, name])  # noqa: E731
    assert client.get(reverse("meeting_room", args=[opened.pk])).url == part("diem-danh")
    shown = {}
    for one in lists.roll_of(opened, DAY):
        shown |= {f"m{one.person_id}": one.answer, f"was{one.person_id}": f"{one.answer}:"}
    answer = client.post(part("diem-danh"), {"roll": "1", **shown, f"m{an}": "excused", f"w{an}": "ốm"})
    assert (answer.url, answer_of(an)) == (part("noi-dung"), Presence.EXCUSED)
    assert client.get(reverse("meeting_room", args=[opened.pk])).url == part("noi-dung")
    assert client.post(part("y-kien"), {"do": "say", "who": f"p{au}", "text": "Đường lầy"}).url == part(
        "y-kien"
    )
    opinion = Opinion.objects.get()
    assert "Đường lầy</textarea>" in client.get(part("y-kien"), {"sua": opinion.pk}).content.decode()
    told = {"do": "say_again", "id": opinion.pk, "who": "x", "name": "Ông Bảy", "text": "Đường đã rải đá"}
    client.post(part("y-kien"), told)
    opinion.refresh_from_db()
    assert (opinion.name, opinion.person_id, opinion.text) == ("Ông Bảy", None, "Đường đã rải đá")
    wrong = client.post(part("viec"), {"do": "decide", "text": "Rải đá", "due": "01/11/2026"})
    assert wrong.status_code == 422
    assert "từ ngày họp 03/11/2026 trở đi" in words(wrong)
    assert 'value="01/11/2026"' in wrong.content.decode()
    ended = {"ended_at": "21:00", "chair": an, "scribe": an}
    refused = client.post(part("xong"), ended)  # he stayed away, and cannot have led
    assert refused.status_code == 422
    assert client.post(part("xong"), {**ended, "chair": au, "scribe": au}).status_code == 302
    opened.refresh_from_db()
    assert opened.state == Meeting.CLOSED
    assert client.get(part("viec")).url == reverse("meeting", args=[opened.pk])


def test_what_another_hand_wrote_meanwhile_is_not_put_back_by_a_form(opened, at, head, cast):
    """The page showed everybody as present; another wrote one as absent; the form that changes nothing of him leaves it so."""
    an = cast.members["an"].person_id
    shown = {"roll": "1"}
    for one in lists.roll_of(opened, DAY):
        shown |= {f"m{one.person_id}": one.answer, f"was{one.person_id}": f"{one.answer}:"}
    flow.call_roll(opened, {an: Presence.ABSENT}, head)
    at("buong").post(reverse("meeting_room_part", args=[opened.pk, "diem-danh"]), shown)
    assert answer_of(an) == Presence.ABSENT


def test_the_screen_asks_a_fixed_number_of_questions(opened, at, head, cast):
    client, address = at("buong"), reverse("meeting_room_part", args=[opened.pk, "xong"])
    flow.call_roll(opened, {one.person_id: one.answer for one in lists.roll_of(opened, DAY)}, head)
    few = queries(client, address)
    told = [{"do": "say", "name": f"Ông {n}", "text": "Ý", "key": f"s{n}"} for n in range(5)]
    told += [
        {"do": "decide", "text": f"Việc {n}", "person": str(cast.members["an"].person_id), "key": f"d{n}"}
        for n in range(5)
    ]
    take_in(opened, told, head)
    assert queries(client, address) == few


def test_a_press_asks_a_fixed_number_of_questions(opened, at, cast, django_assert_num_queries):
    an, au, client = cast.members["an"].person_id, cast.members["au"].person_id, at("buong")
    people = {one.person_id: "present" for one in lists.roll_of(opened, DAY)}
    fill = {"do": "fill", "answers": people, "key": "k2"}
    seen = sent(client, opened, roll(au, "absent", "k1"), fill).json()["seen"]
    for number in range(2):  # the second time there is more to show, and no more to ask
        for change, count in (
            (roll(an, "excused", f"r{number}"), 20),
            (roll(an, "present", f"a{number}"), 21),
            ({"do": "fill", "answers": people, "key": f"f{number}"}, 19),
            ({"do": "say", "who": f"p{an}", "text": "Ý", "key": f"s{number}"}, 20),
            ({"do": "decide", "text": "Rải đá", "person": str(an), "key": f"d{number}"}, 18),
        ):
            with django_assert_num_queries(count, info=change["key"]):
                told = sent(client, opened, change, seen=seen).json()
            assert told["refused"] == {}
            seen = told["seen"]


def test_a_press_is_answered_by_what_is_new(opened, at, head, cast):
    an, client, page = cast.members["an"].person_id, at("buong"), {"guests", "said", "decided", "sum", "roll"}
    shown = client.get(reverse("meeting_room_part", args=[opened.pk, "y-kien"])).content.decode()
    seen = int(shown.split('data-seen="')[1].split('"')[0])

    def told(change, seen):
        answer = sent(client, opened, change, seen=seen).json()
        return answer, page & answer.keys()

    said, parts = told({"do": "say", "name": "Ông Ân", "text": "Đường còn lầy", "key": "s1"}, seen)
    assert (parts, said["counts"]) == ({"said"}, {"said": 1})
    assert "Đường còn lầy" in said["said"]
    take_in(opened, [{"do": "say", "name": "Bà Ấu", "text": "Đèn hỏng", "key": "other"}], head)
    both, parts = told({"do": "decide", "text": "Rải đá", "key": "d1"}, said["seen"])
    assert (parts, both["counts"]) == ({"said", "decided"}, {"said": 2, "decided": 1})
    assert "Đèn hỏng" in both["said"]  # what another hand wrote meanwhile comes too
    take_in(opened, [roll(an, "absent", "k1")], head)
    whole, parts = told({"do": "say", "name": "Ông Ân", "text": "Thêm", "key": "s2"}, both["seen"])
    assert parts == page
    assert whole["roll"][str(an)][0] == "absent"
    line = Opinion.objects.get(text="Thêm").pk
    assert told({"do": "unsay", "id": str(line), "key": "u1"}, whole["seen"])[1] == page
    # the answer was lost and the same comes again: what the page has not seen is told, and nothing written twice
    again, parts = told({"do": "decide", "text": "Rải đá", "key": "d1"}, said["seen"])
    assert (parts, Conclusion.objects.count()) == (page, 1)
    for odd in ("x", None, -3, 10**30, {"a": 1}):
        assert told({"do": "say", "name": "Ân", "text": "Ý", "key": f"odd{odd}"}, odd)[1] == page


def test_a_press_of_the_roll_alone_is_answered_by_the_roll_and_its_sum(opened, at, head, cast):
    an, client = cast.members["an"].person_id, at("buong")
    told = [{"do": "say", "who": f"p{an}", "text": "Đường còn lầy", "key": "s1"}]
    take_in(opened, [*told, {"do": "decide", "text": "Rải đá", "key": "d1"}], head)
    seen = sent(client, opened, {"do": "decide", "text": "Rải cát", "key": "d2"}).json()["seen"]
    answer = sent(client, opened, roll(an, "absent", "k1"), seen=seen).json()
    assert {"guests", "said", "decided", "sum", "roll"} & answer.keys() == {"sum", "roll"}
    assert (answer["counts"], answer["roll"][str(an)][0]) == ({"said": 1, "decided": 2}, "absent")
    name = Presence.objects.get(person=an).person.full_name
    assert f"Ghi không dự nhưng có ý kiến phát biểu: {name}" in answer["sum"]
    take_in(opened, [{"do": "welcome", "name": "Bà Hòa", "key": "w1"}], head)  # another hand meanwhile
    mixed = sent(client, opened, roll(an, "present", "k2"), seen=answer["seen"]).json()
    assert "Bà Hòa" in mixed["guests"]


def test_beginning_and_sending_ask_a_fixed_number_of_questions(
    due, at, head, cast, django_assert_num_queries
):
    client = at("buong")
    begun = {"on": "03/11/2026", "began_at": "19:30", "place": "", "agenda": "Một\nHai"}
    with django_assert_num_queries(18):
        assert client.post(reverse("meeting_step", args=[due.pk, "bat-dau"]), begun).status_code == 302
    due.refresh_from_db()
    flow.call_roll(due, {one.person_id: "present" for one in lists.roll_of(due, DAY)}, head)
    an = cast.members["an"].person_id
    ended = {"ended_at": "21:00", "theme": "", "chair": an, "scribe": an, "k1": "Rải đá", "k2": ""}
    with django_assert_num_queries(30):
        assert client.post(reverse("meeting_room_part", args=[due.pk, "xong"]), ended).status_code == 302


def test_an_old_press_does_not_overturn_what_another_hand_wrote_since(opened, head):
    person = lists.roll_of(opened, DAY)[0].person_id

    def press(key, answer, was):
        told = {"do": "roll", "person": str(person), "answer": answer, "was": was.split(), "key": key}
        return take_in(opened, [told], head)

    assert press("b", "present", "present").took == ["b"]  # the other phone, at ten to eight
    late = press("a", "absent", "excused")  # pressed before, without a network, on what this page had seen
    assert (late.took, "đã ghi “Có mặt” từ máy khác" in late.refused["a"]) == ([], True)
    assert Presence.objects.get(meeting=opened, person=person).answer == Presence.PRESENT
    assert press("c", "absent", "present").took == [
        "c"
    ]  # pressed again, with the book's answer before one's eyes
    assert press("d", "absent", "excused").took == ["d"]  # the same answer twice is no quarrel
    assert press("e", "excused", "present absent").took == [
        "e"
    ]  # one of those pressed here had reached the book
    assert press("f", "present", "excused").took == ["f"]
    for odd in ("x", {"a": 1}, None, 7):
        told = {"do": "roll", "person": str(person), "answer": "absent", "was": odd, "key": f"odd{odd}"}
        assert take_in(opened, [told], head).took == [f"odd{odd}"]
