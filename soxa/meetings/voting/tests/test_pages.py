"""Pages of votes: who sees them, a vote by hand and by paper through them, what is refused in words, what they ask."""

from io import BytesIO

import docx
import pytest
from django.urls import reverse

from soxa.desk.tests.signing_in import queries, words
from soxa.kernel.models import Entry
from soxa.meetings.tests.conftest import DAY
from soxa.meetings.voting import casting
from soxa.meetings.voting.casting import Ballot
from soxa.meetings.voting.flow import VOTES
from soxa.meetings.voting.models import Vote
from soxa.meetings.voting.tests.conftest import hands, papers
from soxa.org.models import Office

pytestmark = pytest.mark.django_db


def page(name, one, *more):
    return reverse(name, args=[one.pk, *more])


@pytest.mark.parametrize(
    ("login", "status"),
    [("chanh", 200), ("buong", 200), ("nhung", 200), ("khac", 404), ("ubnd", 404), ("la", 403)],
)
def test_who_sees_a_vote(put, at, login, status):
    one = put()
    assert at(login).get(page("vote", one)).status_code == status


def test_before_a_ballot_is_opened_and_closed_one_is_told_whom_it_asks(put, at):
    one, client = put(form="named"), at("buong")
    opens, closes = (page("vote_step", one, slug) for slug in ("mo-phieu", "dong-phieu"))
    shown = client.get(opens)
    assert "gồm 4 người có quyền biểu quyết đang có mặt" in words(shown)
    assert '<button class="btn main">Mở bỏ phiếu</button>' in shown.content.decode()
    assert client.post(opens).status_code == 302
    assert "Đã có 0/4 phiếu. Đóng rồi" in words(client.get(closes))


def test_who_only_reads_has_no_button_and_no_form(put, at):
    one, client = put(), at("nhung")
    assert "ket-qua" not in client.get(page("vote", one)).content.decode()
    assert client.get(page("vote_step", one, "ket-qua")).status_code == 403
    assert client.get(page("vote_new", one.meeting)).status_code == 403
    assert client.get(page("vote_recount", one)).status_code == 403


def test_a_vote_by_hand_on_its_pages(sitting, at):
    client = at("buong")
    assert "Chưa có nội dung nào đưa ra biểu quyết" in words(client.get(page("meeting", sitting)))
    told = {
        "text": "  Nghị quyết   tháng 11 ",
        "form": "hand",
        "about": "question",
        "measure": "majority",
        "seats": "1",
    }
    answer = client.post(page("vote_new", sitting), told)
    one = Vote.objects.get()
    assert (answer.url, one.text) == (page("vote", one), "Nghị quyết tháng 11")
    shown = words(client.get(page("vote_step", one, "ket-qua")))
    assert "Có quyền biểu quyết, đang có mặt" in shown
    wrong = client.post(
        page("vote_step", one, "ket-qua"), {"present": "4", "ayes": "4", "noes": "1", "other": "0"}
    )
    assert (wrong.status_code, "là 5, nhiều hơn 4 người" in words(wrong)) == (422, True)
    assert 'value="4"' in wrong.content.decode()
    answer = client.post(
        page("vote_step", one, "ket-qua"), {"present": "4", "ayes": "4", "noes": "", "other": "0"}
    )
    assert answer.url == page("vote", one)
    assert "Tán thành trên tổng số 100% (4/4)" in words(client.get(page("vote", one)))
    shown = words(client.get(page("meeting", sitting)))
    assert "Tỷ lệ 100% tính trên tổng số 4 (trên số có mặt 100%); cần 3/4" in shown
    assert "Thông qua" in shown


