"""In the room: no name of a stranger is told, a decision keeps its point, a meeting that is mended keeps who led it; odd sendings."""

import json
import re
from datetime import date

import pytest
from django.urls import reverse

from soxa.meetings import flow, lists
from soxa.meetings.after import printed
from soxa.meetings.after.papers import EXCERPT
from soxa.meetings.after.record import record_of
from soxa.meetings.models import Conclusion, Guest, Meeting
from soxa.meetings.room.changes import take_in
from soxa.meetings.tests.conftest import DAY, closing
from soxa.org.models import Office
from soxa.party.posts import FOLLOWER

pytestmark = pytest.mark.django_db


def part(meeting, name):
    return reverse("meeting_room_part", args=[meeting.pk, name])


def rolled(meeting, head):
    flow.call_roll(meeting, {one.person_id: one.answer for one in lists.roll_of(meeting, DAY)}, head)


def guest_of(meeting, head, person, **more):
    return take_in(
        meeting, [{"do": "welcome", "person": str(person), "follower": "1", "key": "k", **more}], head
    )


def test_a_stranger_s_number_tells_no_name(opened, head, cast):
    stranger = cast.members["xa"].person_id
    assert "Ghi họ và tên đại biểu" in guest_of(opened, head, stranger).refused["k"]
    assert not Guest.objects.exists()
    guest_of(opened, head, stranger, name="Bà Hoa")
    held = Guest.objects.get()
    assert (held.name, held.person_id, held.follower) == ("Bà Hoa", None, False)


@pytest.mark.parametrize(("since", "follows"), [(DAY, True), (date(2026, 11, 4), False)])
def test_who_follows_the_cell_on_the_day_is_named_by_his_key(opened, head, cast, since, follows):
    person = cast.members["xa"].person
    seat = {
        "unit": cast.units["ben_da"],
        "title": "Đảng ủy viên",
        "role": "committee_member",
        "code": FOLLOWER,
    }
    Office(person=person, since=since, **seat).save()
    guest_of(opened, head, person.pk, name="Ai đó")
    held = Guest.objects.get()
    expected = (person.full_name, person.pk, True) if follows else ("Ai đó", None, False)
    assert (held.name, held.person_id, held.follower) == expected


def test_a_decision_of_a_point_is_written_kept_and_stands_in_its_excerpt(opened, head, at):
    client, item = at("buong"), opened.items.get(number=2)
    assert "Thuộc nội dung" in client.get(part(opened, "viec")).content.decode()
    client.post(part(opened, "viec"), {"do": "decide", "text": "Rải đá", "item": item.pk})
    made = Conclusion.objects.get()
    mending = client.get(part(opened, "viec"), {"sua": made.pk}).content.decode()
    chosen = re.search(r'<select id="d-item".*?</select>', mending, re.DOTALL).group()
    assert f'value="{item.pk}" selected' in chosen
    rolled(opened, head)
    record = record_of(Meeting.objects.get(pk=opened.pk))
    told = {
        one.number: [piece.words or piece.text for piece in printed.pieces_of(record, EXCERPT, one)]
        for one in opened.items.all()
    }
    assert "1. Rải đá." in told[2]
    assert not any("Không giao việc" in line or "Kết luận" in line for line in told[1])


def test_what_is_mended_after_the_end_keeps_hour_and_who_led(opened, head, at, cast):
    rolled(opened, head)
    au, dang = cast.members["au"].person_id, cast.members["dang"].person_id
    flow.take("close", opened, head, closing(au, scribe=dang))
    flow.take("reopen", opened, head, {"on": DAY, "why": "sửa một người vắng"})
    shown = at("buong").get(part(opened, "xong")).content.decode()
    for name, person in (("chair", au), ("scribe", dang)):
        field = re.search(rf'<select name="{name}".*?</select>', shown, re.DOTALL).group()
        assert f'value="{person}" selected' in field
    assert "21:00" in re.search(r'<input[^>]*name="ended_at"[^>]*>', shown).group()


@pytest.mark.parametrize("body", ["[" * 100_000, '{"changes": ' * 20_000])
def test_brackets_without_end_are_refused(opened, at, body):
    sent = at("buong").post(reverse("meeting_room_send", args=[opened.pk]), body, "application/json")
    assert sent.status_code == 400


@pytest.mark.parametrize("digits", ["9" * 5000, "²", "٣"])
def test_numbers_beyond_all_bounds_name_no_point_and_no_version(opened, at, head, digits):
    rolled(opened, head)
    client, address = at("buong"), lambda slug: reverse("meeting_paper", args=[opened.pk, slug])
    assert client.get(address("trich"), {"noi-dung": digits}).status_code == 404
    assert client.post(address("bien-ban"), {"v-opening": digits, "p-opening": "x"}).status_code in (302, 422)


def test_a_ballot_of_odd_numbers_is_told_in_words(opened, rf):
    from soxa.meetings.views.ballot import _filled

    assert json.dumps(_filled(rf.post("/", {"option": ["9" * 5000, "2", "²"]})).options) == "[0, 2, 0]"
