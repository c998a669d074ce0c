"""Documents on the first page: one line for each, one for many, and nothing for who may not take the step."""

from datetime import date

import pytest

from soxa.desk.tests.signing_in import first_page, markup, signed_in, words
from soxa.desk.waiting_documents import documents, opinions
from soxa.documents import circulation
from soxa.documents.circulation import seats
from soxa.documents.flow import OUTGOING, draft
from soxa.documents.models import Document
from soxa.kernel.access import machine
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.models import Account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
ACTOR, TODAY = machine("thử"), date(2026, 11, 20)
PROPOSE = ["Trình văn bản đến: kết luận của Thường trực Tỉnh ủy tại hội nghị giao ban", "Trình văn bản đến: về rà soát dữ liệu đảng viên"]  # fmt: skip
INSTRUCT = ["Cho ý kiến: về việc báo cáo kết quả học tập, quán triệt nghị quyết"]
ANSWER = ["8 văn bản sắp hết hoặc quá hạn trả lời"]


def titles(who, ask=documents):
    return [one.title for one in ask(Account.objects.get(username=who), TODAY)]


def outgoing(body="committee", steps=(), **facts):
    made = Document(
        unit_id=tree().codes["99901"], body=body, kind="bao_cao", abstract="về giao thông", **facts
    )
    draft(made, ACTOR)
    for step in steps:
        OUTGOING.take(step, made, ACTOR, {"signer": "Bí thư"} if step == "sign" else {})
    return made


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("tuyet.ngo", PROPOSE + INSTRUCT + ANSWER),
        ("yen.le", PROPOSE + ANSWER),
        ("thuan.dang", INSTRUCT + ANSWER),
        ("diep.cao", INSTRUCT + ANSWER),
        *(
            (who, [])
            for who in ("quang.bui", "buong.luc", "nhung.tran", "tri.doan", "kien.phung", "hoa.trieu")
        ),
    ],
)
def test_what_came_in_waits_for_who_may_act(who, said):
    assert titles(who) == said


@pytest.mark.parametrize(
    ("steps", "title", "whose"),
    [
        ((), "Kiểm tra dự thảo: về giao thông", {"tuyet.ngo", "yen.le", "thuan.dang"}),
        (("check",), "Duyệt dự thảo: về giao thông", {"tuyet.ngo", "thuan.dang"}),
        (("check", "approve"), "Ký văn bản: về giao thông", {"tuyet.ngo", "yen.le", "thuan.dang"}),
        (("check", "approve", "sign"), "Cấp số văn bản: về giao thông", {"tuyet.ngo", "yen.le"}),
    ],
)
def test_a_draft_waits_for_its_next_step(steps, title, whose):
    outgoing(steps=steps)
    cast = ("tuyet.ngo", "yen.le", "thuan.dang", "kien.phung", "quang.bui", "buong.luc", "nhung.tran")
    assert {who for who in cast if title in titles(who)} == whose


def test_the_states_draft_waits_on_its_own_side():
    outgoing(body="people_committee")
    assert "Kiểm tra dự thảo: về giao thông" in titles("quang.bui")
    assert "Kiểm tra dự thảo: về giao thông" not in titles("tuyet.ngo")


def test_more_than_five_are_one_line_and_its_list_holds_as_many():
    for _turn in range(5):
        outgoing()
    assert titles("yen.le").count("Kiểm tra dự thảo: về giao thông") == 5
    outgoing()
    line = next(
        one for one in documents(Account.objects.get(username="yen.le"), TODAY) if "dự thảo" in one.title
    )
    assert (line.title, line.address) == ("6 dự thảo chờ kiểm tra", "/van-ban/?chieu=di&muc=cho-kiem-tra")
    assert "6 văn bản" in words(signed_in("yen.le").get(line.address))


def test_the_line_of_answers_leads_to_as_many_rows():
    line = documents(Account.objects.get(username="yen.le"), TODAY)[-1]
    assert line.address == "/van-ban/?chieu=den&muc=dang-giai-quyet&han=7-ngay"
    assert "8 văn bản" in words(signed_in("yen.le").get(line.address))


def test_a_late_letter_still_with_the_chief_is_told_to_the_clerk():
    letter = Document.objects.get(state="proposed", direction="in")
    letter.answer_due = date(2026, 11, 18)
    letter.save()
    late = documents(Account.objects.get(username="yen.le"), TODAY)
    said = "Chưa có bút phê, sắp hết hoặc quá hạn trả lời: về việc báo cáo kết quả học tập, quán triệt nghị quyết"
    assert [(one.title, one.words) for one in late if one.on == date(2026, 11, 18)] == [
        (said, "Quá hạn 2 ngày")
    ]


def test_a_slip_waits_for_who_is_asked_until_he_answers():
    paper = outgoing()
    asked = [one for one in seats(paper, TODAY) if one.name == "Triệu Thị Hòa"]
    round_ = circulation.ask(
        paper, ACTOR, question="?", asked_on=TODAY, due_on=date(2026, 11, 25), people=asked
    )
    slip = round_.opinions.get()
    mine = opinions(Account.objects.get(username="hoa.trieu"), TODAY)
    assert [(one.title, one.words, one.address) for one in mine] == [
        ("Cho ý kiến: về giao thông", "Còn 5 ngày", f"/phieu-y-kien/{slip.pk}/")
    ]
    assert titles("thuan.dang", opinions) == []
    assert book_day() == TODAY
    assert f"/phieu-y-kien/{slip.pk}/" in markup(first_page(signed_in("hoa.trieu"), "documents.opinions"))
    circulation.answer(slip, ACTOR, answer="agree", words="", on=TODAY)
    assert titles("hoa.trieu", opinions) == []
