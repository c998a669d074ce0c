"""Papers of a meeting: whose day counts, who opens them, what is refused, what a browser that has them is sent."""

import time
from datetime import date, timedelta
from functools import cache
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from soxa.desk.tests.signing_in import words
from soxa.documents.files import Paper
from soxa.documents.room import MB, WHOLE, uses
from soxa.kernel import files, preferences
from soxa.kernel.models import Entry
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.meetings import flow, rules
from soxa.meetings.convening import papers
from soxa.meetings.convening.models import Handout
from soxa.meetings.models import Meeting
from soxa.meetings.tests.conftest import THIRD, calling
from soxa.org.models import Person

pytestmark = pytest.mark.django_db
PNG = "image/png"


@cache
def small():
    made = BytesIO()
    Image.new("RGB", (30, 40), "white").save(made, "PNG")
    return made.getvalue()


def paper(mark=b"1", name="Báo cáo tháng.png"):
    return Paper(small() + mark, name, PNG)


def put(meeting, head, *, mark=b"1", on=None, **more):
    return papers.hand_out(meeting, "Báo cáo", paper(mark), head, on=on or book_day(), **more)


@pytest.mark.parametrize(("days", "in_time"), [(2, True), (1, True), (0, False)])
def test_papers_are_in_time_to_the_day_before(convened, head, days, in_time):
    put(convened, head, on=THIRD - timedelta(days=days))
    convened.refresh_from_db()
    assert (convened.papers_on <= rules.papers_due(THIRD)) is in_time


def test_the_first_paper_s_day_is_the_meeting_s_and_goes_with_it(convened, head):
    first = put(convened, head, on=date(2026, 11, 28))
    put(convened, head, mark=b"2", on=date(2026, 12, 1))
    convened.refresh_from_db()
    assert convened.papers_on == date(2026, 11, 28)
    papers.withdraw(first, head, on=date(2026, 12, 1))
    convened.refresh_from_db()
    assert convened.papers_on == date(2026, 12, 1)
    papers.withdraw(papers.standing(convened).get(), head, on=date(2026, 12, 1))
    convened.refresh_from_db()
    assert convened.papers_on is None


def test_what_went_out_on_paper_with_the_invitation_stays(cast, head, due):
    flow.take("convene", due, head, calling(planned_on=date(2026, 11, 3), papers=True, on=date(2026, 11, 1)))
    papers.withdraw(put(due, head, on=date(2026, 11, 2)), head, on=date(2026, 11, 2))
    due.refresh_from_db()
    assert due.papers_on == date(2026, 11, 1)


def test_what_was_handed_out_here_alone_is_gone_when_withdrawn_on_the_day_of_the_convening(convened, head):
    papers.withdraw(put(convened, head), head, on=book_day())
    convened.refresh_from_db()
    assert convened.papers_on is None


def test_the_first_day_stands_whichever_way_papers_went_out(due, head):
    first = put(due, head, on=date(2026, 10, 24))
    flow.take("convene", due, head, calling(planned_on=date(2026, 11, 3), papers=True, on=date(2026, 11, 1)))
    due.refresh_from_db()
    assert due.papers_on == date(2026, 10, 24)
    papers.withdraw(first, head, on=date(2026, 11, 2))
    due.refresh_from_db()
    assert due.papers_on == date(2026, 11, 1)


def test_the_same_paper_twice_is_refused_and_nothing_is_written(convened, head):
    put(convened, head)
    entries = Entry.objects.count()
    with pytest.raises(Refused, match="đã gửi cho cuộc họp rồi"):
        put(convened, head)
    assert (Handout.objects.count(), Entry.objects.count()) == (1, entries)


