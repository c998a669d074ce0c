"""Money going up from the commune: what the cells brought less the share kept, once; put right; who sees it; the report."""

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import docx
import pytest

from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.preferences import put
from soxa.kernel.units.acts import Founding, found
from soxa.party.dues import above, flow, handing
from soxa.party.dues.flow import Payment
from soxa.party.dues.models import DuesLine, HandOver
from soxa.party.dues.split import COMMUNE_KEEPS
from soxa.party.tests.cast import TODAY
from soxa.party.tests.conftest import head_of
from soxa.party.tests.test_dues import NOVEMBER, everybody, secretary  # noqa: F401 – a fixture
from soxa.samples.demo_fixture import settle, standing

HOME = "/dang-vien/dang-phi/"
COMMUNE, OTHER = f"{HOME}cap-uy/99801/", f"{HOME}cap-uy/99802/"
UP = f"{HOME}chi-bo/99801/nop-len/?thang=2026-11"
RECEIPT = {"on": date(2026, 11, 15), "percent": Decimal(30), "paper": "PT 7"}


@pytest.fixture(scope="module")
def standing_brought(standing_cast, standing_paying, django_db_blocker) -> Iterator[int]:
    with standing(django_db_blocker):
        unit_id = _brought(standing_cast, standing_paying)
        settle()
        yield unit_id


@pytest.fixture
def brought(standing_brought, cast) -> int:
    """The commune's key, after its cells have brought what they owe."""
    return standing_brought


def _brought(cast, paying) -> int:
    """Bến Đá brought 70 % of 105,400 đồng and the school 70 % of 50,000: 73,780 and 35,000; the commune's key."""
    head = head_of(cast)
    flow.collect(paying, NOVEMBER, everybody(cast, but=("dang",)), head, today=TODAY)
    school = cast.units["school"].pk
    paid = {cast.members["long"].pk: Payment(date(2026, 11, 5), DuesLine.CASH, 50_000)}
    flow.collect(school, NOVEMBER, paid, head, today=TODAY)
    for unit_id in (paying, school):
        handing.hand_over(unit_id, NOVEMBER, RECEIPT, head, today=TODAY)
    key: int = cast.units["upper"].pk
    return key


# --- sums, by hand ---


def test_the_commune_hands_up_a_tenth_of_what_came_and_only_once(cast, brought, head):
    facts = {"on": TODAY, "percent": Decimal(90), "paper": "UNC 3"}
    made = handing.hand_over(brought, NOVEMBER, facts, head, today=TODAY)
    assert (made.collected, made.sent) == (108_780, 10_878)
    with pytest.raises(Refused, match="đã thu 108.780 đồng, đã nộp phần của 108.780 đồng"):
        handing.hand_over(brought, NOVEMBER, facts, head, today=TODAY)
    ben_da = cast.units["ben_da"].pk
    flow.collect(ben_da, NOVEMBER, everybody(cast), head, today=TODAY)
    handing.hand_over(ben_da, NOVEMBER, RECEIPT, head, today=TODAY)
    assert handing.hand_over(brought, NOVEMBER, facts, head, today=TODAY).collected == 18_200


def test_a_committee_in_between_brings_what_it_does_not_keep(cast, brought, head):
    """The school under a base that keeps 20 %: 35,000 comes to it, 28,000 to the commune, beside Bến Đá's 73,780."""
    since = date(2026, 11, 1)
    base = found(Founding("99801.CS", "base", "Đảng bộ cơ sở xã", cast.units["upper"], since), head)
    cell = found(Founding("99801.03", "cell", "Chi bộ Trạm Y tế", base, since), head)
    HandOver.objects.create(
        unit=cell, month=NOVEMBER, on=date(2026, 11, 15), collected=50_000, percent=30, sent=35_000
    )
    came = {
        row.code: row.received
        for row in above.summed(above.above_in_sight(_reader(cast), NOVEMBER), NOVEMBER)
    }
    assert came == {"99801": 108_780, "99801.CS": 35_000}
    made = handing.hand_over(base.pk, NOVEMBER, {**RECEIPT, "percent": Decimal(20)}, head, today=TODAY)
    assert made.sent == 28_000
    rows = {row.code: (row.collected, row.sent) for row in above.below(brought, NOVEMBER)}
    assert rows == {"99801.01": (105_400, 73_780), "99801.02": (50_000, 35_000), "99801.CS": (35_000, 28_000)}
    assert handing.to_hand_over(brought, NOVEMBER) == (136_780, 0)


def _reader(cast):
    return cast.accounts["chanh"]


@pytest.mark.parametrize(
    ("on", "words"), [(date(2026, 10, 31), "không trước tháng thu"), (date(2026, 11, 21), "chưa đến")]
)
def test_the_day_lies_between_the_month_and_today(cast, brought, head, on, words):
    entries = Entry.objects.count()
    with pytest.raises(Refused, match=words):
        handing.hand_over(brought, NOVEMBER, {**RECEIPT, "on": on}, head, today=TODAY)
    assert Entry.objects.count() == entries


def test_a_cell_secretary_writes_nothing_of_the_commune(cast, brought, secretary):  # noqa: F811
    with pytest.raises(Refused, match="Văn phòng Đảng ủy"):
        handing.hand_over(brought, NOVEMBER, RECEIPT, secretary, today=TODAY)
    assert not HandOver.objects.filter(unit_id=brought).exists()


# --- put right ---


