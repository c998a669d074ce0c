"""Two texts side by side, against marks written by hand."""

from datetime import date
from pathlib import Path
from time import process_time

import pytest
from django.conf import settings

from soxa.desk.tests.signing_in import queries, signed_in, words
from soxa.documents.comparing import GONE, NEW, SAME, Pair, compared, compared_sides, sides_of
from soxa.documents.composing import Writing, compose
from soxa.documents.files import Paper, attach
from soxa.documents.flow import add_file
from soxa.documents.models import DocumentFile
from soxa.documents.tests.test_composing import CHAIR, HEAD, begun, signer
from soxa.kernel import files, journal
from soxa.kernel.access import machine
from soxa.kernel.flow import reference

T = date(2026, 11, 20)
BEFORE = "I. Mục đích\nMỗi chi bộ cử 01 đồng chí.\nLớp học hai ngày.\nKhai mạc 8 giờ."
AFTER = "I. Mục đích\nMỗi chi bộ cử 02 đồng chí dự.\nKhai mạc 8 giờ.\nBế mạc 16 giờ."


def test_what_was_taken_out_and_put_in_is_marked_word_by_word():
    assert compared(BEFORE, AFTER).pairs == (
        Pair(((SAME, "I. Mục đích"),), ((SAME, "I. Mục đích"),)),
        Pair(
            ((SAME, "Mỗi chi bộ cử"), (GONE, "01"), (SAME, "đồng"), (GONE, "chí.")),
            ((SAME, "Mỗi chi bộ cử"), (NEW, "02"), (SAME, "đồng"), (NEW, "chí dự.")),
        ),
        Pair(((GONE, "Lớp học hai ngày."),), ()),
        Pair(((SAME, "Khai mạc 8 giờ."),), ((SAME, "Khai mạc 8 giờ."),)),
        Pair((), ((NEW, "Bế mạc 16 giờ."),)),
    )
    assert compared(BEFORE, AFTER).changed == 3


def test_running_text_is_parted_at_sentences_wherever_its_lines_break():
    one, other = (
        "Mỗi chi bộ\ncử 01 đồng chí.  Khai mạc\n8 giờ.",
        "Mỗi chi bộ cử 01\nđồng chí. Khai mạc 9\ngiờ.",
    )
    assert compared(one, other, flowing=True).pairs == (
        Pair(((SAME, "Mỗi chi bộ cử 01 đồng chí."),), ((SAME, "Mỗi chi bộ cử 01 đồng chí."),)),
        Pair(
            ((SAME, "Khai mạc"), (GONE, "8"), (SAME, "giờ.")),
            ((SAME, "Khai mạc"), (NEW, "9"), (SAME, "giờ.")),
        ),
    )


@pytest.mark.parametrize(("before", "after"), [("", ""), ("a", "a"), ("ắ", "a\u0306\u0301")])
def test_the_same_words_do_not_differ(before, after):
    assert compared(before, after).changed == 0


@pytest.mark.parametrize("text", ["a\n" * 100_000, "a " * 100_000, "\n".join(str(n) for n in range(100_000))])
def test_a_text_made_to_be_slow_is_not(text):
    began = process_time()
    assert compared(text, "z\n" + text[::-1]).changed >= 1
    assert process_time() - began < 5


def test_too_long_a_text_says_that_its_end_was_not_compared():
    assert compared("\n".join(map(str, range(3001))), "x").cut
    assert not compared("\n".join(map(str, range(3000))), "x").cut


@pytest.fixture
def draft_of_two(demo_book, db):
    document = begun(abstract="tập huấn", recipients="Các chi bộ")
    who = signer(document, "BÍ THƯ")
    for number, text in enumerate(
        (BEFORE, AFTER.replace("8 giờ", "8 giờ <script>alert(1)</script> {{ 7*7 }}"))
    ):
        compose(document, Writing("tập huấn", text, who, "Các chi bộ", number), machine("Lê Hải Yến"), on=T)
    return document


