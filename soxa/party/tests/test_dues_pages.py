"""The pages of dues: who sees what, a month written by form without a script, bad input with its words, and paper."""

import io
from datetime import date

import docx
import pytest
from python_calamine import CalamineWorkbook

from soxa.desk.tests.signing_in import first_page, markup
from soxa.kernel.models import Entry
from soxa.kernel.preferences import put
from soxa.party.dues.models import DuesCategory, DuesLine, DuesMonth, DuesRelief, HandOver
from soxa.party.dues.reckoning import REGION
from soxa.party.models import Membership
from soxa.party.striking.sources import findings
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_dues import JANUARY, NOVEMBER, OCTOBER, everybody

HOME = "/dang-vien/dang-phi/"
BEN_DA, SCHOOL = f"{HOME}chi-bo/99801.01/", f"{HOME}chi-bo/99801.02/"
PAGES = [
    HOME,
    f"{HOME}no/",
    f"{HOME}xuat-excel/",
    BEN_DA,
    f"{BEN_DA}doi-tuong/",
    f"{BEN_DA}mien-giam/",
    f"{BEN_DA}nop-len/",
    f"{BEN_DA}so.pdf",
]


def posted(cast, *, but=(), **more):
    ticks = {f"nop-{member}": "1" for member in everybody(cast, but=but)}
    return {"on": "5/11/2026", "way": "cash", **ticks, **more}


# --- who sees ---


@pytest.mark.parametrize("login", ["chanh", "buong"])
def test_who_writes_opens_every_page(at, paying, login):
    browser = at(login)
    assert [browser.get(address).status_code for address in PAGES] == [200] * len(PAGES)


def test_who_reads_alone_sees_the_sums_and_writes_nothing(at, cast, paying):
    browser = at("nhung")
    found = [browser.get(address).status_code for address in PAGES]
    assert found == [200, 200, 200, 200, 403, 403, 403, 200]
    assert "Ghi thu</button>" not in browser.get(BEN_DA).content.decode()
    assert browser.post(BEN_DA, posted(cast)).status_code == 403
    assert not DuesMonth.objects.exists()


@pytest.mark.parametrize("login", ["ubnd", "la"])
def test_others_are_refused(at, paying, login):
    assert {at(login).get(address).status_code for address in PAGES} == {403}


def test_a_committee_member_who_follows_cells_does_not_see_what_people_earn(at, cast, paying):
    cast.office("theo", "committee_member", "ben_da", "Đảng ủy viên theo dõi chi bộ")
    browser = at("theo")
    assert {browser.get(address).status_code for address in PAGES} == {403}
    assert browser.get("/dang-vien/").status_code == 200
    assert "dang-phi" not in browser.get(f"/dang-vien/{cast.members['an'].pk}/").content.decode()


@pytest.mark.parametrize("login", ["buong", "khac"])
def test_another_cell_does_not_exist(at, cast, paying, login):
    browser = at(login)
    assert browser.get(SCHOOL).status_code == 404
    assert browser.post(SCHOOL, {"on": "5/11/2026", "way": "cash"}).status_code == 404
    assert browser.get(f"{SCHOOL}so.pdf").status_code == 404


def test_a_payment_of_another_cell_does_not_exist(at, cast, paying):
    at("chanh").post(SCHOOL, {"on": "5/11/2026", "way": "cash", f"tien-{cast.members['long'].pk}": "50000"})
    line = DuesLine.objects.get(member=cast.members["long"])
    assert at("buong").get(f"{HOME}khoan/{line.pk}/").status_code == 404
    assert at("chanh").get(f"{HOME}khoan/{line.pk}/").status_code == 200


# --- writing a month ---


def test_a_secretary_writes_the_month_by_one_form_and_pressing_twice_changes_nothing(at, cast, paying):
    browser = at("buong")
    text = browser.get(BEN_DA).content.decode()
    assert text.count(" checked>") == 5
    assert "131.400 đồng của 5 đồng chí" in text
    answer = browser.post(f"{BEN_DA}?thang=2026-11", posted(cast, but=("au",)), follow=True)
    assert answer.redirect_chain == [(f"{BEN_DA}?thang=2026-11", 302)]
    text = answer.content.decode()
    assert "Đã ghi thu 4 đồng chí." in text
    assert text.count(" checked>") == 0
    entries = Entry.objects.count()
    again = browser.post(f"{BEN_DA}?thang=2026-11", posted(cast, but=("au",)), follow=True)
    assert "không ghi lần nữa" in again.content.decode()
    assert Entry.objects.count() == entries
    assert DuesLine.objects.filter(paid_on=date(2026, 11, 5)).count() == 4


