"""The invitation: what it says, that it replaces the one before, who takes it home, how a State body's gets its number."""

from datetime import date, time
from io import BytesIO

import docx
import pytest
from django.urls import reverse

from soxa.desk.tests.signing_in import words
from soxa.documents.models import Document
from soxa.kernel.models import Entry
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.meetings import flow
from soxa.meetings.convening import invitation
from soxa.meetings.models import Meeting
from soxa.meetings.tests.conftest import THIRD, account, calling
from soxa.org.models import Office, Person
from soxa.party.posts import FOLLOWER

pytestmark = pytest.mark.django_db


def text(content):
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def taken(client, meeting, ending="docx"):
    return client.get(reverse("invitation", args=[meeting.pk, ending]))


def test_what_a_cell_s_invitation_says(convened, cast, at):
    follower = Person.named("Triệu Thị Hòa")
    follower.save()
    Office(
        person=follower, unit=cast.units["ben_da"], code=FOLLOWER, title="theo dõi", since=date(2026, 1, 1)
    ).save()
    said = text(taken(at("buong"), convened).content)
    for one in (
        "GIẤY MỜI", "19 giờ 30 phút, thứ Năm, ngày 03/12/2026", "Địa điểm: Nhà văn hóa", "Toàn thể đảng viên Chi bộ thôn Bến Đá",
        "Việc tháng 12", "Đồng chí Triệu Thị Hòa, theo dõi chi bộ", "T/M CHI BỘ",
    ):  # fmt: skip
        assert one in said, one
    assert "thay giấy mời" not in said
    assert taken(at("buong"), convened, "pdf").content[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("kind", "login", "said"),
    [
        ("standing", "chanh", "Đảng ủy xã Khe Trên trân trọng kính mời các đồng chí dự"),
        (
            "council",
            "ubnd",
            "Thường trực Hội đồng nhân dân xã Khe Trên trân trọng kính mời các vị đại biểu dự",
        ),
        ("people_committee", "ubnd", "Ủy ban nhân dân xã Khe Trên trân trọng kính mời các đồng chí dự"),
        ("dialogue", "ubnd", "Ủy ban nhân dân xã Khe Trên trân trọng kính mời ông, bà dự"),
    ],
)
def test_in_whose_name_and_how_one_is_invited(cast, head, at, kind, login, said):
    one = Person.named("Lò Văn Ất")
    one.save()
    wish = flow.Wish(kind=kind, unit_id=cast.units["upper"].pk, on=THIRD, called=((one.pk, "Ủy viên"),))
    meeting = flow.plan(wish, head, today=book_day())
    flow.take("convene", meeting, head, calling())
    assert said in text(taken(at(login), meeting).content)


def test_after_a_changed_day_it_says_which_one_it_replaces(convened, head, at):
    flow.take("move", convened, head, calling(planned_on=date(2026, 12, 5), why="bão số 12"))
    said = text(taken(at("buong"), convened).content)
    assert (
        "Giấy mời này thay giấy mời đã gửi ngày 20/11/2026 (họp ngày 03/12/2026). Lý do đổi lịch: bão số 12."
        in said
    )
    assert "thứ Bảy, ngày 05/12/2026" in said


def test_who_takes_it_home(convened, guest, at):
    assert taken(guest, convened).status_code == 200
    assert taken(at("chanh"), convened).status_code == 200
    for login in ("khac", "ubnd"):
        assert taken(at(login), convened).status_code == 404
    assert taken(at("chanh"), convened, "exe").status_code == 404


def test_there_is_none_before_the_convening_and_after_the_calling_off(due, head, at):
    assert taken(at("chanh"), due).status_code == 404
    flow.take("convene", due, head, calling(planned_on=date(2026, 11, 3)))
    flow.take("call_off", due, head, {"on": book_day(), "why": "bão"})
    assert taken(at("chanh"), due).status_code == 404


