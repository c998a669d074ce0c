"""A meeting begun by mistake has not begun; one on a wrong day or hour is put right with its roll; a withdrawn task binds no conclusion."""

from datetime import date, time

import pytest
from django.urls import reverse

from soxa.documents.models import Document
from soxa.kernel.refusal import Refused
from soxa.meetings import flow, lists
from soxa.meetings.after import record, silence
from soxa.meetings.after.giving import give_all
from soxa.meetings.after.models import MadePaper
from soxa.meetings.models import Meeting, Presence
from soxa.meetings.room.flow import Decided, decide
from soxa.meetings.slugs import SLUGS
from soxa.meetings.tests.conftest import DAY, closing
from soxa.meetings.voting import flow as votes
from soxa.meetings.voting.tests.conftest import hands, wish
from soxa.party.models import Exemption
from soxa.tasks import flow as tasks
from soxa.tasks.effects import Said

pytestmark = pytest.mark.django_db


def called(meeting):
    return {one.person_id: one.answer for one in lists.roll_of(meeting, meeting.held_on)}


def test_a_thumb_on_the_button_is_taken_back(opened, head, at):
    client, address = at("buong"), reverse("meeting_step", args=[opened.pk, SLUGS["not_begun"]])
    assert client.get(address).status_code == 200
    client.post(address, {"on": "03/11/2026", "why": "bấm nhầm"})
    opened.refresh_from_db()
    assert (opened.state, opened.held_on, opened.began_at) == (Meeting.DUE, None, None)


def test_what_is_written_is_not_taken_back_with_it(opened, head):
    flow.call_roll(opened, called(opened), head)
    with pytest.raises(Refused, match="bấm “Sửa ngày, giờ họp”"):
        flow.take("not_begun", opened, head, {"on": DAY, "why": "nhầm"})
    opened.refresh_from_db()
    assert opened.held_on == DAY


def test_a_wrong_day_and_hour_are_put_right_with_the_roll(opened, head, at):
    flow.call_roll(opened, called(opened), head)
    address = reverse("meeting_step", args=[opened.pk, SLUGS["mend"]])
    client = at("buong")
    assert 'value="03/11/2026"' in client.get(address).content.decode()
    told = {"on": "05/11/2026", "began_at": "20:00", "place": "Nhà ông An", "why": "mưa lũ"}
    assert (
        client.post(address, {**told, "why": ""}).status_code == 422
    )  # another day than the 3rd needs its reason
    client.post(address, told)
    opened.refresh_from_db()
    assert (opened.held_on, opened.began_at, opened.place) == (date(2026, 11, 5), time(20), "Nhà ông An")
    assert set(Presence.objects.filter(meeting=opened).values_list("held_on", flat=True)) == {
        date(2026, 11, 5)
    }
    assert opened.items.count() == 2


def test_on_the_right_day_others_had_to_come(opened, head, cast):
    """Written down on the 3rd, held on the 6th: An is exempt from the 5th, Âu was until the 4th; a vote is of the right day too."""
    an, au = (cast.members[key] for key in ("an", "au"))
    Exemption(member=an, kind=Exemption.EXEMPT, since=date(2026, 11, 5)).save(force_insert=True)
    Exemption(member=au, kind=Exemption.EXEMPT, since=date(2026, 1, 1), until=date(2026, 11, 5)).save(
        force_insert=True
    )
    flow.call_roll(
        opened, {**dict.fromkeys(called(opened), Presence.PRESENT), an.person_id: Presence.ABSENT}, head
    )
    must = lambda: dict(opened.presences.values_list("person_id", "must"))  # noqa: E731
    assert (must()[an.person_id], must()[au.person_id]) == (True, False)
    vote = votes.put(opened, wish(), head, on=DAY)
    votes.VOTES.take("count", vote, head, hands(present=3, ayes=3))
    right = {"on": date(2026, 11, 6), "began_at": time(19, 30), "place": "", "why": "mưa lũ"}
    flow.take("mend", opened, head, right)
    assert (must()[an.person_id], must()[au.person_id]) == (False, True)
    assert set(opened.presences.values_list("held_on", flat=True)) == {date(2026, 11, 6)}
    vote.refresh_from_db()
    assert vote.counted_on == date(2026, 11, 6)
    Exemption(member=au, kind=Exemption.SUSPENDED, since=date(2026, 11, 7)).save(force_insert=True)
    with pytest.raises(Refused, match="Triệu Thị Âu đang bị đình chỉ"):
        flow.take("mend", opened, head, {**right, "on": date(2026, 11, 7)})


def test_a_withdrawn_task_binds_no_conclusion(opened, head, cast):
    flow.call_roll(opened, called(opened), head)
    owner = cast.members["an"].person_id
    decide(opened, Decided("Sửa đường", person_id=owner, due_on=date(2026, 11, 25)), head)
    flow.take("close", opened, head, closing(owner))
    assert give_all(opened, head, today=DAY) == 1
    with pytest.raises(Refused, match="Không còn kết luận nào"):
        give_all(opened, head, today=DAY)
    task = opened.conclusions.get().task
    tasks.FLOW.take("withdraw", task, head, {"on": DAY, "why": Said("nhầm người")})
    assert give_all(opened, head, today=DAY) == 1
    assert opened.conclusions.get().task_id != task.pk


def test_a_withdrawn_task_is_not_told_as_left_undone(opened, head, cast):
    """Two conclusions of November, one withdrawn on the 3rd: December's minutes tell of the other alone."""
    flow.call_roll(opened, called(opened), head)
    owner = cast.members["an"].person_id
    for text in ("Sửa đường", "Dọn kênh"):
        decide(opened, Decided(text, person_id=owner, due_on=date(2026, 11, 25)), head)
    flow.take("close", opened, head, closing(owner))
    give_all(opened, head, today=DAY)
    later = Meeting(kind="cell", unit=opened.unit, month=date(2026, 12, 1), held_on=date(2026, 12, 3))
    assert (record._before(later).whole, record._before(later).open) == (2, ("Sửa đường", "Dọn kênh"))
    task = opened.conclusions.get(text="Sửa đường").task
    tasks.FLOW.take("withdraw", task, head, {"on": DAY, "why": Said("không cần nữa")})
    assert (record._before(later).whole, record._before(later).open) == (1, ("Dọn kênh",))


@pytest.mark.parametrize("state", [Document.RECALLED, Document.REPLACED, Document.VOID])
def test_minutes_that_do_not_stand_are_none(opened, cast, state):
    document = Document.objects.create(
        unit=opened.unit, side="party", body="cell", direction="out", kind="bien_ban", abstract="x", state=state, released_on=DAY
    )  # fmt: skip
    MadePaper.objects.create(meeting=opened, paper=silence.MINUTES, document=document, fingerprint="x")
    assert silence._made([opened.pk]) == {}
    document.state = Document.ISSUED
    document.save()
    assert silence._made([opened.pk]) == {opened.pk: document}


def test_a_cell_that_sits_today_is_not_told_that_it_has_not_sent(opened):
    assert silence._lacks(opened, None, DAY) == ""
    assert silence._lacks(opened, None, date(2026, 11, 4)) == silence.NOT_SENT