def test_exceptions_are_typed_beside_the_name(at, cast, paying):
    an, au = cast.members["an"].pk, cast.members["au"].pk
    more = {f"tien-{au}": "15.000 đ", f"ngay-{an}": "03112026", f"cach-{an}": "portal"}
    at("chanh").post(BEN_DA, posted(cast, but=("au",), **more))
    first, second = DuesLine.objects.get(member_id=an), DuesLine.objects.get(member_id=au)
    assert (first.amount, first.paid_on, first.way) == (81_900, date(2026, 11, 3), "portal")
    assert (second.amount, second.extra, second.way) == (15_000, 3_900, "cash")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"on": "45/11/2026"}, "không phải ngày có thật"),
        ({"on": ""}, "Ngày nộp"),
        ({"on": "21/11/2026"}, "chưa đến"),
        ({"tien": "mười nghìn"}, "không phải là số"),
        ({"tien": "-5000"}, "phải lớn hơn 0"),
        ({"tien": "9.000.000.000"}, "không quá 1 tỷ"),
        ({"ngay": "32/11/2026"}, "không phải ngày có thật"),
    ],
)
def test_what_is_wrong_is_said_and_given_back_and_nothing_written(at, cast, paying, wrong, words):
    an = cast.members["an"].pk
    facts = posted(cast, but=("au",)) | {
        (f"{name}-{an}" if name != "on" else name): value for name, value in wrong.items()
    }
    answer = at("chanh").post(BEN_DA, facts)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert text.count(" checked>") == 4
    assert not DuesMonth.objects.exists()


def test_a_month_ahead_is_not_ticked(at, paying):
    assert at("chanh").get(f"{BEN_DA}?thang=2026-12").content.decode().count(" checked>") == 0


@pytest.mark.parametrize("asked", ["", "2026-13", "abc", "2019-01", "11/2026", "2026-11"])
def test_a_month_nobody_knows_is_this_month(at, paying, asked):
    assert "Đảng phí tháng 11/2026" in at("chanh").get(BEN_DA, {"thang": asked}).content.decode()


def test_a_payment_is_corrected_by_form(at, cast, paying):
    browser = at("buong")
    browser.post(BEN_DA, posted(cast))
    line = DuesLine.objects.get(member=cast.members["an"])
    address = f"{HOME}khoan/{line.pk}/"
    assert "81.900" in browser.get(address).content.decode()
    wrong = browser.post(address, {"way": "cash", "amount": "", "on": "", "basis": ""})
    assert wrong.status_code == 422
    browser.post(address, {"taken_back": "on", "way": "cash", "basis": "Ghi nhầm"})
    line.refresh_from_db()
    assert line.paid_on is None
    assert browser.get(address).status_code == 404


def test_the_share_kept_must_be_typed_while_the_setting_is_empty(at, cast, paying):
    browser = at("buong")
    browser.post(BEN_DA, posted(cast))
    address = f"{BEN_DA}nop-len/?thang=2026-11"
    for percent in ("", "101", "nửa", "33,333"):
        assert browser.post(address, {"on": "15/11/2026", "percent": percent}).status_code == 422
    assert not HandOver.objects.exists()
    browser.post(address, {"on": "15/11/2026", "percent": "32,5%"})
    assert HandOver.objects.get().sent == 131_400 - 42_705
    assert "Đã nộp lên cấp trên" in browser.get(BEN_DA).content.decode()


def test_rates_are_typed_in_one_table_and_incomes_never_shown(at, cast, paying):
    browser, an, sac = at("buong"), cast.members["an"].pk, cast.members["sac"].pk
    address = f"{BEN_DA}doi-tuong/"
    text = browser.get(address).content.decode()
    assert "8190000" not in text.replace(".", "")
    kept = {f"loai-{an}": "insured", f"thu-{an}": "", f"loai-{sac}": "pension"}
    wrong = browser.post(address, {"since": "11/2026", **kept, f"thu-{sac}": "bốn triệu"})
    assert wrong.status_code == 422
    assert "bốn triệu" in wrong.content.decode()
    browser.post(address, {"since": "11/2026", **kept, f"thu-{sac}": "4.000.000"})
    changed = DuesCategory.objects.filter(since=NOVEMBER)
    assert [(one.member_id, one.kind) for one in changed] == [(sac, "pension")]


def test_a_grant_by_form(at, cast, paying):
    facts = {
        "member": cast.members["an"].pk,
        "kind": "reduced",
        "ground": "hardship",
        "since": "10/2026",
        "paper": "QĐ 4",
    }
    browser, address = at("chanh"), f"{BEN_DA}mien-giam/"
    assert browser.post(address, facts).status_code == 422
    assert browser.post(address, {**facts, "percent": "50", "last": "10/2027"}).status_code == 422
    assert not DuesRelief.objects.exists()
    browser.post(address, {**facts, "percent": "50", "last": "9/2027"})
    made = DuesRelief.objects.get()
    assert (made.percent, made.since, made.until) == (50, OCTOBER, date(2027, 10, 1))
    address = f"{address}{made.pk}/"
    assert address in browser.get(f"/dang-vien/{cast.members['an'].pk}/").content.decode()
    assert at("khac").get(address).status_code == 404
    assert browser.post(address, {"until": "10/2026"}).status_code == 422
    browser.post(address, {"until": "11/2026"})
    made.refresh_from_db()
    assert made.until == NOVEMBER


# --- lists and paper ---


