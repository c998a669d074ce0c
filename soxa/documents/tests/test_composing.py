"""Papers of documents in both layouts, against lines written by hand; drafts written in the book, version by version."""

from dataclasses import replace
from datetime import date

import pytest

from soxa.desk.tests.signing_in import queries, signed_in, words
from soxa.documents.composing import Writing, compose, paper_of, printed, refusal, shown
from soxa.documents.flow import draft
from soxa.documents.heads import Signer, signers_of
from soxa.documents.models import Document, DocumentFile, Version
from soxa.documents.signing.numbering import prepare
from soxa.documents.typed import blocks_of
from soxa.kernel import files
from soxa.kernel.access import machine
from soxa.kernel.models import Entry, Unit
from soxa.kernel.paper.tests.reading import all_texts, html_tags, html_text, pdf_text, word_text
from soxa.kernel.refusal import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
HEAD, CHAIR, AUDITOR = "tuyet.ngo", "quang.bui", "nhung.tran"
T = date(2026, 11, 20)
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"


def begun(body="committee", kind="ke_hoach", abstract="Kế hoạch tập huấn văn thư", unit="99901", **facts):
    document = Document(unit=Unit.objects.get(code=unit), body=body, kind=kind, abstract=abstract, **facts)
    return draft(document, machine("test"))


def signer(document, post, name=None):
    found = signers_of(document.unit_id, document.body, T)
    return next(one for one in found if one.post == post and name in (None, one.name))


def texts_of(document, post, text="Nội dung."):
    return all_texts(paper_of(document, blocks_of(text), signer(document, post), on=T))


