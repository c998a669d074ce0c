"""After the meeting: conclusions given as tasks by one press, how many were carried out in time, pages of the notebook."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from PIL import Image

from soxa.desk.tests.signing_in import words
from soxa.documents.room import WHOLE, uses
from soxa.kernel import files
from soxa.kernel.figures import Moment, find, read
from soxa.kernel.preferences import put
from soxa.kernel.refusal import Refused
from soxa.law.periods import Period
from soxa.meetings import flow, lists
from soxa.meetings.after import giving, handbook, notebook
from soxa.meetings.after.models import NotebookPage
from soxa.meetings.after.record import record_of
from soxa.meetings.models import Conclusion, Meeting
from soxa.meetings.tests.conftest import DAY, account, closing, laid_out, opening
from soxa.org.models import Office, Person
from soxa.party.tests.cast import TODAY
from soxa.party.tests.conftest import head_of
from soxa.samples.demo_fixture import settle, standing
from soxa.tasks import flow as tasks
from soxa.tasks.effects import Said
from soxa.tasks.models import Task

pytestmark = pytest.mark.django_db
NEXT = date(2026, 11, 10)


@pytest.fixture(scope="module")
def standing_meeting(standing_cast, django_db_blocker):
    with standing(django_db_blocker):
        head = head_of(standing_cast)
        meeting = laid_out(standing_cast, head)
        flow.take("open", meeting, head, opening())
        ended(meeting, head, standing_cast)
        settle()
        yield meeting.pk


@pytest.fixture
def sent(standing_meeting, cast):
    """Bến Đá's meeting, sent: one conclusion of Bường who holds an office there, one of An, one without a day."""
    return Meeting.objects.get(pk=standing_meeting)


def ended(opened, head, cast):
    flow.call_roll(opened, {one.person_id: one.answer for one in lists.roll_of(opened, DAY)}, head)
    flow.take("close", opened, head, closing(cast.members["an"].person_id))
    buong, an = cast.accounts["buong"].person, cast.members["an"].person
    Conclusion.objects.create(meeting=opened, number=1, text="Vận động hiến đất", person=buong, due_on=NEXT)
    Conclusion.objects.create(meeting=opened, number=2, text="Dọn rác ven sông", person=an, due_on=NEXT)
    Conclusion.objects.create(meeting=opened, number=3, text="Theo dõi nước sạch", person=an)


def test_one_press_gives_all_that_have_an_owner_and_a_day(sent, at, cast):
    client, press = at("buong"), reverse("meeting_give", args=[sent.pk])
    home = reverse("meeting", args=[sent.pk])
    assert "Giao 2 việc thành nhiệm vụ" in words(client.get(home))
    assert "Đã giao 2 nhiệm vụ từ kết luận." in words(client.post(press, follow=True))
    first, second = Task.objects.order_by("pk")
    assert (first.unit_id, first.person_id, first.content) == (
        sent.unit_id,
        cast.accounts["buong"].person_id,
        "Vận động hiến đất",
    )
    assert (second.unit_id, second.person_id) == (sent.unit_id, None)
    assert second.content == f"Dọn rác ven sông (đồng chí {cast.members['an'].person.full_name} phụ trách)"
    assert (first.given_on, first.due_on) == (DAY, NEXT)
    assert "Không còn kết luận nào" in words(client.post(press, follow=True))
    assert Task.objects.count() == 2
    shown = words(client.get(home))
    assert "Quá hạn 10 ngày" in shown
    assert "Thiếu người hoặc hạn" in shown
    assert home in client.get(reverse("task", args=[first.pk])).content.decode()


def test_nothing_is_given_when_one_cannot_be(sent, head):
    Conclusion.objects.filter(number=2).moved(head_entry(sent), due_on=DAY - timedelta(days=1))
    with pytest.raises(Refused, match="Kết luận 2: Hạn không được trước ngày giao"):
        giving.give_all(sent, head, today=TODAY)
    assert (Task.objects.count(), Conclusion.objects.exclude(task=None).count()) == (0, 0)


def head_entry(meeting):
    """Any entry that stands in the journal."""
    return meeting.items.first().entry


def test_nothing_is_given_before_the_meeting_is_sent(sent, head):
    flow.take("reopen", sent, head, {"on": DAY, "why": "sửa"})
    with pytest.raises(Refused, match="Kết thúc và gửi"):
        giving.give_all(sent, head, today=TODAY)


@pytest.mark.parametrize(("login", "status"), [("nhung", 403), ("khac", 404), ("ubnd", 404), ("la", 403)])
def test_who_may_not_give(sent, at, login, status):
    assert at(login).post(reverse("meeting_give", args=[sent.pk])).status_code == status
    assert at(login).post(reverse("meeting_notebook", args=[sent.pk]), {}).status_code == status