def test_versions_and_files_are_the_texts_of_a_document(draft_of_two):
    word_of_first = draft_of_two.files.get(name="du-thao-lan-1.docx")
    content = files.fetch(word_of_first.digest)
    add_file(
        draft_of_two,
        Paper(content, "sửa tay.docx", word_of_first.media_type),
        DocumentFile.DRAFT,
        machine("x"),
    )
    sides = {one.key.split("-")[0] + str(at): one for at, one in enumerate(sides_of(draft_of_two))}
    assert [one.title for one in sides.values()] == ["Lần thảo 1, Lê Hải Yến", "Lần thảo 2, Lê Hải Yến", "sửa tay.docx (bản dự thảo)"]  # fmt: skip
    assert compared_sides(sides["lan0"], sides["tep2"]).changed == 0
    assert compared_sides(sides["lan1"], sides["tep2"]).changed >= 3


def test_a_version_is_held_against_a_pdf_by_the_words_of_its_own(draft_of_two):
    pdf = draft_of_two.files.get(name="du-thao-lan-2.pdf")
    paper = Paper(files.fetch(pdf.digest), "đã ký.pdf", pdf.media_type)
    entry = journal.write(machine("x"), "document_out", "sign", subject=reference(draft_of_two))
    attach(draft_of_two, paper, DocumentFile.SIGNED, entry)
    first, second, signed = sides_of(draft_of_two)
    assert compared_sides(second, signed).changed == 0
    told = [
        words for pair in compared_sides(first, signed).pairs for mark, words in pair.after if mark == NEW
    ]
    assert any("02" in one for one in told)


def test_the_page_marks_words_without_colour_alone(draft_of_two):
    answer = signed_in(HEAD).get(f"/van-ban/{draft_of_two.pk}/so-sanh/")
    page = answer.content.decode()
    assert '<del><span class="unseen">bỏ: </span>01</del>' in page
    assert '<ins><span class="unseen">thêm: </span>02</ins>' in page
    assert "4 chỗ khác nhau." in words(answer)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in page
    same = signed_in(HEAD).get(f"/van-ban/{draft_of_two.pk}/so-sanh/?truoc=lan-1&sau=lan-1")
    assert "Hai bản không khác nhau chữ nào." in words(same)
    assert (
        signed_in(HEAD).get(f"/van-ban/{draft_of_two.pk}/so-sanh/?truoc=tep-1&sau=%3Cb%3E").status_code == 200
    )


def test_the_page_is_for_who_sees_the_document_and_finds_two_texts(draft_of_two):
    address = f"/van-ban/{draft_of_two.pk}/so-sanh/"
    assert "So hai bản" in words(signed_in(HEAD).get(f"/van-ban/{draft_of_two.pk}/"))
    assert signed_in(CHAIR).get(address).status_code == 404
    assert signed_in("nhung.tran").get(address).status_code == 200
    assert signed_in(HEAD).get(f"/van-ban/{begun().pk}/so-sanh/").status_code == 404
    draft_of_two.secrecy = "mat"
    draft_of_two.save(update_fields=["secrecy"])
    assert signed_in(HEAD).get(address).status_code == 404


def test_the_page_asks_a_fixed_number_of_questions(draft_of_two):
    address = f"/van-ban/{draft_of_two.pk}/so-sanh/"
    assert queries(signed_in(HEAD), address) == 7
    who = signer(draft_of_two, "BÍ THƯ")
    compose(draft_of_two, Writing("tập huấn", "Lần ba.", who, "", 2), machine("x"), on=T)
    assert queries(signed_in(HEAD), address) == 7


def test_a_file_whose_bytes_are_gone_says_so(draft_of_two):
    first = draft_of_two.files.get(name="du-thao-lan-1.docx")
    content = files.fetch(first.digest) + b"\n"
    add_file(draft_of_two, Paper(content, "mất.docx", first.media_type), DocumentFile.DRAFT, machine("x"))
    lost = draft_of_two.files.get(name="mất.docx")
    (Path(settings.DATA_DIR) / "files" / lost.digest[:2] / lost.digest[2:]).unlink()
    answer = signed_in(HEAD).get(f"/van-ban/{draft_of_two.pk}/so-sanh/?truoc=lan-1&sau=tep-{lost.pk}")
    assert answer.status_code == 200
    assert "không còn nguyên trong kho tệp" in words(answer)