@pytest.fixture
def session(cast, head, at):
    """A session of the people's committee of one called by name, convened for the third, and a browser of its office."""
    one = Person.named("Lò Văn Ất")
    one.save()
    wish = flow.Wish(
        kind="people_committee",
        unit_id=cast.units["upper"].pk,
        on=THIRD,
        at=time(8),
        called=((one.pk, "Ủy viên"),),
    )
    meeting = flow.plan(wish, head, today=book_day())
    flow.take("convene", meeting, head, calling())
    return meeting


def test_a_state_body_s_invitation_is_begun_among_documents_once(session, at):
    client, address = at("ubnd"), reverse("invitation_issue", args=[session.pk])
    document = Document.objects.get(pk=client.post(address).url.strip("/").split("/")[-1])
    assert (document.kind, document.body, document.state) == ("giay_moi", "people_committee", Document.DRAFT)
    assert document.files.count() == 2
    client.post(address)
    assert Document.objects.filter(kind="giay_moi").count() == 1
    assert "Lò Văn Ất, Ủy viên" in text(taken(client, session).content)


def test_who_was_put_on_the_list_or_taken_off_after_the_telling_is_told(session, at, head):
    person = Person.named("Tô Thị Mới")
    person.save()
    Office(person=person, unit=session.unit, title="Kế toán", since=date(2026, 1, 1)).save()
    (first,) = session.summonses.values_list("person_id", flat=True)
    client, address = at("ubnd"), reverse("meeting_called", args=[session.pk])
    assert "thay giấy mời" not in text(taken(client, session).content)
    same = {"called": [first], "added": "member"}
    assert "Không có gì thay đổi" in words(client.post(address, same))
    added = {"added": "member", "own": [person.pk]}
    shown = words(client.post(address, added, follow=True))
    assert "Mời thêm: Tô Thị Mới. Không mời nữa, cần báo lại: Lò Văn Ất." in shown
    assert "sau khi đã mời: gửi lại giấy mời" in shown
    said = text(taken(client, session).content)
    assert (
        "Giấy mời này thay giấy mời đã gửi ngày 20/11/2026: thành phần dự họp thay đổi ngày 20/11/2026."
        in said
    )
    assert "Tô Thị Mới, Kế toán" in said
    flow.take("move", session, head, calling(planned_on=date(2026, 12, 5), why="bão"))
    assert "thành phần dự họp thay đổi" not in text(taken(client, session).content)


def test_one_past_its_draft_is_not_written_over(session, at):
    client, address = at("ubnd"), reverse("invitation_issue", args=[session.pk])
    client.post(address)
    made = Document.objects.get(kind="giay_moi")
    Document.objects.filter(pk=made.pk).moved(Entry.objects.first(), state=Document.ISSUED)
    assert "thu hồi hoặc thay thế văn bản ấy trước" in words(client.post(address, follow=True))
    assert made.files.count() == 2


def test_the_party_s_invitations_bear_no_number_of_the_book(convened, head, at):
    with pytest.raises(Refused, match="không lấy số trong sổ"):
        invitation.issue(convened, head, on=book_day())
    assert at("ubnd").post(reverse("invitation_issue", args=[convened.pk])).status_code == 404


def test_a_meeting_of_heads_has_an_invitation_without_names(cast, head, at):
    meeting = flow.plan(
        flow.Wish(kind="dialogue", unit_id=cast.units["upper"].pk, on=THIRD), head, today=book_day()
    )
    flow.take("convene", meeting, head, calling())
    assert "Theo thông báo của thôn, tổ dân phố" in text(taken(at("ubnd"), meeting).content)
    assert "Giấy mời PDF" in words(at("ubnd").get(reverse("meeting", args=[meeting.pk])))


def test_someone_with_an_account_who_is_not_called_gets_none(convened, cast, at):
    other = Person.named("Người Khác")
    other.save()
    account(other, cast, login="kha")
    assert taken(at("kha"), convened).status_code == 404
    assert Meeting.objects.filter(pk=convened.pk).exists()
