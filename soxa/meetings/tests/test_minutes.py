"""Minutes: the numbers of thirty members by hand, words kept beside the record, every kind builds, and the document made of it."""

from datetime import date, time
from io import BytesIO

import docx
import pytest
from django.urls import reverse
from openpyxl import load_workbook

from soxa.desk.tests.signing_in import queries, words
from soxa.documents.flow import OUTGOING
from soxa.documents.models import Document
from soxa.kernel.paper.pdf import pdf
from soxa.kernel.paper.word import word
from soxa.kernel.refusal import Refused
from soxa.meetings import flow, lists
from soxa.meetings.after import flow as after
from soxa.meetings.after import printed, rules
from soxa.meetings.after.models import MadePaper, Wording
from soxa.meetings.after.papers import DECISIONS, EXCERPT, MINUTES, PAPERS, papers_of
from soxa.meetings.after.record import record_of
from soxa.meetings.kinds import HEADS, KINDS
from soxa.meetings.models import Conclusion, Guest, Meeting, Opinion, Presence
from soxa.meetings.quality.models import Criterion, Score, ScoreSheet
from soxa.meetings.tests.conftest import DAY, closing, laid_out, opening
from soxa.org.models import Person
from soxa.party.models import Exemption
from soxa.party.tests.conftest import head_of
from soxa.samples.demo_fixture import as_made, settle, standing

pytestmark = pytest.mark.django_db

