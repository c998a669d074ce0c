"""The code shown in the room: who is called and types it is present, once; everybody else is told in words."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from soxa.desk.tests.signing_in import words
from soxa.kernel.models import Entry
from soxa.kernel.preferences import BOOK_DAY, put
from soxa.kernel.refusal import Refused
from soxa.meetings import flow, lists
from soxa.meetings.models import Presence
from soxa.meetings.room import codes
from soxa.meetings.tests.conftest import DAY, closing, opening
from soxa.org.models import Office
from soxa.org.roles import PARTICIPANT

pytestmark = pytest.mark.django_db
ADDRESS = "/diem-danh/"


@pytest.fixture(autouse=True)
def that_evening(cast, head):
    cache.clear()
    put(BOOK_DAY, str(DAY), since=date(2020, 1, 1), actor=head)


@pytest.fixture
def an(cast):
    """An, who has an account of Bường's cell for this test: a member who only takes part."""
    account = cast.accounts["la"]
    account.person_id = cast.members["an"].person_id
    account.save()
    office = {"person_id": account.person_id, "unit": cast.units["ben_da"], "title": "Đảng viên"}
    Office(**office, role=PARTICIPANT.code, since=DAY.replace(month=1)).save(force_insert=True)
    return account


def test_who_types_the_code_is_present_once(opened, head, an, at):
    code = codes.show_code(opened, head)
    assert (len(code), code.isdecimal(), codes.show_code(opened, head)) == (6, True, code)
    client = at("la")
    assert "Sinh hoạt chi bộ tháng 11/2026" in words(client.get(ADDRESS))
    told = client.post(ADDRESS, {"ma": f"{code[:3]} {code[3:]}"}, follow=True)
    assert "đồng chí có mặt tại Sinh hoạt chi bộ tháng 11/2026" in words(told)
    before = Entry.objects.count()
    assert client.post(ADDRESS, {"ma": code}).status_code == 302
    assert Entry.objects.count() == before
    row = Presence.objects.get(person=an.person_id)
    assert (row.answer, Presence.objects.count()) == (Presence.PRESENT, 1)


def test_a_code_does_not_turn_what_a_hand_has_written(opened, head, an, at):
    code = codes.show_code(opened, head)
    flow.call_roll(opened, {an.person_id: Presence.EXCUSED}, head, reasons={an.person_id: "ốm"})
    room = reverse("meeting_room_part", args=[opened.pk, "diem-danh"])
    assert "Gõ mã điểm danh nhưng" not in words(at("buong").get(room))
    before = Entry.objects.count()
    for _again in range(2):
        refused = at("la").post(ADDRESS, {"ma": code})
        assert refused.status_code == 422
        assert "Mã đúng, nhưng người điểm danh đã ghi đồng chí “Vắng có lý do”" in words(refused)
    assert (Presence.objects.get().answer, Entry.objects.count()) == (Presence.EXCUSED, before + 1)
    assert "Gõ mã điểm danh nhưng đang ghi không dự: Bùi Văn An" in words(at("buong").get(room))
    flow.call_roll(opened, {an.person_id: Presence.PRESENT}, head)
    assert "Gõ mã điểm danh nhưng" not in words(at("buong").get(room))
    assert at("la").post(ADDRESS, {"ma": code}).status_code == 302


def test_who_need_not_come_and_came_types_the_code(opened, head, an, at):
    code = codes.show_code(opened, head)
    flow.call_roll(opened, {an.person_id: Presence.NOT_REQUIRED}, head)
    assert at("la").post(ADDRESS, {"ma": code}).status_code == 302
    assert Presence.objects.get().answer == Presence.PRESENT


def test_a_code_shown_by_mistake_is_none_when_the_meeting_begins(opened, head, an, at):
    code = codes.show_code(opened, head)
    flow.take("not_begun", opened, head, {"on": DAY, "why": "bấm nhầm"})
    flow.take("open", opened, head, opening())
    assert codes.code_of(opened) == ""
    assert "Mã không đúng" in words(at("la").post(ADDRESS, {"ma": code}))
    assert not Presence.objects.exists()