def test_a_hand_over_is_put_right_or_taken_back_with_its_basis(cast, brought, head):
    one = HandOver.objects.get(unit_id=cast.units["school"].pk)
    facts = {"on": date(2026, 11, 16), "percent": Decimal(50), "paper": "PT 8"}
    with pytest.raises(Refused, match="căn cứ"):
        handing.mend_hand_over(one, facts, head, basis=" ", today=TODAY)
    handing.mend_hand_over(one, facts, head, basis="Phiếu thu số 8", today=TODAY)
    assert (one.sent, one.on, one.paper) == (25_000, date(2026, 11, 16), "PT 8")
    assert handing.to_hand_over(brought, NOVEMBER) == (98_780, 0)
    handing.mend_hand_over(one, {"taken_back": True}, head, basis="Ghi nhầm chi bộ", today=TODAY)
    assert handing.to_hand_over(brought, NOVEMBER) == (73_780, 0)
    assert handing.to_hand_over(cast.units["school"].pk, NOVEMBER) == (50_000, 0)


# --- pages ---


@pytest.mark.parametrize(
    ("login", "statuses"),
    [
        ("chanh", [200, 200, 404, 200, 200]),
        ("nhung", [200, 200, 200, 403, 200]),
        ("buong", [200, 404, 404, 404, 404]),
        ("khac", [200, 404, 200, 404, 404]),
        ("ubnd", [403] * 5),
    ],
)
def test_who_opens_what(at, brought, login, statuses):
    pages = (f"{HOME}cap-uy/", COMMUNE, OTHER, UP, f"{COMMUNE}bao-cao.xlsx")
    assert [at(login).get(address).status_code for address in pages] == statuses


def test_the_office_writes_it_by_form_and_puts_it_right(at, brought, head):
    browser = at("chanh")
    assert "chưa nộp lên" in browser.get(HOME).content.decode()
    text = browser.get(COMMUNE).content.decode()
    assert "108.780" in text
    assert "Chưa đặt tỷ lệ được giữ lại" in text
    assert browser.post(UP, {"on": "20/11/2026", "percent": ""}).status_code == 422
    put(COMMUNE_KEEPS, "90", since=date(2026, 1, 1), actor=head)
    assert 'value="90"' in browser.get(UP).content.decode()
    text = browser.post(
        UP, {"on": "20/11/2026", "percent": "90", "paper": "UNC 3"}, follow=True
    ).content.decode()
    assert "Đã ghi nộp lên 10.878 đồng." in text
    assert "Không còn khoản nào chưa nộp lên." in text
    assert browser.post(UP, {"on": "20/11/2026", "percent": "90"}).status_code == 422
    made = HandOver.objects.get(unit_id=brought)
    mend = f"{HOME}nop-len/{made.pk}/"
    assert at("khac").get(mend).status_code == at("buong").get(mend).status_code == 404
    assert at("nhung").get(mend).status_code == 403
    assert browser.post(mend, {"taken_back": "on", "on": "20/11/2026", "percent": "90"}).status_code == 422
    browser.post(mend, {"taken_back": "on", "on": "20/11/2026", "percent": "90", "basis": "Ghi nhầm"})
    assert not HandOver.objects.filter(unit_id=brought).exists()
    assert browser.get("/nhat-ky/").status_code == 200


def test_a_receipt_taken_back_below_is_told_above(at, cast, brought, head):
    handing.hand_over(brought, NOVEMBER, {**RECEIPT, "on": TODAY}, head, today=TODAY)
    one = HandOver.objects.get(unit_id=cast.units["school"].pk)
    handing.mend_hand_over(one, {"taken_back": True}, head, basis="Ghi nhầm", today=TODAY)
    assert "nhiều hơn số nhận được 35.000 đồng" in at("chanh").get(COMMUNE).content.decode()


def test_the_report_says_the_same(at, cast, brought, head):
    handing.hand_over(
        brought, NOVEMBER, {"on": TODAY, "percent": Decimal(90), "paper": "UNC 3"}, head, today=TODAY
    )
    browser = at("chanh")
    made = docx.Document(io.BytesIO(browser.get(f"{COMMUNE}bao-cao.docx?thang=2026-11").content))
    cells = [[cell.text for cell in row.cells] for table in made.tables for row in table.rows]
    assert ["", "Cộng", "7", "5", "155.400", "46.620", "108.780", ""] in cells
    year = docx.Document(io.BytesIO(browser.get(f"{COMMUNE}bao-cao.docx?nam=2026").content))
    cells = [[cell.text for cell in row.cells] for table in year.tables for row in table.rows]
    assert ["11/2026", "108.780", "97.902", "10.878", "20/11/2026 UNC 3"] in cells
    assert ["Cộng", "108.780", "97.902", "10.878", ""] in cells
    assert browser.get(f"{COMMUNE}bao-cao.pdf?thang=2026-11").content.startswith(b"%PDF")


def test_the_page_of_a_commune_costs_the_same_for_many_cells(
    at, cast, brought, head, django_assert_num_queries
):
    browser = at("chanh")
    browser.get(COMMUNE)
    with django_assert_num_queries(10):
        browser.get(COMMUNE)
    for number in range(4, 9):
        found(Founding(f"99801.0{number}", "cell", f"Chi bộ thôn {number}", cast.units["upper"]), head)
    browser.get(COMMUNE)
    with django_assert_num_queries(10):
        browser.get(COMMUNE)
