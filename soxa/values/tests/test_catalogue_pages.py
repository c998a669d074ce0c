"""The pages of the catalogue: what is found, who adds and changes, what is refused in words."""

from datetime import date

import pytest

from soxa.desk.tests.signing_in import queries, signed_in, words
from soxa.kernel.models import Entry
from soxa.kernel.sheets import BadCell
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.values.filing.grid import measures_of
from soxa.values.models import Measure
from soxa.values.written import factor, unit_word

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
OFFICE, GOVERNMENT, AUDITOR, CELL, SECRETARY = (
    "tuyet.ngo",
    "diep.cao",
    "nhung.tran",
    "buong.luc",
    "thuan.dang",
)
HOME = "/danh-muc-chi-tieu/"
GIFTS = {
    "group": "social", "title": "Suất quà Tết tặng hộ nghèo", "kind": "quantity", "unit_word": "Suất", "higher": "1",
    "periods": ["quarter", "year"], "aggregation": "sum",
}  # fmt: skip


def page(who, address=HOME):
    return words(signed_in(who).get(address))


def test_the_catalogue_shows_every_group_with_units_and_periods():
    shown = page(OFFICE)
    for said in (
        "94 chỉ tiêu",
        "Đất đai, giải phóng mặt bằng",
        "Quốc phòng, an ninh",
        "Năng suất lúa agriculture.rice_yield tạ/ha vụ sản xuất, 6 tháng, năm Bình quân gia quyền theo diện tích gieo trồng lúa",
        "chưa đối chiếu",
    ):
        assert said in shown, said


def test_it_is_searched_without_marks_and_by_group():
    shown = page(OFFICE, f"{HOME}?q=ngheo&nhom=social")
    assert "Tỷ lệ hộ cận nghèo" in shown
    assert "Thu ngân sách" not in shown
    assert "Không có chỉ tiêu nào khớp" in page(OFFICE, f"{HOME}?q=khongco")


def test_its_page_asks_a_fixed_number_of_questions():
    few = queries(signed_in(OFFICE), f"{HOME}?q=ngheo")
    assert queries(signed_in(OFFICE), HOME) == few


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        (OFFICE, 200, 200),
        (GOVERNMENT, 200, 200),
        (AUDITOR, 200, 403),
        (SECRETARY, 200, 403),
        (CELL, 403, 403),
    ],
)
def test_who_reads_and_who_writes(who, reads, writes):
    client = signed_in(who)
    assert client.get(HOME).status_code == reads
    assert client.get(f"{HOME}them/").status_code == writes
    assert client.get(f"{HOME}{Measure.objects.first().pk}/sua/").status_code == writes
    assert client.get(f"{HOME}987654/sua/").status_code == (404 if reads == 200 else 403)


def test_a_measure_of_ones_own_is_added_and_stands_in_the_journal():
    answer = signed_in(GOVERNMENT).post(f"{HOME}them/", {**GIFTS, "unit_word": "hộ"})
    made = Measure.objects.get(title=GIFTS["title"])
    assert answer["Location"] == f"/so-lieu/{made.code}/"
    assert (made.code, made.owner.code, made.unit_word, made.periods, made.confirmed) == (
        "social.suat_qua_tet_tang_ho_ngheo_99901",
        "99901",
        "hộ",
        ["quarter", "year"],
        False,
    )
    assert (
        (made.entry.act, made.entry.step) == ("measure", "new") if hasattr(made.entry, "act") else made.entry
    )
    assert "riêng của xã Đồng Vải" in page(OFFICE, f"{HOME}?q=qua+tet")
    assert signed_in(OFFICE).get(f"/so-lieu/{made.code}/").status_code == 200


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"unit_word": ""}, "Số lượng phải có đơn vị tính."),
        ({"unit_word": "triệu đòng"}, "Số lượng"),
        ({"unit_word": "tir dong"}, "Có phải “tỷ đồng”"),
        ({"unit_word": "xuất"}, "không có trong bảng đơn vị tính"),
        ({"kind": "share", "unit_word": "", "aggregation": "sum"}, "Loại số này không tổng hợp cách ấy được"),
        ({"kind": "share", "unit_word": "hộ", "aggregation": "ratio"}, "Chỉ số lượng mới có đơn vị tính"),
        (
            {"kind": "word", "unit_word": "", "aggregation": "ratio"},
            "Loại số này không tổng hợp cách ấy được",
        ),
        (
            {"unit_word": "tạ/ha", "aggregation": "weighted"},
            "Bình quân gia quyền phải có chỉ tiêu làm quyền số",
        ),
        ({"unit_word": "hộ", "low": "10", "high": "5"}, "Mức cao nhất không nhỏ hơn mức thấp nhất."),
        ({"unit_word": "hộ", "low": "1.5"}, "không phải là số viết đúng cách"),
        ({"unit_word": "hộ", "jump": "0"}, "Ghi số phần trăm lớn hơn 0"),
        ({"unit_word": "hộ", "title": "  dân  SỐ "}, "Danh mục đã có chỉ tiêu “Dân số” (population.people)"),
    ],
)
def test_what_does_not_fit_is_refused_in_words_and_nothing_is_written(facts, said):
    before = Measure.objects.count(), Entry.objects.count()
    answer = signed_in(OFFICE).post(f"{HOME}them/", {**GIFTS, **facts})
    if facts == {
        "unit_word": "triệu đòng"
    }:  # a slip that folds to the right word is written as the table writes it
        assert Measure.objects.get(title=GIFTS["title"]).unit_word == "triệu đồng"
        return
    assert answer.status_code == 422
    assert said in words(answer)
    assert (Measure.objects.count(), Entry.objects.count()) == before


