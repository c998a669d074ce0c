"""Files with members' particulars: asked with a reason that the journal keeps, refused without one."""

import pytest

from soxa.kernel.models import Entry

FILES = (
    "/dang-vien/xuat-excel/?q=an", "/dang-vien/danh-sach.xlsx", "/dang-vien/ket-nap/danh-sach.xlsx",
    "/dang-vien/huy-hieu/danh-sach.xlsx", "/dang-vien/ky-luat/danh-sach.xlsx", "/dang-vien/xoa-ten/danh-sach.xlsx",
    "/dang-vien/chuyen-sinh-hoat/danh-sach.xlsx", "/nhap/xuat-dang-vien/",
)  # fmt: skip


def exports():
    return Entry.objects.filter(flow="export")


@pytest.mark.parametrize("address", FILES)
def test_a_file_is_given_with_a_reason_and_written_down(at, address):
    browser = at("chanh")
    asked = browser.get(address)
    assert asked.status_code == 200 and "Lý do xuất" in asked.content.decode()
    assert not exports().exists()
    made = browser.post(address, {"reason": "above", "note": "BC 12-BC/ĐU"})
    assert made.content[:2] == b"PK" and made["Cache-Control"] == "no-store"
    entry = exports().get()
    assert entry.facts["purpose"] == "Gửi cấp ủy cấp trên, cơ quan có thẩm quyền: BC 12-BC/ĐU"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "Ô này phải ghi|Phải chọn|bắt buộc"),
        ({"reason": "xem"}, "không"),
        ({"reason": "other"}, "thì ghi rõ việc gì"),
    ],
)
def test_without_a_reason_nothing_leaves(at, told, words):
    answer = at("chanh").post("/dang-vien/xuat-excel/", {"x": "1", **told})
    assert answer.status_code == 422 and exports().count() == 0
    assert any(one in answer.content.decode() for one in words.split("|"))


def test_a_summary_names_whose_file_it_is(at, cast):
    at("chanh").post(f"/dang-vien/{cast.members['an'].pk}/tom-tat.docx", {"reason": "cell"})
    assert (exports().get().subject_kind, exports().get().subject_key) == (
        "member",
        str(cast.members["an"].pk),
    )
    shown = at("chanh").get("/nhat-ky/").content.decode()
    assert "Xuất tệp có thông tin đảng viên của" in shown