def test_a_wrong_code_and_one_that_is_not_shown_are_told_alike(opened, head, an, at):
    assert "Mã không đúng" in words(at("la").post(ADDRESS, {"ma": "123456"}))
    code = codes.show_code(opened, head)
    wrong = at("la").post(ADDRESS, {"ma": f"{(int(code) + 1) % 1_000_000:06}"})
    assert (wrong.status_code, Presence.objects.exists()) == (422, False)
    assert "Mã không đúng" in words(wrong)


def test_who_is_not_called_learns_nothing_of_a_right_code(opened, head, at):
    code = codes.show_code(opened, head)
    said = words(at("khac").post(ADDRESS, {"ma": code}))
    assert "không có cuộc họp nào đang mở" in said
    assert not Presence.objects.exists()


def test_the_code_ends_with_the_meeting_and_is_not_before_it(due, head, an, at, cast):
    with pytest.raises(Refused, match="chỉ có khi đang họp"):
        codes.show_code(due, head)


def test_after_the_end_no_code_is_taken(opened, head, an, at, cast):
    code = codes.show_code(opened, head)
    flow.call_roll(
        opened,
        {
            one.person_id: "absent" if one.person_id == an.person_id else one.answer
            for one in lists.roll_of(opened, DAY)
        },
        head,
    )
    flow.take("close", opened, head, closing(cast.members["au"].person_id))
    assert "không có cuộc họp nào đang mở" in words(at("la").post(ADDRESS, {"ma": code}))
    assert Presence.objects.get(person=an.person_id).answer == Presence.ABSENT
    assert codes.code_of(opened) == ""


def test_the_code_of_the_evening_opens_nothing_when_the_meeting_is_mended(opened, head, an, at, cast):
    code = codes.show_code(opened, head)
    roll = {one.person_id: one.answer for one in lists.roll_of(opened, DAY)} | {an.person_id: "absent"}
    flow.call_roll(opened, roll, head)
    flow.take("close", opened, head, closing(cast.members["au"].person_id))
    flow.take("reopen", opened, head, {"on": DAY, "why": "ghi thêm ý kiến"})
    assert codes.code_of(opened) == ""
    assert "Mã không đúng" in words(at("la").post(ADDRESS, {"ma": code}))
    assert Presence.objects.get(person=an.person_id).answer == Presence.ABSENT


def test_a_code_is_taken_on_the_day_of_the_meeting_alone(opened, head, an, at):
    code = codes.show_code(opened, head)
    put(BOOK_DAY, str(DAY + timedelta(days=1)), since=date(2020, 1, 1), actor=head)
    assert "không có cuộc họp nào đang mở" in words(at("la").post(ADDRESS, {"ma": code}))
    assert codes.code_of(opened) == ""
    with pytest.raises(Refused, match="chỉ dùng trong ngày họp"):
        codes.show_code(opened, head)
    assert not Presence.objects.exists()


def test_whoever_tries_is_stopped_after_ten(opened, head, an, at):
    code = codes.show_code(opened, head)
    client = at("la")
    for _nth in range(10):
        assert client.post(ADDRESS, {"ma": "1"}).status_code == 422
    stopped = client.post(ADDRESS, {"ma": code})
    assert stopped.status_code == 429
    assert "gõ sai nhiều lần" in words(stopped)
    assert not Presence.objects.exists()


def test_the_wall_is_for_who_leads(opened, at):
    address = reverse("meeting_room_code", args=[opened.pk])
    assert [at(login).get(address).status_code for login in ("nhung", "khac", "la")] == [403, 404, 403]
    client = at("buong")
    assert "Mở mã điểm danh" in words(client.get(address))
    client.post(address)
    code = codes.code_of(opened)
    assert f"{code[:3]} {code[3:]}" in words(client.get(address))