# body, unit, kind → what stands at the head, and who signs, as an office of that kind writes it
HEADS = {
    ("committee", "99901", "nghi_quyet", "PHÓ BÍ THƯ"): (
        "ĐẢNG BỘ TỈNH SÔNG CẨM ĐẢNG ỦY XÃ ĐỒNG VẢI", "Số …-NQ/ĐU", "NGHỊ QUYẾT", "T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ",
    ),
    ("office", "99901", "thong_bao", "CHÁNH VĂN PHÒNG"): (
        "ĐẢNG ỦY XÃ ĐỒNG VẢI VĂN PHÒNG", "Số …-TB/VPĐU", "THÔNG BÁO", "CHÁNH VĂN PHÒNG",
    ),
    ("inspection", "99901", "bao_cao", "CHỦ NHIỆM"): (
        "ĐẢNG ỦY XÃ ĐỒNG VẢI ỦY BAN KIỂM TRA", "Số …-BC/UBKTĐU", "BÁO CÁO", "T/M ỦY BAN KIỂM TRA CHỦ NHIỆM",
    ),
    ("cell", "99901.14", "nghi_quyet", "BÍ THƯ"): (
        "ĐẢNG BỘ XÃ ĐỒNG VẢI CHI BỘ THÔN BẾN ĐÁ", "Số …-NQ/CB", "NGHỊ QUYẾT", "T/M CHI BỘ BÍ THƯ",
    ),
    ("people_committee", "99901", "quyet_dinh", "PHÓ CHỦ TỊCH"): (
        "ỦY BAN NHÂN DÂN XÃ ĐỒNG VẢI", "Số: …/QĐ-UBND", "QUYẾT ĐỊNH", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
    ),
    ("council", "99901", "nghi_quyet", "CHỦ TỊCH"): (
        "HỘI ĐỒNG NHÂN DÂN XÃ ĐỒNG VẢI", "Số: …/NQ-HĐND", "NGHỊ QUYẾT", "TM. HỘI ĐỒNG NHÂN DÂN CHỦ TỊCH",
    ),
    ("economy", "99901", "bao_cao", "TRƯỞNG PHÒNG"): (
        "ỦY BAN NHÂN DÂN XÃ ĐỒNG VẢI PHÒNG KINH TẾ", "Số: …/BC-PKT", "BÁO CÁO", "TRƯỞNG PHÒNG",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HEADS)
def test_every_body_has_its_own_head_and_signs_as_it_should(case):
    body, unit, kind, post = case
    issuer, number, title, signs = HEADS[case]
    document = begun(body, kind, "tập huấn văn thư", unit)
    who = signer(document, post)
    for output, text in texts_of(document, post).items():
        for said in (issuer, number, f"{title} tập huấn văn thư", f"{signs} {who.name}"):
            assert said in text, (output, said)
        assert "Đồng Vải, ngày … tháng … năm …" in text, output
        party = document.side == "party"
        assert (PARTY in text) is party, output
        assert (NATION in text) is (MOTTO in text) is not party, output


def test_no_party_paper_says_instead_of_nor_the_motto():
    for body, unit in (
        ("committee", "99901"),
        ("inspection", "99901"),
        ("office", "99901"),
        ("cell", "99901.14"),
    ):
        document = begun(body, "bao_cao", "x", unit)
        found = signers_of(document.unit_id, body, T)
        assert len(found) >= 2
        for one in found:
            paper = paper_of(document, blocks_of("Nội dung."), one, on=T)
            said = " ".join(all_texts(paper).values())
            for never in ("K/T", "KT.", "TM.", MOTTO, NATION):
                assert never not in said, (body, one, never)


def test_the_secretary_is_the_usual_signer_and_an_empty_seat_has_no_name():
    commune = Unit.objects.get(code="99901").pk
    usual = signers_of(commune, "committee", T)[0]
    assert (usual.authority, usual.post, usual.name) == ("T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Đặng Hữu Thuần")
    chair, *_rest = signers_of(commune, "people_committee", T)
    assert (chair.authority, chair.post, chair.name) == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Cao Xuân Điệp")
    deputy = next(one for one in signers_of(commune, "inspection", T) if one.post == "PHÓ CHỦ NHIỆM")
    assert deputy.name == ""
    assert signers_of(commune, "committee", date(2025, 1, 1))[0].name == ""


def test_a_letter_has_no_title_but_says_what_it_is_about_under_its_number():
    state = begun("people_committee", "cong_van", "V/v cấp nước sạch thôn Đồi Chè", drafter="VP", recipients="Như trên\n- Lưu: VT.")  # fmt: skip
    party = begun("committee", "cong_van", "về việc chuẩn bị đại hội")
    text = "Kính gửi: Phòng Kinh tế\nĐề nghị phòng kiểm tra."
    for output, said in texts_of(state, "CHỦ TỊCH", text).items():
        assert "Số: …/UBND-VP V/v cấp nước sạch thôn Đồi Chè" in said, output
        assert "CÔNG VĂN" not in said, output
        assert "Kính gửi: Phòng Kinh tế" in said, output
        assert "- Như trên; - Lưu: VT." in said, output
    for output, said in texts_of(party, "BÍ THƯ", text).items():
        assert "Số …-CV/ĐU V/v chuẩn bị đại hội" in said, output
        assert "CÔNG VĂN" not in said, output


def test_number_and_day_stand_on_the_paper_once_they_are_given():
    document = begun(abstract="tập huấn", recipients="Các chi bộ")
    document.notation, document.issued_on = "07-KH/ĐU", date(2026, 2, 5)
    for output, said in texts_of(document, "BÍ THƯ").items():
        assert "Số 07-KH/ĐU" in said, output
        assert "Đồng Vải, ngày 05 tháng 02 năm 2026" in said, output


def test_what_is_typed_is_never_markup():
    nasty = "<script>alert(1)</script> {{ 7*7 }} {% raw %} #let x = 1 $x$ *a*"
    document = begun(abstract=nasty, recipients=nasty)
    paper = paper_of(document, blocks_of(nasty), Signer(nasty, nasty, nasty), on=T)
    for output, said in all_texts(paper).items():
        assert said.count("<script>alert(1)</script> {{ 7*7 }} {% raw %} #let x = 1 $x$ *a*") >= 4, output
    from soxa.kernel.paper.html import html

    assert "script" not in html_tags(str(html(paper)))


def test_the_pdf_has_room_for_number_day_and_signature():
    document = begun(abstract="tập huấn")
    made = shown(document, Writing("tập huấn", "Nội dung.", signer(document, "BÍ THƯ")), T)
    _word, pdf = printed(made, "x")
    assert prepare(pdf.content).startswith(pdf.content)


def test_each_save_is_a_version_of_its_own():
    document, actor = begun(), machine("test")
    first = Writing("Kế hoạch tập huấn", "Lần một.", signer(document, "BÍ THƯ"), "Các chi bộ")
    compose(document, first, actor, on=T)
    second = Writing(
        "Kế hoạch tập huấn số", "Lần hai.", signer(document, "PHÓ BÍ THƯ", "Vi Thị Lan"), "Các chi bộ", 1
    )
    compose(document, second, actor, on=T)
    assert [(one.number, one.text, one.post) for one in document.versions.all()] == [
        (1, "Lần một.", "BÍ THƯ"),
        (2, "Lần hai.", "PHÓ BÍ THƯ"),
    ]
    assert (document.abstract, document.state) == ("Kế hoạch tập huấn số", Document.DRAFT)
    kept = list(document.files.filter(role=DocumentFile.DRAFT))
    assert [one.name for one in kept] == ["du-thao-lan-1.docx", "du-thao-lan-1.pdf", "du-thao-lan-2.docx", "du-thao-lan-2.pdf"]  # fmt: skip
    assert "Lần hai." in pdf_text(files.fetch(kept[3].digest))
    assert "Lần hai." in word_text(files.fetch(kept[2].digest))
    assert "Lần một." in pdf_text(files.fetch(kept[1].digest))
    assert Document.objects.matching("tap huan so").filter(pk=document.pk).exists()
    told = Entry.objects.filter(flow="document", step="compose", subject_key=str(document.pk))
    assert [one.facts for one in told] == [{"version": 1}, {"version": 2}]


def test_two_who_write_at_once_do_not_overwrite_each_other():
    document, actor = begun(), machine("Lê Hải Yến")
    writing = Writing("Kế hoạch", "Của tôi.", signer(document, "BÍ THƯ"))
    compose(document, writing, actor, on=T)
    with pytest.raises(Refused, match="Lê Hải Yến đã lưu lần thảo 1"):
        compose(document, writing, actor, on=T)
    assert document.versions.count() == 1
    assert document.files.count() == 2
    with pytest.raises(Refused, match="mở lại trang"):
        compose(begun(), replace(writing, after=5), actor, on=T)


@pytest.mark.parametrize(
    ("facts", "why"),
    [({"secrecy": "mat"}, "Văn bản mật chỉ ghi số"), ({"state": Document.APPROVED}, "còn là dự thảo")],
)
def test_what_is_secret_or_no_draft_any_more_is_not_written(facts, why):
    document = begun()
    Document.objects.filter(pk=document.pk)
    for name, value in facts.items():
        setattr(document, name, value)
    document.save()
    assert why in refusal(document)
    with pytest.raises(Refused, match=why):
        compose(document, Writing("x", "y", signer(document, "BÍ THƯ")), machine("test"), on=T)
    assert not Version.objects.filter(document=document).exists()
    assert signed_in(HEAD).get(f"/van-ban/{document.pk}/soan/").status_code == 409


def test_the_page_shows_the_paper_and_keeps_it():
    document, head = begun(), signed_in(HEAD)
    address = f"/van-ban/{document.pk}/soan/"
    blank = head.get(address)
    assert "Đặng Hữu Thuần – T/M BAN THƯỜNG VỤ, BÍ THƯ" in words(blank)
    told = {
        "abstract": "Kế hoạch tập huấn", "text": "I. Mục đích\n- Nâng cao <b>nghiệp vụ</b>.", "recipients": "Các chi bộ",
        "signer": "T/M BAN THƯỜNG VỤ|BÍ THƯ|Đặng Hữu Thuần", "after": "0",
    }  # fmt: skip
    seen = head.post(address, {**told, "xem": "1"})
    assert seen.status_code == 200
    assert "KẾ HOẠCH tập huấn" in html_text(seen.content.decode())
    assert "<b>nghiệp vụ</b>" not in seen.content.decode()
    assert not document.versions.exists()
    assert head.post(address, told)["Location"] == f"/van-ban/{document.pk}/"
    assert document.versions.get().author == "Ngô Thị Minh Tuyết"
    again = head.get(address)
    assert "Lần thảo 1, Ngô Thị Minh Tuyết lưu ngày 20/11/2026." in words(again)
    assert head.post(address, told).status_code == 422


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"text": " \n "}, "Chưa có nội dung nào để in"),
        ({"text": "a\n" * 1600}, "dài quá 1500 dòng"),
        ({"text": "a" * 60_001}, "60000"),
        ({"signer": "T/M BAN THƯỜNG VỤ|CHỦ TỊCH|Ai đó"}, ""),
        ({"abstract": ""}, ""),
        ({"after": "x"}, ""),
    ],
)
def test_what_makes_no_paper_is_refused_and_nothing_is_kept(changed, said):
    document = begun()
    told = {
        "abstract": "Kế hoạch",
        "text": "x",
        "signer": "T/M BAN THƯỜNG VỤ|BÍ THƯ|Đặng Hữu Thuần",
        "after": "0",
    }
    answer = signed_in(HEAD).post(f"/van-ban/{document.pk}/soan/", {**told, **changed})
    assert answer.status_code == 422
    assert said in words(answer)
    assert not document.versions.exists()
    assert not document.files.exists()


@pytest.mark.parametrize(
    ("who", "party", "state"), [(HEAD, 200, 404), (CHAIR, 404, 200), (AUDITOR, 403, 403)]
)
def test_a_draft_is_written_by_who_may_write_on_its_side(who, party, state):
    one, other = begun(), begun("people_committee", "quyet_dinh")
    client = signed_in(who)
    assert client.get(f"/van-ban/{one.pk}/soan/").status_code == party
    assert client.get(f"/van-ban/{other.pk}/soan/").status_code == state


def test_the_page_asks_a_fixed_number_of_questions():
    document = begun()
    assert queries(signed_in(HEAD), f"/van-ban/{document.pk}/soan/") == 8
    compose(document, Writing("x", "y", signer(document, "BÍ THƯ")), machine("test"), on=T)
    assert queries(signed_in(HEAD), f"/van-ban/{document.pk}/soan/") == 8
