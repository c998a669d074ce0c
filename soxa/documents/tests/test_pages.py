"""Pages of documents: who sees which side, what each step shows and refuses, with how many questions."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from soxa.desk.tests.signing_in import queries, signed_in, words
from soxa.documents.files import Paper
from soxa.documents.flow import add_file, begin_issued
from soxa.documents.models import Document, Register
from soxa.kernel.access import machine
from soxa.kernel.refusal import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
HEAD, SECRETARY, ORGANISER, CHAIR, CELL, FRONT = "tuyet.ngo", "thuan.dang", "kien.phung", "quang.bui", "buong.luc", "tham.mong"  # fmt: skip


def party_document():
    return Document.objects.filter(side="party", direction="out").first()


def state_document():
    return Document.objects.filter(side="state", direction="out").first()


@pytest.mark.parametrize(
    ("who", "party", "state"),
    [
        (HEAD, 200, 404),
        (SECRETARY, 200, 404),
        (ORGANISER, 200, 404),
        ("nhung.tran", 200, 200),
        (CHAIR, 404, 200),
        ("diep.cao", 200, 200),
        # a cell secretary sees the papers of his cell, none of the committee's
        (CELL, 404, 404),
        (FRONT, 403, 403),
        ("tri.doan", 403, 403),
    ],
)
def test_each_side_sees_its_own_papers(who, party, state):
    client = signed_in(who)
    assert client.get(f"/van-ban/{party_document().pk}/").status_code == party
    assert client.get(f"/van-ban/{state_document().pk}/").status_code == state


def test_a_stranger_is_sent_to_the_door(client):
    assert client.get("/van-ban/").status_code == 302


def test_one_is_drafted_signed_numbered_and_issued():
    head, chief = signed_in(HEAD), signed_in(SECRETARY)
    told = {"kind": "ke_hoach", "abstract": "Kế hoạch tập huấn", "recipients": "Các chi bộ"}
    made = head.post("/van-ban/di/moi/?co-quan=committee", told)
    assert made.status_code == 302
    home = made["Location"]
    before = Register.objects.get(body="committee", kind="ke_hoach").last_number
    for client, slug, facts in (
        (head, "kiem-tra", {}),
        (chief, "duyet", {}),
        (chief, "ky", {"signer": "Bí thư Đặng Hữu Thuần"}),
        (head, "cap-so", {"on": "20/11/2026"}),
        (head, "phat-hanh", {"on": "20/11/2026", "recipients": "Các chi bộ", "copies": "56"}),
    ):
        assert client.get(f"{home}{slug}/").status_code == 200
        assert client.post(f"{home}{slug}/", facts)["Location"] == home
    page = words(head.get(home))
    assert f"{before + 1}-KH/ĐU" in page
    assert "Đã phát hành" in page
    assert "Thu hồi" in page


def test_a_step_out_of_turn_is_refused_in_words():
    document = party_document()
    answer = signed_in(HEAD).get(f"/van-ban/{document.pk}/cap-so/")
    assert answer.status_code == 409
    assert "Việc này không làm được khi đang ở bước “Đã phát hành”." in words(answer)


def test_a_day_that_has_not_come_is_refused():
    chief = signed_in(HEAD)
    told = {"author": "Tỉnh ủy", "notation": "1-CV/TU", "issued_on": "20/11/2026", "kind": "cong_van", "abstract": "x", "on": "21/11/2026"}  # fmt: skip
    answer = chief.post("/van-ban/den/moi/?co-quan=committee", told)
    assert answer.status_code == 422
    assert "Ngày 21/11/2026 chưa đến; hôm nay là 20/11/2026." in words(answer)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bao-cao.pdf", b"<html><body>x</body></html>", "không phải PDF"),
        ("bao-cao.pdf", b"%PDF-1.7\nrubbish", "hỏng, không đọc được như tệp PDF"),
        ("trong.pdf", b"", "Tệp này trống."),
        ("may.exe", b"MZ\x90\x00", "không phải PDF"),
    ],
)
def test_what_is_no_paper_is_refused(name, content, said):
    count = Document.objects.count()
    told = {"kind": "ke_hoach", "abstract": "Kế hoạch", "file": SimpleUploadedFile(name, content)}
    answer = signed_in(HEAD).post("/van-ban/di/moi/?co-quan=committee", told)
    assert answer.status_code == 422
    assert said in words(answer)
    assert Document.objects.count() == count


def test_a_secret_document_comes_without_a_file():
    told = {"kind": "ke_hoach", "abstract": "Kế hoạch", "secrecy": "mat", "file": SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n")}  # fmt: skip
    answer = signed_in(HEAD).post("/van-ban/di/moi/?co-quan=committee", told)
    assert answer.status_code == 422
    assert "Văn bản mật chỉ ghi số trong sổ" in words(answer)


def test_a_register_is_opened_with_the_numbers_given_on_paper_left_out():
    head = signed_in(HEAD)
    opened = head.post(
        "/van-ban/so/mo/?co-quan=inspection", {"kind": "ke_hoach", "on": "20/11/2026", "number": "12"}
    )
    assert opened.status_code == 302
    page = words(head.get(opened["Location"]))
    assert "Các số 1–11 không cấp trong sổ" in page
    register = Register.objects.get(body="inspection")
    skipped = head.post(f"/van-ban/so/{register.pk}/bo-qua-so/", {"number": "15", "reason": "cấp trên giấy"})
    assert skipped.status_code == 302
    register.refresh_from_db()
    assert register.last_number == 14
    refused = head.post(f"/van-ban/so/{register.pk}/bo-qua-so/", {"number": "10", "reason": "nhầm"})
    assert "số tiếp theo là 15" in words(refused)


def test_the_list_is_narrowed():
    head = signed_in(HEAD)
    assert "485" in words(head.get("/van-ban/?tu=01/01/2026&den=15/06/2026"))
    assert "12 văn bản" in words(head.get("/van-ban/?loai=nghi_quyet&tu=01/01/2026&den=15/06/2026"))
    assert "Không có văn bản nào khớp" in words(head.get("/van-ban/?q=khong+co+gi+het"))
    assert "không phải ngày có thật" in words(head.get("/van-ban/?tu=31/02/2026"))


def test_the_register_prints_the_columns_of_the_annex():
    register = Register.objects.get(body="committee", kind="nghi_quyet")
    page = words(signed_in(HEAD).get(f"/van-ban/so/{register.pk}/"))
    assert "Đơn vị, người nhận bản lưu" in page
    assert "01-NQ/ĐU" in page
    assert date(2026, 11, 20) > register.since


@pytest.mark.parametrize(
    ("address", "count"),
    [("/van-ban/", 6), ("/van-ban/?chieu=den", 7), ("/van-ban/so/", 5), ("/van-ban/{document}/", 11)],
)
def test_a_page_asks_a_fixed_number_of_questions(address, count):
    assert queries(signed_in(HEAD), address.format(document=party_document().pk)) == count


def test_the_list_asks_one_question_more_for_a_total_and_none_for_words():
    head = signed_in(HEAD)
    assert queries(head, "/van-ban/?q=ve") == 6
    assert queries(head, "/van-ban/?q=khong+co+gi+het") == 5
    assert queries(head, "/van-ban/?trang=2") == 6


@pytest.mark.parametrize(("who", "shown"), [(HEAD, False), ("nhung.tran", True)])
def test_the_journal_names_a_paper_only_to_those_who_see_its_side(who, shown):
    document = Document(
        unit=state_document().unit, body="people_committee", kind="quyet_dinh", abstract="Quyết định kín"
    )
    with transaction.atomic():
        begin_issued(document, machine("test"), on=date(2026, 11, 20))
    page = signed_in(who).get(f"/nhat-ky/?loai=document&ma={document.pk}").content.decode()
    assert (document.notation in page) is shown
    assert (f"/van-ban/{document.pk}/" in page) is shown


def test_who_reads_on_one_side_and_acts_on_the_other_acts_there_alone():
    # Cao Thị Ngọc Diệp: deputy secretary on the Party's side, chairwoman of the people's committee on the State's
    client = signed_in("diep.cao")
    assert client.get(f"/van-ban/{state_document().pk}/thu-hoi/").status_code == 200
    assert client.get(f"/van-ban/{party_document().pk}/thu-hoi/").status_code == 403
    told = {"on": "20/11/2026", "reason": "thử"}
    assert client.post(f"/van-ban/{party_document().pk}/thu-hoi/", told).status_code == 403
    assert party_document().state == Document.ISSUED
    assert "Thu hồi" not in words(client.get(f"/van-ban/{party_document().pk}/"))


@pytest.mark.parametrize("role", ["signed", "issued"])
def test_nobody_lays_a_signed_paper_beside_a_document_by_hand(role):
    one, head = party_document(), signed_in(HEAD)
    page = words(head.get(f"/van-ban/{one.pk}/them-tep/"))
    assert "bản chụp" in page and "bản ký số" not in page and "bản phát hành" not in page
    scan = SimpleUploadedFile("gia.png", b"\x89PNG\r\n\x1a\n gia", "image/png")
    assert head.post(f"/van-ban/{one.pk}/them-tep/", {"role": role, "file": scan}).status_code != 302
    with pytest.raises(Refused, match="chỉ có khi ký"):
        add_file(one, Paper(b"\x89PNG gia", "gia.png", "image/png"), role, machine("test"))
    assert not one.files.exists()