def counted(cast):
    """(carried out in time, due) of November."""
    found = read(
        find("meetings.conclusions_in_time"), Moment.over(Period.parse("2026-11")), cast.units["upper"].pk
    )
    return found.part, found.whole


def test_conclusions_in_time_of_those_due(sent, head, cast):
    giving.give_all(sent, head, today=TODAY)
    first, second = Task.objects.order_by("pk")
    for task, day in (
        (first, NEXT),
        (second, NEXT + timedelta(days=1)),
    ):  # the last day, and one day after it
        for name, more in (("accept", {}), ("report", {"text": Said("Xong")}), ("confirm", {})):
            tasks.take(name, task, head, today=TODAY, facts={"on": day, **more})
    assert counted(cast) == (1, 2)


def test_a_conclusion_that_became_no_task_is_not_in_time_and_a_withdrawn_one_does_not_count(sent, head, cast):
    giving.give_all(sent, head, today=TODAY)
    Conclusion.objects.create(meeting=sent, number=4, text="Chưa giao", due_on=NEXT)
    first = Task.objects.order_by("pk").first()
    tasks.take("withdraw", first, head, today=TODAY, facts={"on": NEXT, "why": Said("không cần nữa")})
    assert counted(cast) == (0, 2)


def picture(kind="JPEG", size=(3000, 2000), name="trang.jpg"):
    kept = BytesIO()
    image = Image.new("RGB", size, "white")
    exif = image.getexif()
    exif[0x010F] = "Điện thoại của ai"
    image.save(kept, kind, exif=exif)
    return SimpleUploadedFile(name, kept.getvalue())


def test_a_page_is_kept_upright_small_and_without_what_the_phone_adds(sent, head, at):
    client, address = at("buong"), reverse("meeting_notebook", args=[sent.pk])
    assert client.post(address, {"files": [picture(), picture(size=(10, 10))]}).status_code == 302
    one = NotebookPage.objects.get(number=1)
    answer = client.get(reverse("meeting_notebook_page", kwargs={"pk": sent.pk, "number": 1}))
    assert answer["Content-Type"] == "image/jpeg"
    with Image.open(BytesIO(answer.content)) as shown:
        assert (max(shown.size), dict(shown.getexif())) == (notebook.LONGEST, {})
    assert "Trang 2" in words(client.get(address))
    assert b"\xff\xd8\xff" not in (files._place(one.digest)).read_bytes()[:20]  # it lies sealed
    assert (
        at("khac").get(reverse("meeting_notebook_page", kwargs={"pk": sent.pk, "number": 1})).status_code
        == 404
    )
    client.post(reverse("meeting_notebook_away", kwargs={"pk": sent.pk, "number": 1}))
    assert (
        client.get(reverse("meeting_notebook_page", kwargs={"pk": sent.pk, "number": 1})).status_code == 404
    )
    assert NotebookPage.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (list, "Chưa chọn ảnh nào"),
        (lambda: [SimpleUploadedFile("a.jpg", b"\xff\xd8\xffhong")], "hỏng hoặc quá lớn"),
        (lambda: [SimpleUploadedFile("a.exe", b"MZ")], "không phải PDF, ảnh"),
        (lambda: [SimpleUploadedFile("a.jpg", b"")], "trống"),
        (lambda: [picture(), SimpleUploadedFile("a.exe", b"MZ")], "không phải PDF, ảnh"),
        (lambda: [picture(size=(9, n + 9)) for n in range(41)], "nhiều nhất 40 trang"),
    ],
)
def test_what_is_no_page_is_refused_in_words_and_nothing_is_kept(sent, at, given, said):
    answer = at("buong").post(reverse("meeting_notebook", args=[sent.pk]), {"files": given()})
    assert answer.status_code == 422
    assert said in words(answer)
    assert not NotebookPage.objects.exists()


@pytest.mark.parametrize(("room", "kept"), [(1, 0), (2, 2)])
def test_pages_take_room_of_the_unit_together_and_those_put_away_take_none(
    sent, head, at, monkeypatch, room, kept
):
    monkeypatch.setattr(notebook, "looked_at", lambda one: (one.name.encode() * 300_000, notebook.JPEG))
    put(WHOLE, room, since=date(2020, 1, 1), actor=head)
    given = {"files": [SimpleUploadedFile("aa", b"1"), SimpleUploadedFile("bb", b"1")]}  # 1.2 million bytes
    answer = at("buong").post(reverse("meeting_notebook", args=[sent.pk]), given)
    assert NotebookPage.objects.count() == kept
    assert kept or "Không nhận tệp “trang sổ chụp” (2 MB)" in words(answer)
    for page in NotebookPage.objects.all():
        notebook.put_away(page, head, on=page.kept_on)
    assert uses() == []


