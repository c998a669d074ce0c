"""A member's page and the acts on it, by form and without a script."""

from datetime import date
from io import BytesIO

import pytest

from soxa.kernel.models import Entry
from soxa.party.flow import take
from soxa.party.models import Membership, PaperKind
from soxa.party.tests.cast import LONG_NAME
from soxa.party.tests.test_pages import names


def shown(browser, member) -> str:
    answer = browser.get(f"/dang-vien/{member.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_member_page_keeps_three_dates_apart_and_explains_the_age(at, cast):
    text = shown(at("chanh"), cast.members["an"])
    for day in ("15/03/1996", "03/02/1996", "03/02/1997"):
        assert day in text
    assert "30 năm, tính từ ngày ký quyết định kết nạp 15/03/1996" in text
    text = shown(at("chanh"), cast.members["dang"])
    assert "30 năm, tính từ ngày vào Đảng 03/02/1996, vì hồ sơ không có quyết định kết nạp" in text
    text = shown(at("chanh"), cast.members["moi"])
    assert "Hết 12 tháng dự bị ngày 06/01/2027, còn 47 ngày." in text


def test_long_names_and_partial_dates_stand(at, cast):
    assert LONG_NAME in shown(at("chanh"), cast.members["long"])
    text = shown(at("chanh"), cast.members["au"])
    assert "3/1971" in text
    assert "01/03/1971" not in text


def test_a_sealed_number_is_shown_once_and_the_reading_written_down(at, cast):
    browser, member = at("chanh"), cast.members["an"]
    assert "001062012345" not in shown(browser, member)
    address = f"/dang-vien/{member.pk}/niem-kin/citizen_id/"
    assert browser.get(address).status_code == 302
    answer = browser.post(address)
    assert "001062012345" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert "001062012345" not in shown(browser, member)
    assert Entry.objects.filter(flow="sealed", step="read", subject_key=str(member.pk)).count() == 1
    assert browser.post(f"/dang-vien/{member.pk}/niem-kin/full_name/").status_code == 404


def test_one_who_only_reads_sees_no_buttons(at, cast):
    for login in ("nhung", "buong"):
        text = shown(at(login), cast.members["an"])
        assert "/chuyen-di/" not in text
        assert "niem-kin/citizen_id" not in text
        assert "Đính chính" not in text


def test_a_cell_that_a_member_left_sees_only_its_own_time(at, cast, head):
    facts = {"unit": cast.units["school"].pk, "on": date(2026, 5, 4)}
    take("move_within", cast.members["an"], head, today=date(2026, 11, 20), facts=facts)
    text = shown(at("buong"), cast.members["an"])
    assert "Hồ sơ này nay do đơn vị khác giữ" in text
    assert "Trường THCS" not in text
    assert "12.345678" not in text


def test_an_act_by_form_writes_and_leads_back(at, cast):
    browser, member = at("chanh"), cast.members["an"]
    facts = {"went_to": "Đảng ủy xã khác", "on": "1/6/2026", "paper": "GT 5"}
    answer = browser.post(f"/dang-vien/{member.pk}/chuyen-di/", facts, follow=True)
    assert answer.redirect_chain == [(f"/dang-vien/{member.pk}/", 302)]
    text = answer.content.decode()
    assert "Đã ghi sổ: Chuyển đi." in text
    assert "chuyển đi (Đảng ủy xã khác)" in text
    assert Membership.objects.get(member=member).until == date(2026, 6, 1)
    assert Entry.objects.get(step="transfer_out").actor == "Người chanh"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"on": "31/02/2026", "paper": "x", "went_to": "y"}, "“31/02/2026” không phải ngày có thật"),
        ({"on": "21/11/2026", "paper": "x", "went_to": "y"}, "Ngày 21/11/2026 chưa đến"),
        ({"on": "03/02/1996", "paper": "x", "went_to": "y"}, "Ngày phải sau 03/02/1996"),
        ({"on": "01/06/2026", "went_to": "y"}, "Ô này phải ghi."),
    ],
)
def test_a_refused_form_says_why_and_keeps_what_was_typed(at, cast, facts, said):
    answer = at("chanh").post(f"/dang-vien/{cast.members['an'].pk}/chuyen-di/", facts)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert said in text
    assert f'value="{facts["on"]}"' in text