def test_papers_of_meetings_take_room_of_the_unit_like_documents(convened, head):
    preferences.put(WHOLE, 1, since=date(2020, 1, 1), actor=head)
    last = MB - 2 * len(small()) - 600_000  # so many bytes fill the one megabyte
    put(convened, head, mark=b"x" * 600_000)
    entries = Entry.objects.count()
    with pytest.raises(Refused, match="tệp văn bản của đơn vị đã dùng 1 MB trong 1 MB"):
        put(convened, head, mark=b"y" * (last + 1))
    assert (Handout.objects.count(), Entry.objects.count()) == (1, entries)
    put(convened, head, mark=b"y" * last)
    assert [(one.unit_id, one.held) for one in uses()] == [(convened.unit_id, MB)]


def test_a_point_of_another_meeting_and_a_meeting_called_off_are_refused(convened, due, head):
    flow.take("convene", due, head, calling(planned_on=date(2026, 11, 3)))
    with pytest.raises(Refused, match="không thuộc cuộc họp"):
        put(convened, head, item=due.items.get())
    flow.take("call_off", convened, head, {"on": book_day(), "why": "bão"})
    with pytest.raises(Refused, match="không tổ chức nữa"):
        put(convened, head)
    assert not Handout.objects.exists()


def test_papers_stand_under_their_point(convened, head):
    item = convened.items.get()
    of_item, whole = put(convened, head, item=item), put(convened, head, mark=b"2")
    assert papers.shown(convened) == [(None, [whole]), (item, [of_item])]


def test_what_is_withdrawn_is_gone_for_everyone_and_not_twice(convened, head, at):
    one = put(convened, head)
    client = at("buong")
    assert client.get(reverse("handout", args=[one.pk])).status_code == 200
    assert "Đã rút tài liệu." in words(
        client.post(reverse("handout_withdraw", args=[convened.pk, one.pk]), follow=True)
    )
    assert client.get(reverse("handout", args=[one.pk])).status_code == 404
    with pytest.raises(Refused, match="đã rút rồi"):
        papers.withdraw(one, head, on=book_day())
    assert files.is_held(one.digest)


def test_of_a_meeting_that_is_over_nothing_is_withdrawn(convened, head):
    one = put(convened, head)
    Meeting.objects.filter(pk=convened.pk).moved(Entry.objects.first(), state=Meeting.CLOSED)
    with pytest.raises(Refused, match="không rút nữa"):
        papers.withdraw(one, head, on=book_day())


@pytest.mark.parametrize(
    ("login", "status"), [("chanh", 200), ("buong", 200), ("nhung", 200), ("khac", 404), ("ubnd", 404)]
)
def test_who_opens_a_paper(convened, head, at, login, status):
    one = put(convened, head)
    for name in ("handout", "handout_file"):
        assert at(login).get(reverse(name, args=[one.pk])).status_code == status
    assert at(login).get(reverse("handout_leaf", args=[one.pk, 1])).status_code == status


def test_who_is_called_opens_it_and_no_other_meeting_s(convened, due, head, guest, cast):
    one = put(convened, head)
    answer = guest.get(reverse("handout_file", args=[one.pk]))
    assert b"".join(answer.streaming_content) == small() + b"1"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "Báo cáo" in words(guest.get(reverse("own_meeting", args=[convened.pk])))
    other = Meeting.objects.get(unit=cast.units["school"])
    theirs = put(other, head)
    for name in ("handout", "handout_file"):
        assert guest.get(reverse(name, args=[theirs.pk])).status_code == 404
    assert guest.get(reverse("handout_add", args=[convened.pk])).status_code == 403