def test_the_board_tells_what_each_cell_lacks_and_in_what_words_to_ask(sent, at, cast):
    client, board = at("chanh"), reverse("meetings")
    person = cast.accounts["buong"].person
    person.phone = "0912 345 678"
    person.save()
    Office.objects.create(
        person=person,
        unit=cast.units["ben_da"],
        code="cell_secretary",
        title="Bí thư",
        since=date(2025, 1, 1),
    )
    shown = words(client.get(board, {"thang": "2026-11"}))
    for said in ("Chưa họp (1)", "Đã họp, chưa gửi (0)", "Chưa có biên bản (1)"):
        assert said in shown
    assert "0912 345 678" not in shown  # of those who sent, only where it is asked who lacks the minutes
    shown = words(client.get(board, {"thang": "2026-11", "muc": "chua-bien-ban"}))
    assert "Người buong · 0912 345 678" in shown
    assert (
        "Kính gửi đồng chí Người buong, bí thư Chi bộ thôn Bến Đá: chi bộ đã gửi kết quả sinh hoạt tháng 11/2026 nhưng chưa phát hành biên bản"
        in shown
    )
    only = words(client.get(board, {"thang": "2026-11", "muc": "chua-hop"})).split("Biên bản", 1)[1]
    assert "Trường THCS" in only
    assert "thôn Bến Đá" not in only
    assert "Không có chi bộ nào ở mục này" in words(
        client.get(board, {"thang": "2026-11", "muc": "chua-gui"})
    )
    assert "Lời nhắc" not in words(at("nhung").get(board, {"thang": "2026-11"}))


def test_the_board_leaves_as_a_workbook_without_a_members_name(sent, at, cast):
    answer = at("chanh").get(reverse("meetings_export"), {"thang": "2026-11"})
    sheet = load_workbook(BytesIO(answer.content)).active
    told = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {"Chi bộ thôn Bến Đá", "Chưa có biên bản", "Chưa họp"} <= set(told)
    assert not any(one.person.full_name in told for one in cast.members.values())
    assert at("la").get(reverse("meetings_export")).status_code == 403


def test_the_workbook_holds_the_rows_that_are_shown(sent, at):
    answer = at("chanh").get(reverse("meetings_export"), {"thang": "2026-11", "muc": "chua-hop"})
    sheet = load_workbook(BytesIO(answer.content)).active
    told = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "Chi bộ Trường THCS Khe Trên" in told and "Chi bộ thôn Bến Đá" not in told


def test_who_sees_many_communes_reads_one_at_a_time(sent, at, cast):
    """The province's auditor: the board, its workbook and the sheets to print are of the commune that is chosen."""
    account(
        Person.objects.get(pk=cast.members["an"].person_id),
        cast,
        role="auditor",
        unit="province",
        login="tinh",
    )
    client, month = at("tinh"), {"thang": "2026-11"}
    shown = words(client.get(reverse("meetings"), month))
    assert "thôn Bến Đá" in shown and "— chọn xã —" in shown
    other = {**month, "xa": "99802"}
    assert "thôn Bến Đá" not in words(client.get(reverse("meetings"), other))
    told = load_workbook(BytesIO(client.get(reverse("meetings_export"), other).content)).active
    assert not any("Bến Đá" in str(cell.value) for row in told.iter_rows() for cell in row)
    assert client.get(reverse("paper_rolls"), other).status_code == 302
    assert client.get(reverse("paper_rolls"), {**month, "xa": "99801"}).status_code == 200


def test_the_record_stands_in_the_order_of_the_handbook_as_set(sent, head, at):
    address, client = reverse("meeting_handbook", args=[sent.pk]), at("buong")
    shown = client.get(address).content.decode()
    assert '<textarea id="f-ngay" readonly rows="1">03/11/2026</textarea>' in shown
    assert '<textarea id="f-phai-du" readonly rows="1">5</textarea>' in shown
    assert "2. Dọn rác ven sông" in shown
    put(handbook.ORDER, "ket-luan, ngay", since=date(2026, 1, 1), actor=head)
    assert [code for code, _title, _said in handbook.told(record_of(sent))] == ["ket-luan", "ngay"]
    assert at("khac").get(address).status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [("ngay, thang", ""), ("", ""), ("ngay, ngay", "một lần"), ("ngay; tuoi", "Không có trường “tuoi”")],
)
def test_a_setting_of_unknown_fields_is_refused_in_words(typed, said):
    assert (said in handbook.ORDER.check(typed)) if said else handbook.ORDER.check(typed) == ""