def held(code):
    one = Measure.objects.get(code=code)
    return one, {
        "group": one.group, "title": one.title, "kind": one.kind, "unit_word": one.unit_word,
        "higher": "1" if one.higher_is_better else "0", "periods": one.periods, "aggregation": one.aggregation,
        "weight": one.weight, "numerator_title": one.numerator_title, "denominator_title": one.denominator_title,
        "definition": one.definition, "cite": one.cite, "low": "0", "factor": f"{one.factor.normalize():f}", "basis": "Công văn số 5 ngày 03/3/2026",
    }  # fmt: skip


def test_a_measure_is_changed_with_its_basis():
    one, facts = held("budget.revenue")
    facts |= {"unit_word": "tỷ đồng", "jump": "30", "confirmed": "on"}
    signed_in(OFFICE).post(f"{HOME}{one.pk}/sua/", facts)
    one.refresh_from_db()
    assert (one.unit_word, one.jump, one.confirmed) == ("tỷ đồng", 30, True)
    # money is kept in đồng: the value is the same, only printed otherwise
    assert "13,268 tỷ đồng" in page(OFFICE, "/so-lieu/budget.revenue/?ky=2026-H1")
    assert "Đính chính" in page(OFFICE, "/nhat-ky/")


def test_without_a_basis_nothing_changes():
    one, facts = held("budget.revenue")
    answer = signed_in(OFFICE).post(f"{HOME}{one.pk}/sua/", {**facts, "jump": "30", "basis": " "})
    assert answer.status_code == 422
    assert Measure.objects.get(pk=one.pk).jump == one.jump


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"unit_word": "tấn"}, "Số liệu đã ghi theo “con” nên không đổi đơn vị tính"),
        (
            {"kind": "share", "unit_word": "", "aggregation": "ratio"},
            "Chỉ tiêu này đã có số liệu nên không đổi loại số",
        ),
    ],
)
def test_what_kept_values_mean_is_not_changed(change, said):
    one, facts = held("agriculture.pigs")
    answer = signed_in(OFFICE).post(f"{HOME}{one.pk}/sua/", {**facts, **change})
    assert answer.status_code == 422
    assert said in words(answer)


def test_the_factor_of_a_quotient_is_said_and_kept_once_there_are_values():
    facts = {**GIFTS, "title": "Năng suất ngô", "unit_word": "tạ/ha", "aggregation": "ratio", "factor": "10"}
    assert signed_in(OFFICE).post(f"{HOME}them/", facts).status_code == 302
    assert Measure.objects.get(title="Năng suất ngô").factor == 10
    for wrong in ("0", "-1", "1,00001", "100.000.000"):
        answer = signed_in(OFFICE).post(f"{HOME}them/", facts | {"title": "Năng suất lạc", "factor": wrong})
        assert (answer.status_code, "Ghi số lớn hơn 0" in words(answer)) == (422, True)
    one, facts = held("agriculture.rice_yield")
    answer = signed_in(OFFICE).post(f"{HOME}{one.pk}/sua/", {**facts, "factor": "100"})
    assert answer.status_code == 422
    assert "Số liệu đã tính theo hệ số 10 nên không đổi hệ số" in words(answer)


@pytest.mark.parametrize(("day", "status"), [("01/01/2026", 422), ("02/01/2026", 302)])
def test_a_measure_is_no_longer_used_from_a_day_on_which_no_period_with_a_number_begins(day, status):
    one, facts = held("agriculture.pigs")
    answer = signed_in(OFFICE).post(f"{HOME}{one.pk}/sua/", {**facts, "ended": day})
    assert answer.status_code == status
    one.refresh_from_db()
    if status == 422:
        assert "Đã có số liệu của 6 tháng đầu năm 2026: chọn ngày thôi dùng sau ngày 01/01/2026." in words(
            answer
        )
        assert one.ended is None
        return
    assert one.ended == date(2026, 1, 2)
    unit = tree().codes["99901"]
    assert one in measures_of(one.group, Period.parse("2026-H1"), unit)
    assert one not in measures_of(one.group, Period.parse("2026-H2"), unit)
    assert 'value="02/01/2026"' in signed_in(OFFICE).get(f"{HOME}{one.pk}/sua/").content.decode()


# --- the table of units ---


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Triệu đồng", "triệu đồng"), ("TRĐ", "triệu đồng"), ("m2", "m²"), ("tạ / ha", "tạ/ha"),
        ("triệu đồng/người/năm", "triệu đồng/người/năm"), ("nhân khẩu", "người"), ("ngan dong", "nghìn đồng"),
    ],
)  # fmt: skip
def test_a_unit_is_written_as_the_table_writes_it(typed, written):
    assert unit_word(typed) == written


@pytest.mark.parametrize("typed", ["năm", "đồng/", "abc", "tạ/xyz", "/ha"])
def test_a_unit_that_is_not_in_the_table_is_refused(typed):
    with pytest.raises(BadCell):
        unit_word(typed)


def test_units_of_other_kinds_are_not_each_other():
    """Households typed for people, hectares for tonnes: refused, not taken as they are."""
    for said, kept in (("hộ", "người"), ("ha", "tấn"), ("vụ", "con"), ("triệu đồng", "người")):
        assert factor(said, kept) is None
    assert factor("đồng tiền", "tỷ đồng") is None
    with pytest.raises(ValueError, match="đầu lợn"):
        factor("đầu lợn", "con")
    assert factor("khẩu", "người") == 1
    assert factor("nghìn con", "con") == 1000
    assert factor("tỷ đồng", "triệu đồng") == 1000