def test_an_act_that_does_not_fit_says_so_instead_of_a_form(at, cast):
    answer = at("chanh").get(f"/dang-vien/{cast.members['moi'].pk}/cong-nhan/")
    assert answer.status_code == 409
    assert "Đến ngày 06/01/2027 mới hết 12 tháng dự bị." in answer.content.decode()
    assert at("chanh").get(f"/dang-vien/{cast.members['moi'].pk}/khai-tru/").status_code == 409
    assert at("chanh").get(f"/dang-vien/{cast.members['moi'].pk}/khong-co/").status_code == 404


def test_one_already_in_the_book_is_pointed_to(at, cast):
    facts = {
        "full_name": "ĐẶNG THỊ ÂN", "born": "05/03/1962", "unit": cast.units["school"].pk,
        "decision_on": "01/06/2026", "on": "02/06/2026", "paper": "QĐ 1",
    }  # fmt: skip
    browser = at("chanh")
    text = browser.post("/dang-vien/them/ket-nap/", facts).content.decode()
    assert "Đồng chí này đã có trong sổ (Chi bộ thôn Bến Đá)" in text
    assert f"/dang-vien/{cast.members['dang'].pk}/" in text
    assert 'type="checkbox" name="other_person"' in text
    answer = browser.post("/dang-vien/them/ket-nap/", {**facts, "other_person": "on"})
    assert answer.status_code == 302
    assert (
        Membership.objects.get(unit=cast.units["school"], since=date(2026, 6, 2)).member.person.full_name
        == "Đặng Thị Ân"
    )


def test_a_correction_by_form(at, cast):
    browser, member = at("chanh"), cast.members["au"]
    page = browser.get(f"/dang-vien/{member.pk}/dinh-chinh/").content.decode()
    assert 'value="3/1971"' in page
    facts = {
        "full_name": "Triệu Thị Âu", "born": "08/03/1971", "sex": "F", "admitted_on": "03/02/1996",
        "recognised_on": "03/02/1997", "basis": "Giấy khai sinh", "consent": "CV 12",
    }  # fmt: skip
    address = f"/dang-vien/{member.pk}/dinh-chinh/"
    answer = browser.post(address, facts)
    assert answer.status_code == 422 and "phải kèm bản quét" in answer.content.decode()
    page = BytesIO(b"\x89PNG\r\n\x1a\n a scan of the consent")
    page.name = "Triệu Thị Âu.png"
    assert browser.post(address, {**facts, "scan": page}).status_code == 302
    scan = member.correction_scans.get()
    where = f"{address}{scan.pk}/"
    assert where in browser.get(f"/dang-vien/{member.pk}/").content.decode()
    answer = browser.get(where)
    assert answer.content == b"\x89PNG\r\n\x1a\n a scan of the consent"
    assert answer["Content-Disposition"] == f'attachment; filename="dong-y-dinh-chinh-{scan.pk}.png"'
    assert at("khac").get(where).status_code == 404 and at("buong").get(where).status_code == 403
    assert browser.get(f"/dang-vien/{cast.members['an'].pk}/dinh-chinh/{scan.pk}/").status_code == 404
    member.person.refresh_from_db()
    assert member.person.born.text() == "08/03/1971"
    without = {**facts, "born": "1971", "consent": ""}
    assert browser.post(f"/dang-vien/{member.pk}/dinh-chinh/", without).status_code == 422


def test_a_paper_found_missing_stands_on_the_page_until_it_is_put_in(at, cast):
    kind = PaperKind.objects.create(code="thử", title="Giấy chứng nhận lớp đảng viên mới", occasion="other")
    browser, member = at("chanh"), cast.members["an"]
    browser.post(f"/dang-vien/{member.pk}/thieu-giay/", {"kind": kind.pk, "on": "01/06/2026"})
    assert "Giấy tờ còn thiếu" in shown(browser, member)
    assert names(browser.get("/dang-vien/?ho-so=thieu&q=an&chi-bo=99801.01")) == ["Bùi Văn An"]
    row = member.missing_papers.get()
    browser.post(f"/dang-vien/{member.pk}/bo-sung-giay/", {"missing": row.pk, "on": "02/06/2026"})
    assert "Giấy tờ còn thiếu" not in shown(browser, member)