def test_an_election_by_paper_on_its_pages(sitting, at):
    client = at("buong")
    told = {
        "text": "Bầu chi ủy", "form": "ballot", "about": "election", "measure": "majority", "seats": "1",
        "options": "Bùi Văn An\n- Triệu Thị Âu\n",
    }  # fmt: skip
    client.post(page("vote_new", sitting), told)
    one = Vote.objects.get()
    first, second = one.options.all()
    count = {
        "present": "4", "given": "4", "returned": "4", "valid": "3", "invalid": "1",
        f"o{first.pk}": "3", f"o{second.pk}": "1", "tellers": "Đặng Thị Ân\nLò Văn Ấn",
    }  # fmt: skip
    wrong = client.post(page("vote_step", one, "ket-qua"), count)
    assert "là 4, nhiều hơn 3 phiếu hợp lệ × 1 được chọn" in words(wrong)
    assert client.post(page("vote_step", one, "ket-qua"), count | {f"o{second.pk}": "0"}).status_code == 302
    shown = words(client.get(page("vote", one)))
    assert "Trúng cử: Bùi Văn An" in shown
    assert "Đặng Thị Ân – tổ trưởng" in shown


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"text": ""}, "Ô này phải ghi"),
        ({"options": "A\nB"}, "Đã ghi các phương án"),
        ({"about": "election", "form": "secret", "options": "A\nB"}, "Bầu cử trong Đảng dùng phiếu giấy"),
        ({"form": "air"}, "Chọn một dòng trong danh sách"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(sitting, at, more, said):
    told = {"text": "Một việc", "form": "hand", "about": "question", "measure": "majority", "seats": "1"}
    before = Entry.objects.count()
    answer = at("buong").post(page("vote_new", sitting), told | more)
    assert (answer.status_code, Vote.objects.count(), Entry.objects.count()) == (422, 0, before)
    assert said in words(answer)


def test_a_count_is_corrected_on_its_page(put, head, at):
    one, client = put(), at("buong")
    VOTES.take("count", one, head, hands(ayes=2, noes=2))
    assert "Đính chính" in words(client.get(page("vote", one)))
    told = {"present": "4", "ayes": "3", "noes": "1", "other": "0"}
    assert client.post(page("vote_recount", one), told).status_code == 422
    assert client.post(page("vote_recount", one), told | {"basis": "Biên bản giấy"}).status_code == 302
    one.refresh_from_db()
    assert (one.ayes, one.noes, one.passed) == (3, 1, True)


def test_an_unknown_step_is_not_there(put, at):
    one = put()
    assert at("chanh").get(page("vote_step", one, "gi-do")).status_code == 404
    assert at("chanh").get(page("vote_recount", one)).status_code == 404


def test_more_votes_ask_no_more(put, head, at):
    client = at("chanh")
    first = put(form="ballot", about=Vote.ELECTION, options=("A", "B"))
    client.get(page("meeting", first.meeting))
    few = queries(client, page("meeting", first.meeting))
    for _more in range(4):
        VOTES.take("count", put(), head, hands())
        put(form="ballot", about=Vote.ELECTION, options=("A", "B"))
    assert queries(client, page("meeting", first.meeting)) == few


def test_the_minutes_of_a_count(put, head, at):
    one, client = put(form="ballot"), at("buong")
    assert client.get(page("vote_paper", one, "pdf")).status_code == 404
    VOTES.take("count", one, head, papers(valid=3, invalid=1, ayes=3))
    given = client.get(page("vote_paper", one, "pdf"))
    assert (given.status_code, given.content[:5]) == (200, b"%PDF-")
    made = docx.Document(BytesIO(client.get(page("vote_paper", one, "docx")).content))
    said = "\n".join(line.text for line in made.paragraphs)
    for words_of in ("Nội dung: Nghị quyết tháng 11.", "1. Đặng Thị Ân – tổ trưởng", "Kết luận: Thông qua."):
        assert words_of in said
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    assert "75% (3/4)" in cells
    assert client.get(page("vote_paper", one, "xlsx")).status_code == 404
    assert at("khac").get(page("vote_paper", one, "pdf")).status_code == 404


def test_a_count_is_checked_while_it_is_typed(put, at):
    one, client = put(form="ballot"), at("buong")
    address, before = page("vote_check", one), Entry.objects.count()
    told = {
        "present": "4",
        "given": "4",
        "returned": "4",
        "valid": "3",
        "invalid": "1",
        "ayes": "3",
        "noes": "0",
    }
    assert "Tán thành 3/4 = 75%, cần 3: thông qua" in words(client.post(address, told))
    assert "khác số thu về 4" in words(client.post(address, told | {"invalid": "0"}))
    assert words(client.post(address, told | {"valid": ""})).strip() == ""
    assert (Entry.objects.count(), Vote.objects.get().state) == (before, Vote.PUT)
    assert at("nhung").post(address, told).status_code == 403
    assert at("khac").post(address, told).status_code == 404
    assert page("vote_check", one) in client.get(page("vote_step", one, "ket-qua")).content.decode()


def test_whoever_is_called_reads_the_results(put, head, at, cast):
    account = cast.accounts["la"]
    account.person = cast.members["an"].person
    account.save()
    Office.objects.create(
        person=account.person, unit=cast.units["ben_da"], role="participant", title="Đảng viên", since=DAY
    )
    one = put()
    VOTES.take("count", one, head, hands())
    shown = words(at("la").get(reverse("own_meeting", args=[one.meeting_id])))
    assert "Kết quả biểu quyết Nghị quyết tháng 11 Thông qua" in shown


def test_a_named_vote_asks_as_much_for_one_voice_as_for_four(put, head, at, cast):
    def closed(*keys):
        one = put(form="named", about=Vote.CHOICE, options=("Một", "Hai"), seats=2)
        VOTES.take("open", one, head, {})
        for key in keys:
            marked = Ballot("", tuple(one.options.values_list("pk", flat=True)))
            casting.cast(one, cast.members[key].person_id, marked, head)
        VOTES.take("close", one, head, {})
        return page("vote", one)

    client = at("chanh")
    assert queries(client, closed("an")) == queries(client, closed("an", "au", "dang", "sac"))
