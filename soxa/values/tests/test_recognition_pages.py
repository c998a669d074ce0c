"""Pages of recognition in the demo commune: who opens and writes, what a decision shows, what is refused in words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from soxa.desk.tests.signing_in import markup
from soxa.values.recognition.models import Recognition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

HOME = "/tieu-chi/cong-nhan/"
GIVEN = {
    "kind": "standard", "decision": "1127/QĐ-UBND", "since": "16/11/2026", "year": "2026",
    "decided_by": "Chủ tịch Ủy ban nhân dân tỉnh", "of": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("tuyet.ngo", 200, 200), ("diep.cao", 200, 200), ("yen.le", 200, 403), ("thuan.dang", 200, 403),
        ("nhung.tran", 200, 403), ("buong.luc", 403, 403),
    ],
)  # fmt: skip
def test_who_reads_and_writes(at, who, reads, writes):
    reader = at(who)
    assert reader.get(HOME).status_code == reads
    assert reader.get(f"{HOME}ghi/").status_code == writes


def test_a_fixed_number_of_questions(at):
    reader = at("tuyet.ngo")
    reader.get(HOME)
    with CaptureQueriesContext(connection) as asked:
        told = markup(reader.get(HOME))
    assert len(asked) == 10
    assert (
        "Còn thiếu: tiêu chí 2, 3, 5; sự hài lòng của người dân; nợ đọng xây dựng cơ bản; nhóm xã (Cài đặt)"
        in told
    )
    assert "xã Lương Bình, trước khi sắp xếp" in told and told.count("Của xã trước đây") == 3


def test_a_decision_is_written_withdrawn_and_put_right(at):
    reader = at("tuyet.ngo")
    paper = SimpleUploadedFile("quyet-dinh.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40)
    answer = reader.post(f"{HOME}ghi/", {**GIVEN, "since": "21/11/2026"})
    assert answer.status_code == 422 and "chưa đến" in markup(answer)
    assert reader.post(f"{HOME}ghi/", {**GIVEN, "decision": ""}).status_code == 422
    assert not Recognition.objects.filter(unit__code="99901").exists()
    assert reader.post(f"{HOME}ghi/", {**GIVEN, "paper": paper}).status_code == 302
    one = Recognition.objects.get(unit__code="99901")
    assert "1127/QĐ-UBND ngày 16/11/2026" in markup(reader.get(HOME))
    assert "Đã được công nhận" in markup(reader.get(HOME))
    assert reader.get(f"{HOME}{one.pk}/quyet-dinh/")["Content-Type"] == "image/png"
    assert reader.get(f"{HOME}{one.pk}/").headers["Location"].endswith(f"?don-vi=99901#q{one.pk}")
    assert "Xã đạt chuẩn nông thôn mới" in markup(reader.get("/so-lieu/rural.recognised/"))
    mended = {**GIVEN, "year": "2025", "basis": "Bản gốc"}
    assert reader.post(f"{HOME}{one.pk}/dinh-chinh/", mended).status_code == 302
    gone = {
        "on": "18/11/2026",
        "decision": "15/QĐ-UBND",
        "by": "Chủ tịch UBND tỉnh",
        "why": "Không giữ được chuẩn",
    }
    refused = reader.post(f"{HOME}{one.pk}/thu-hoi/", {**gone, "on": "16/11/2026"})
    assert refused.status_code == 422 and "sau ngày công nhận" in markup(refused)
    assert reader.post(f"{HOME}{one.pk}/thu-hoi/", gone).status_code == 302
    told = markup(reader.get(HOME))
    assert "Thu hồi từ 18/11/2026" in told and "Không giữ được chuẩn" in told
    assert "Còn giá trị" in markup(reader.get(f"{HOME}?ngay=17/11/2026"))
    journal = markup(reader.get("/nhat-ky/?viec=recognition"))
    assert "Ghi quyết định công nhận" in journal and "Ghi thu hồi công nhận" in journal


def test_a_kind_that_needs_another_says_so_and_is_written(at):
    reader = at("tuyet.ngo")
    answer = reader.post(
        f"{HOME}ghi/", {**GIVEN, "kind": "model", "since": "10/02/2026", "year": "2025"}, follow=True
    )
    assert "Sổ chưa có quyết định công nhận xã nông thôn mới nâng cao còn giá trị ngày 10/02/2026" in markup(
        answer
    )


def test_a_recognition_elsewhere_does_not_exist(at):
    assert at("tuyet.ngo").get(f"{HOME}999/").status_code == 404
    assert at("tuyet.ngo").get(f"{HOME}999/thu-hoi/").status_code == 404


def test_a_commune_that_is_no_more_is_not_proposed(at):
    told = markup(at("tuyet.ngo").get(f"{HOME}?don-vi=99913"))
    assert "xã không còn hoạt động" in told and "Còn giá trị" not in told
    before = markup(at("tuyet.ngo").get(f"{HOME}?don-vi=99913&ngay=30/06/2025"))
    assert before.count("Còn giá trị") == 2