def test_who_was_let_in_turns_pages_without_being_asked_again_but_nobody_else(
    convened, due, head, at, guest, cast, django_assert_num_queries, monkeypatch
):
    one, other = put(convened, head), put(Meeting.objects.get(unit=cast.units["school"]), head)
    leaf = reverse("handout_leaf", args=[one.pk, 1])
    began = int(time.time())
    monkeypatch.setattr("django.core.signing.time.time", lambda: began)
    guest.get(reverse("handout", args=[one.pk]))
    let_in = guest.cookies["opened"]
    assert (let_in["path"], let_in["httponly"], let_in["samesite"]) == (
        reverse("handout", args=[one.pk]),
        True,
        "Lax",
    )
    assert guest.get(leaf).status_code == 200
    with django_assert_num_queries(5):
        assert guest.get(leaf).status_code == 200
    assert guest.get(reverse("handout_leaf", args=[other.pk, 1])).status_code == 404
    stranger = at("khac")
    for value in (let_in.value, let_in.value + "x", f"{one.pk} {cast.accounts['khac'].pk}"):
        stranger.cookies["opened"] = value
        assert stranger.get(leaf).status_code == 404
    asked = []
    monkeypatch.setattr(
        "soxa.meetings.views.papers.told_to", lambda person: asked.append(person) or Meeting.objects.none()
    )
    for passed, status in ((600, 200), (601, 404)):
        monkeypatch.setattr("django.core.signing.time.time", lambda passed=passed: began + passed)
        assert guest.get(leaf).status_code == status
    assert len(asked) == 1
    monkeypatch.undo()
    papers.withdraw(one, head, on=book_day())
    assert guest.get(leaf).status_code == 404


def test_a_browser_that_has_the_bytes_is_told_so(convened, head, guest):
    one = put(convened, head)
    for address in (reverse("handout_file", args=[one.pk]), reverse("handout_leaf", args=[one.pk, 1])):
        mark = guest.get(address)["ETag"]
        again = guest.get(address, headers={"If-None-Match": mark})
        assert (again.status_code, again.content) == (304, b"")
        assert "private" in again["Cache-Control"]


def test_a_paper_is_handed_in_on_its_page(convened, at):
    client, address = at("buong"), reverse("handout_add", args=[convened.pk])
    upload = SimpleUploadedFile("Kế hoạch.png", small())
    assert client.post(address, {"file": upload}).url == reverse("meeting", args=[convened.pk])
    assert Handout.objects.get().title == "Kế hoạch"
    told = Entry.objects.get(step="hand_out")
    assert told.facts == {"own": True}
    assert "Kế hoạch" in words(client.get(reverse("meeting", args=[convened.pk])))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Chọn một tệp, hoặc ghi số văn bản có trong sổ."),
        ({"notation": "99-NQ/ĐU"}, "Không thấy văn bản số “99-NQ/ĐU” trong sổ."),
        ({"file": SimpleUploadedFile("x.pdf", b"%PDF-1.7 hong")}, "hỏng, không đọc được như tệp PDF"),
        ({"file": SimpleUploadedFile("x.exe", b"MZ")}, "không phải PDF"),
    ],
)
def test_what_is_no_paper_is_told_in_words(convened, at, given, said):
    answer = at("buong").post(reverse("handout_add", args=[convened.pk]), given)
    assert answer.status_code == 422
    assert said in words(answer)
    assert not Handout.objects.exists()


def test_who_only_reads_hands_in_nothing(convened, at):
    assert at("nhung").get(reverse("handout_add", args=[convened.pk])).status_code == 403


def test_a_person_called_by_list_opens_the_papers_of_his_body(cast, head, guest):
    an = Person.objects.get(pk=cast.members["an"].person_id)
    wish = flow.Wish(kind="standing", unit_id=cast.units["upper"].pk, on=THIRD, called=((an.pk, "Ủy viên"),))
    meeting = flow.plan(wish, head, today=book_day())
    one = put(meeting, head)
    assert guest.get(reverse("handout", args=[one.pk])).status_code == 200
    other = Person.named("B Hai")
    other.save()
    flow.call(meeting, ((other.pk, "Ủy viên"),), head, on=book_day())
    assert guest.get(reverse("handout", args=[one.pk])).status_code == 404


def test_bytes_that_were_altered_are_not_sent_and_sealed_ones_are_opened(convened, head, at):
    one = put(convened, head)
    client, address = at("buong"), reverse("handout_file", args=[one.pk])
    assert client.get(address).status_code == 200
    place = files._place(one.digest)
    place.write_bytes(place.read_bytes() + b"x")
    assert client.get(address).status_code == 404
    place.unlink()
    assert client.get(address).status_code == 404
    with files.opened(files.keep(b"kin", sealed=True)) as kept:
        assert kept.read() == b"kin"