def test_the_list_of_cells_costs_the_same_for_many(at, cast, paying, django_assert_num_queries):
    browser = at("chanh")
    browser.post(BEN_DA, posted(cast))
    browser.get(HOME)
    with django_assert_num_queries(11):
        text = browser.get(HOME).content.decode()
    assert "131.400" in text
    browser.post(f"{HOME}lap/", {"thang": "2026-11"})
    browser.get(HOME)
    with django_assert_num_queries(11):
        browser.get(HOME)


def test_only_the_office_draws_all_lists(at, cast, paying):
    assert at("buong").post(f"{HOME}lap/", {"thang": "2026-11"}).status_code == 403
    at("chanh").post(f"{HOME}lap/", {"thang": "2026-11"})
    assert {one.unit_id for one in DuesMonth.objects.all()} == {paying, cast.units["school"].pk}


def test_arrears_lead_to_the_month_and_to_my_work(at, cast, paying, head):
    browser = at("chanh")
    for month in ("08", "09", "10"):
        browser.post(f"{BEN_DA}?thang=2026-{month}", posted(cast, but=("au",)))
    text = browser.get(f"{HOME}no/").content.decode()
    assert "3 tháng: chi bộ xem xét" in text
    assert f"{BEN_DA}?thang=2026-08" in text
    for login in ("chanh", "buong"):
        mine = markup(first_page(at(login), "party.dues", "party.strike_offs"))
        assert "1 đồng chí nợ đảng phí từ 2 tháng trong năm" in mine
        assert "1 đồng chí đã đủ 3 tháng" in mine
    found = findings(cast.accounts["chanh"], TODAY)
    assert [(one.name, one.ground, one.months) for one in found] == [("Triệu Thị Âu", "unpaid", (8, 9, 10))]
    assert "nợ 3 tháng" in browser.get(f"/dang-vien/{cast.members['au'].pk}/").content.decode()


def test_two_months_are_warned_of_in_one_line(at, cast, paying):
    browser = at("buong")
    for month in ("09", "10"):
        browser.post(f"{BEN_DA}?thang=2026-{month}", posted(cast, but=("au", "an")))
    mine = markup(first_page(browser, "party.dues"))
    assert "2 đồng chí nợ đảng phí từ 2 tháng trong năm" in mine
    assert "Nhắc nộp trước khi đủ 3 tháng." in mine


def test_the_books_hold_names_months_and_sums(at, cast, paying):
    browser = at("chanh")
    browser.post(BEN_DA, posted(cast, but=("au",)))
    browser.post(f"{BEN_DA}nop-len/?thang=2026-11", {"on": "15/11/2026", "percent": "30", "paper": "PT 7"})
    for asked in ("thang=2026-11", "nam=2026"):
        assert browser.post(f"{BEN_DA}so.pdf?{asked}", {"reason": "above"}).content.startswith(b"%PDF")
        paper = docx.Document(
            io.BytesIO(browser.post(f"{BEN_DA}so.docx?{asked}", {"reason": "above"}).content)
        )
        words = [one.text for row in paper.tables[1].rows for one in row.cells]
        assert {"Bùi Văn An", "81.900", "Cộng", "120.300"} <= set(words)
        assert any("chi bộ giữ lại 30%" in one for one in words)
        assert "BÍ THƯ" in "".join(one.text for one in paper.element.body.iter() if one.text)
        assert any("ĐẢNG BỘ XÃ KHE TRÊN" in one.text for row in paper.tables[0].rows for one in row.cells)
    book = CalamineWorkbook.from_filelike(io.BytesIO(browser.get(f"{HOME}xuat-excel/?thang=2026-11").content))
    rows = book.get_sheet_by_index(0).to_python()
    assert [row[2:7] for row in rows if "Bến Đá" in str(row[1])] == [[5.0, 4.0, 120300.0, 120300.0, 84210.0]]


def test_incomes_that_cannot_be_reckoned_ask_for_the_region(at, cast, paying, head):
    put(REGION, "", since=JANUARY, actor=head, unit_id=cast.units["upper"].pk)
    text = at("buong").get(BEN_DA).content.decode()
    assert "chưa chọn vùng lương" in text
    assert text.count(" checked>") == 3
    browser = at("chanh")
    browser.post(f"{HOME}lap/", {"thang": "2026-11"})
    put(REGION, "IV", since=date(2026, 2, 1), actor=head, unit_id=cast.units["upper"].pk)
    browser.post(f"{BEN_DA}tinh-lai/?thang=2026-11")
    assert not DuesLine.objects.filter(unit_id=paying, due=None).exists()


def test_a_cell_of_which_nothing_is_known_shows_what_is_lacking(at, cast):
    text = at("khac").get(f"{HOME}chi-bo/99802.01/").content.decode()
    assert "chưa ghi đối tượng đóng" in text
    assert text.count(" checked>") == 0


def test_a_cell_with_nobody_says_so(at, cast):
    text = at("khac").get(f"{HOME}chi-bo/99802.01/?thang=2026-11").content.decode()
    assert "Nông Văn Ân" in text
    Membership.objects.all().moved(Entry.objects.first(), until=date(2026, 10, 1))
    text = at("khac").get(f"{HOME}chi-bo/99802.01/?thang=2026-11").content.decode()
    assert "không có đảng viên nào trong danh sách" in text