BY_HAND = [
    "I. Thời gian, địa điểm",
    "Bắt đầu 19 giờ 30 phút, kết thúc 21 giờ 10 phút (100 phút) ngày 03/11/2026, tại Nhà văn hóa.",
    "II. Thành phần",
    "Tổng số đảng viên: 30 đồng chí (chính thức 29, dự bị 01).",
    "Thuộc diện phải dự: 26; có mặt: 24 (chính thức 23, dự bị 01), đạt 92,31%.",
    "Vắng có lý do: 02 (Người Thứ Bảy; Người Thứ Tám).",
    "Vắng không lý do: 0.",
    "Miễn công tác và sinh hoạt: 03, trong đó tự nguyện dự: 0.",
    "Sinh hoạt tạm thời nơi khác: 01; nơi khác đến dự tạm thời: 0.",
    "(30 = 26 phải dự + 03 miễn + 01 tạm đi.)",
    "Đại biểu: đồng chí Triệu Thị Hòa, Đảng ủy viên phụ trách.",
]
NUMBERS = ("Một", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám")


@pytest.fixture(scope="module")
def standing_thirty(standing_cast, django_db_blocker):
    with standing(django_db_blocker):
        made = as_made(standing_cast)
        head = head_of(made)
        meeting = met(laid_out(made, head), made, head)
        settle()
        yield meeting.pk


@pytest.fixture
def thirty(standing_thirty, cast):
    """Bến Đá with thirty members, one on probation: 3 exempt, 1 away, 2 excused; it met from 19:30 to 21:10 and was sent."""
    return Meeting.objects.get(pk=standing_thirty)


def met(due, cast, head):
    held = lists.roll_of(due, DAY)
    for one in range(30 - len(held)):
        name = f"Người Thứ {NUMBERS[one]}" if one < len(NUMBERS) else f"Người Khác {one}"
        cast.member(f"m{one}", name, "ben_da", admitted_on="01/01/2010", recognised_on="01/01/2011")
    for one in range(4):
        kind = Exemption.TEMP_OUT if one == 3 else Exemption.EXEMPT
        Exemption.objects.create(member=cast.members[f"m{one}"], kind=kind, since=date(2025, 1, 1))
    flow.take("open", due, head, opening())
    answers = {one.person_id: one.answer for one in lists.roll_of(due, DAY)}
    for key in ("m6", "m7"):
        answers[cast.members[key].person_id] = Presence.EXCUSED
    flow.call_roll(due, answers, head)
    person = cast.members["an"].person_id
    flow.take("close", due, head, closing(person, ended_at=time(21, 10)))
    Guest.objects.create(meeting=due, name="Triệu Thị Hòa", post="Đảng ủy viên phụ trách", follower=True)
    return due


def text_of(meeting, which=MINUTES):
    return [one.words or one.text for one in printed.pieces_of(record_of(meeting), which)]


def test_the_numbers_of_the_minutes_are_those_counted_by_hand(thirty):
    assert text_of(thirty)[: len(BY_HAND)] == BY_HAND


def test_one_who_need_not_come_and_came_is_not_among_those_who_had_to():
    exempt = rules.Counted(True, rules.EXEMPT, rules.PRESENT)
    told = rules.composition(
        [
            exempt,
            rules.Counted(True, "", rules.PRESENT),
            rules.Counted(False, "", rules.EXCUSED),
            rules.Counted(True, "", rules.ABSENT),
        ]
    )
    assert (told.total, told.required, told.came, told.came_official, told.freely) == (4, 3, 1, 1, 1)
    assert told.adds_up
    assert rules.sum_line(told) == "04 = 03 phải dự + 01 miễn"
    assert not rules.composition([rules.Counted(True, "", "")]).adds_up


def test_opinions_reserved_ones_and_conclusions_stand_a_line_each(thirty, cast):
    an = cast.members["an"].person
    item = thirty.items.get(number=2)
    Opinion.objects.create(
        meeting=thirty, item=item, number=1, person=an, name=an.full_name, text="Nên làm trước mùa mưa."
    )
    Opinion.objects.create(
        meeting=thirty, number=2, name="Người Thứ Năm", text="Chưa nhất trí mức thu.", reserved=True
    )
    Opinion.objects.create(meeting=thirty, number=3, name="Triệu Thị Hòa", text="Đề nghị chi bộ làm sớm.")
    Conclusion.objects.create(meeting=thirty, item=item, number=1, text="Vận động hiến đất", person=an, due_on=date(2026, 11, 25))  # fmt: skip
    told = text_of(thirty)
    assert "4. Thảo luận: 02 đồng chí phát biểu." in told
    assert f"Đồng chí {an.full_name} (mục 3): Nên làm trước mùa mưa." in told
    assert "Ý kiến bảo lưu: đồng chí Người Thứ Năm: Chưa nhất trí mức thu." in told
    assert "- Đồng chí Triệu Thị Hòa: Đề nghị chi bộ làm sớm." in told
    assert f"1. Vận động hiến đất – đồng chí {an.full_name} phụ trách – hạn 25/11/2026." in told
    excerpt = [one.words or one.text for one in printed.pieces_of(record_of(thirty), EXCERPT, item)]
    assert f"Đồng chí {an.full_name}: Nên làm trước mùa mưa." in excerpt
    assert not any("Chưa nhất trí" in one for one in excerpt)


def test_words_are_kept_beside_the_record_and_numbers_are_not_typed_over(thirty, head, cast):
    item = thirty.items.get(number=2)
    code = f"item-{item.pk}"
    assert "An làm" in text_of(thirty)
    assert after.write(thirty, MINUTES, {code: "Chi bộ giao đồng chí An."}, {code: 0}, head, on=DAY) == 1
    assert "Chi bộ giao đồng chí An." in text_of(thirty)
    assert after.write(thirty, MINUTES, {code: "Chi bộ giao đồng chí An."}, {code: 1}, head, on=DAY) == 0
    with pytest.raises(Refused, match="người khác đã sửa mục"):
        after.write(thirty, MINUTES, {code: "Khác"}, {code: 0}, head, on=DAY)
    with pytest.raises(Refused, match="không có mục này"):
        after.write(thirty, MINUTES, {"total": "31"}, {}, head, on=DAY)
    with pytest.raises(Refused, match="dài quá"):
        after.write(thirty, MINUTES, {code: "a" * 8001}, {code: 1}, head, on=DAY)
    assert Wording.objects.count() == 1
    assert text_of(thirty)[: len(BY_HAND)] == BY_HAND


def test_a_record_that_changes_after_the_words_were_written_is_told(thirty, head, cast, at):
    item = thirty.items.get(number=2)
    code = f"item-{item.pk}"
    after.write(thirty, MINUTES, {code: "Giao đồng chí An."}, {code: 0}, head, on=DAY)
    address = reverse("meeting_paper", args=[thirty.pk, "bien-ban"])
    assert "Bản ghi đã đổi" not in words(at("buong").get(address))
    flow.take("reopen", thirty, head, {"on": DAY, "why": "sửa"})
    person = cast.members["an"].person_id
    flow.take("close", thirty, head, closing(person, ended_at=time(21, 10), conclusions={1: "", 2: "Ấn làm"}))
    shown = words(at("buong").get(address))
    assert "Bản ghi đã đổi sau khi sửa lời. Xem lại các mục: Nhiệm vụ tháng 11." in shown
    assert "Bản ghi nay nói: Ấn làm" in shown


@pytest.mark.parametrize("kind", [code for code in KINDS if code != "cell"])
def test_every_kind_has_its_papers(cast, head, kind):
    one = Person.named("Nông Thị Bưởi")
    one.save()
    unit = cast.units["ben_da" if KINDS[kind].unit_kind == "cell" else "upper"]
    wish = flow.Wish(kind=kind, unit_id=unit.pk, on=DAY, called=((one.pk, "Ủy viên"),), title="")
    meeting = flow.plan(wish, head, today=DAY)
    flow.take("open", meeting, head, opening())
    if KINDS[kind].summoned != HEADS:
        flow.call_roll(meeting, {each.person_id: each.answer for each in lists.roll_of(meeting, DAY)}, head)
    heads = {"heads_due": 10, "heads_came": 8} if KINDS[kind].summoned == HEADS else {}
    flow.take("close", meeting, head, closing(None, **heads))
    told, left = record_of(meeting), papers_of(meeting)
    papers = [printed.paper(told, which) for which in left]
    assert all(pdf(whole).startswith(b"%PDF") for whole in papers)
    assert word(papers[0]).startswith(b"PK")
    if PAPERS[kind].minutes:
        assert any("đạt 80%" in one or "đạt 100%" in one for one in text_of(meeting))


def test_a_draft_is_made_of_the_minutes_and_brought_up_to_date(thirty, head, at):
    client = at("buong")
    address = reverse("meeting_paper_make", args=[thirty.pk, "bien-ban"])
    document = Document.objects.get(pk=int(client.post(address).url.rstrip("/").rpartition("/")[2]))
    assert (document.kind, document.body, document.state) == ("bien_ban", "cell", Document.DRAFT)
    assert document.abstract == "sinh hoạt chi bộ thường kỳ tháng 11 năm 2026"
    assert sorted(one.name for one in document.files.all()) == [
        "bien-ban-2026-11-03.docx",
        "bien-ban-2026-11-03.pdf",
    ]
    page = reverse("document", args=[document.pk])
    assert "Lập từ cuộc họp Sinh hoạt chi bộ tháng 11/2026" in words(client.get(page))
    assert "không gõ đè được" in words(client.get(reverse("document_compose", args=[document.pk])))
    shown = reverse("meeting_paper", args=[thirty.pk, "bien-ban"])
    assert "Văn bản trong sổ khác với nội dung hiện nay" not in words(client.get(shown))
    after.write(thirty, MINUTES, {"opening": "Đồng chí Bường khai mạc."}, {"opening": 0}, head, on=DAY)
    assert "Văn bản trong sổ khác với nội dung hiện nay" in words(client.get(shown))
    client.post(address)
    assert "Văn bản trong sổ khác với nội dung hiện nay" not in words(client.get(shown))
    assert (MadePaper.objects.count(), document.files.count()) == (1, 4)
    OUTGOING.take("check", document, head)
    with pytest.raises(Refused, match="trả lại để bổ sung"):
        after.make(thirty, MINUTES, head, on=DAY)


def test_what_is_typed_is_kept_before_the_draft_is_made(thirty, head, at):
    client, make = at("buong"), reverse("meeting_paper_make", args=[thirty.pk, "bien-ban"])
    assert client.post(make, {"p-opening": "Khai mạc.", "v-opening": "0"}).status_code == 302
    assert Wording.objects.get(part="opening").text == "Khai mạc."
    late = client.post(make, {"p-opening": "Lời khác.", "v-opening": "0"})
    assert late.status_code == 422 and "người khác đã sửa" in words(late) and "Lời khác." in words(late)
    assert (Wording.objects.count(), MadePaper.objects.count()) == (1, 1)
    said = reverse("meeting_paper", args=[thirty.pk, "trich"]) + "?noi-dung=2"
    refused = client.post(said, {"p-item-1": "x", "v-item-1": "0"})
    assert (refused.status_code, "sửa ở biên bản" in words(refused)) == (422, True)


def test_nothing_is_made_before_the_meeting_was_sent(thirty, head, cast):
    flow.take("reopen", thirty, head, {"on": DAY, "why": "sửa"})
    with pytest.raises(Refused, match="Kết thúc và gửi"):
        after.make(thirty, DECISIONS, head, on=DAY)
    other = Meeting.objects.get(unit=cast.units["school"])
    with pytest.raises(Refused, match="Chưa họp"):
        after.write(other, MINUTES, {"opening": "x"}, {}, head, on=DAY)
    assert (Document.objects.count(), Wording.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("login", "read", "write"),
    [("chanh", 200, 302), ("buong", 200, 302), ("nhung", 200, 403), ("khac", 404, 404), ("ubnd", 404, 404), ("la", 403, 403)],
)  # fmt: skip
def test_who_reads_and_who_writes(thirty, at, login, read, write):
    address, client = reverse("meeting_paper", args=[thirty.pk, "bien-ban"]), at(login)
    assert client.get(address).status_code == read
    assert client.post(address, {"p-opening": "Khai mạc", "v-opening": "0"}).status_code == write
    assert client.post(reverse("meeting_paper_make", args=[thirty.pk, "bien-ban"])).status_code == write
    file = client.get(reverse("meeting_paper_file", args=[thirty.pk, "bien-ban", "pdf"]))
    assert file.status_code == read


def test_why_one_stayed_away_is_for_who_writes_and_no_excerpt_names_him(thirty, head, cast, at):
    person, why = Person.objects.get(full_name="Người Thứ Bảy").pk, "mổ ruột thừa"
    flow.call_roll(thirty, {person: Presence.EXCUSED}, head, basis="đơn xin nghỉ", reasons={person: why})
    pages = [reverse(name, args=[thirty.pk, *more]) for name, more in PAGES]
    for login, told in (("buong", True), ("nhung", False)):
        client = at(login)
        for address in pages:
            shown = words(client.get(address))
            assert "Người Thứ Bảy" in shown
            assert (why in shown) is told, (login, address)
        month = client.post(reverse("handbook_month") + "?thang=2026-11", {"reason": "above"})
        told_there = [str(cell.value) for row in load_workbook(BytesIO(month.content)).active for cell in row]
        assert any(why in one for one in told_there) is told
        assert any("Người Thứ Bảy" in one for one in told_there)
        taken = client.get(reverse("meeting_paper_file", args=[thirty.pk, "bien-ban", "docx"])).content
        assert (why in "".join(one.text for one in docx.Document(BytesIO(taken)).paragraphs)) is told
    excerpt = words(at("buong").get(reverse("meeting_paper", args=[thirty.pk, "trich"]) + "?noi-dung=2"))
    assert "Vắng có lý do: 02" in excerpt
    assert "Người Thứ Bảy" not in excerpt


PAGES = (("meeting", ()), ("meeting_paper", ("bien-ban",)), ("meeting_handbook", ()))


def test_papers_that_are_not_there_have_no_page(thirty, at):
    client = at("buong")
    for slug in ("khac", "trich"):
        assert client.get(reverse("meeting_paper", args=[thirty.pk, slug])).status_code == 404
    assert client.get(reverse("meeting_paper_file", args=[thirty.pk, "bien-ban", "exe"])).status_code == 404
    shown = words(client.get(reverse("meeting_paper", args=[thirty.pk, "trich"]) + "?noi-dung=2"))
    assert "TRÍCH BIÊN BẢN" in shown
    assert "Đánh giá tháng 10" not in shown


def test_the_page_asks_a_fixed_number_of_questions(thirty, at):
    client, address = at("chanh"), reverse("meeting_paper", args=[thirty.pk, "bien-ban"])
    first = queries(client, address)
    for number in range(1, 9):
        Opinion.objects.create(meeting=thirty, number=number, name=f"Người {number}", text="Nhất trí.")
        Conclusion.objects.create(meeting=thirty, number=number, text=f"Việc {number}")
    assert queries(client, address) == first


def test_the_cell_s_own_score_stands_under_the_conclusions(thirty):
    assert not any("Tự đánh giá" in one for one in text_of(thirty))
    day = date(2026, 1, 2)
    sheet = ScoreSheet.objects.create(kind="cell", unit=thirty.unit, since=day, good=90, fair=70, average=50)
    for number in (1, 2):
        Criterion.objects.create(sheet=sheet, number=number, title="Tiêu chí", most=50)
    Score.objects.create(
        meeting=thirty, unit=thirty.unit, month=thirty.month, side=Score.SELF, sheet=sheet, scored_on=DAY, since=DAY,
        total="92.5", level="good",
    )  # fmt: skip
    assert "Tự đánh giá buổi sinh hoạt: 92,5/100 điểm, loại Tốt." in text_of(thirty)
