"""An instruction that gives a task: in one transaction, with the document as its source, and on the document's page."""

from datetime import date

import pytest

from soxa.desk.tests.signing_in import signed_in, words
from soxa.documents.flow import receive
from soxa.documents.models import Document, Slip
from soxa.kernel.access import machine
from soxa.kernel.models import Entry
from soxa.kernel.units.tree import tree
from soxa.org.models import Office
from soxa.tasks.models import Task

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
WORDS = "Giao đồng chí Bùi Thế Quảng rà soát, báo cáo Thường trực"


@pytest.fixture
def letter():
    made = Document(
        unit_id=tree().codes["99901"], body="committee", kind="cong_van", abstract="rà soát nhà tạm",
        notation="15-CV/VPTU", author="Văn phòng Tỉnh ủy", issued_on=date(2026, 11, 16),
    )  # fmt: skip
    return receive(made, machine("thử"), on=date(2026, 11, 20))


def agency():
    return next(node for node in tree().nodes.values() if node.kind == "agency")


def told(**changes):
    return {
        "on": "20/11/2026", "instruction": WORDS, "unit": agency().id, "due": "30/11/2026",
        "answer_due": "05/12/2026", **changes,
    }  # fmt: skip


def test_an_instruction_gives_a_task(letter):
    secretary = signed_in("thuan.dang")
    assert secretary.post(f"/van-ban/{letter.pk}/but-phe/", told()).status_code == 302
    task = Task.objects.get(source_kind="document", source_key=str(letter.pk))
    assert (task.content, task.source_title, task.unit_id) == (WORDS, "15-CV/VPTU", agency().id)
    assert (task.given_on, task.due_on) == (date(2026, 11, 20), date(2026, 11, 30))
    assert (task.giver_office, task.giver_person.full_name) == (
        "Bí thư Đảng ủy, Chủ tịch HĐND xã",
        "Đặng Hữu Thuần",
    )
    letter.refresh_from_db()
    assert (letter.state, letter.answer_due) == ("instructed", date(2026, 12, 5))
    page = words(secretary.get(f"/van-ban/{letter.pk}/"))
    assert "Nhiệm vụ giao từ văn bản này" in page and WORDS in page and "Còn 10 ngày" in page
    kept = " ".join(str(one.facts) for one in Entry.objects.order_by("-pk")[:3])
    assert "Quảng" not in kept and "rà soát" not in kept


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"due": "", "answer_due": ""}, "Giao nhiệm vụ thì ghi hạn"),
        ({"due": "17/11/2026"}, "không được trước ngày bút phê"),
        ({"unit": "", "due": "30/11/2026"}, "chọn đơn vị nhận"),
        ({"unit": "999999"}, "Chọn một dòng trong danh sách"),
    ],
)
def test_what_is_wrong_writes_nothing(letter, changes, said):
    answer = signed_in("thuan.dang").post(f"/van-ban/{letter.pk}/but-phe/", told(**changes))
    assert answer.status_code == 422 and said in words(answer)
    assert not Slip.objects.filter(document=letter).exists()
    assert not Task.objects.filter(source_key=str(letter.pk), source_kind="document").exists()


def test_the_answers_limit_serves_where_the_task_has_none_and_no_unit_gives_no_task(letter):
    secretary, address = signed_in("thuan.dang"), f"/van-ban/{letter.pk}/but-phe/"
    assert secretary.post(address, told(unit="", due="")).status_code == 302
    rows = Task.objects.filter(source_kind="document", source_key=str(letter.pk))
    assert not rows.exists()
    assert secretary.post(address, told(due="")).status_code == 302
    assert rows.get().due_on == date(2026, 12, 5)


def test_a_secret_letter_gives_its_number_alone(letter):
    letter.secrecy = "mat"
    letter.save()
    signed_in("thuan.dang").post(f"/van-ban/{letter.pk}/but-phe/", told())
    task = Task.objects.get(source_kind="document", source_key=str(letter.pk))
    assert task.content == "Thực hiện bút phê trên bản giấy của văn bản số 15-CV/VPTU"


def test_a_person_of_the_unit_is_named_and_nobody_else(letter):
    secretary, address = signed_in("thuan.dang"), f"/van-ban/{letter.pk}/but-phe/"
    offices = Office.of_unit(agency().id, date(2026, 11, 20)).select_related("person")
    named = offices.first().person
    there = set(offices.values_list("person_id", flat=True))
    stranger = Office.objects.filter(unit__kind="agency").exclude(person_id__in=there).first().person
    assert named.full_name in words(secretary.get(address))
    wrong = secretary.post(address, told(person=stranger.pk))
    assert wrong.status_code == 422 and "không giữ chức vụ trong đơn vị nhận" in words(wrong)
    assert "chọn đơn vị của người ấy" in words(
        secretary.post(address, told(unit="", due="", person=named.pk))
    )
    assert not Slip.objects.filter(document=letter).exists()
    assert secretary.post(address, told(person=named.pk)).status_code == 302
    task = Task.objects.get(source_kind="document", source_key=str(letter.pk))
    assert (task.unit_id, task.person) == (agency().id, named)
    assert task.holdings.get().person == named
    entry = Entry.objects.filter(flow="document_in", step="instruct", subject_key=str(letter.pk)).get()
    assert entry.facts["person"] == named.pk and named.full_name not in str(entry.facts)
