"""Pages of criteria: who opens and who writes, what they show and ask, how the list leaves the book."""

from datetime import date

import pytest

from soxa.desk.tests.signing_in import first_page, markup, queries
from soxa.org.models import Account
from soxa.values.criteria.models import CriteriaSet, CriterionResult, Indicator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]


def the_set(version="2026–2030", code="rural.commune"):
    return CriteriaSet.objects.get(code=code, version=version).pk


def home(version="2026–2030"):
    return f"/tieu-chi/{the_set(version)}/don-vi/99901/"


def indicator(code="infrastructure", version="2026–2030"):
    return Indicator.objects.get(code=code, criterion__of=the_set(version)).pk


def door(code="infrastructure", version="2026–2030"):
    return f"{home(version)}chi-tieu/{indicator(code, version)}/"


def waiting():
    return CriterionResult.objects.get(state="waiting")


@pytest.mark.parametrize(
    ("who", "status", "writes", "verifies"),
    [
        ("tuyet.ngo", 200, 200, 200),
        ("yen.le", 200, 200, 403),
        ("diep.cao", 200, 200, 200),
        ("thuan.dang", 200, 403, 200),
        ("tham.mong", 200, 200, 403),
        ("kien.phung", 200, 403, 403),
        ("nhung.tran", 200, 403, 403),
        ("sang.ha", 403, 403, 403),
        ("buong.luc", 403, 403, 403),
        ("luong.nguyen", 403, 403, 403),
    ],
)
def test_who_reads_writes_and_verifies(at, who, status, writes, verifies):
    reader = at(who)
    for address in ("/tieu-chi/", "/tieu-chi/bo/", f"/tieu-chi/bo/{the_set()}/", home(), door()):
        assert reader.get(address).status_code == status, address
    assert reader.get(f"{door()}ghi/").status_code == writes
    assert reader.get(f"/tieu-chi/ket-qua/{waiting().pk}/tham-dinh/").status_code == verifies


@pytest.mark.parametrize(
    ("address", "count"),
    [("/tieu-chi/", 10), ("/tieu-chi/bo/", 5), ("{home}", 9), ("{door}", 7), ("{table}", 8)],
)
def test_a_page_asks_a_fixed_number_of_questions(at, address, count):
    reader = at("tuyet.ngo")
    address = address.format(home=home(), door=door(), table=f"/tieu-chi/{the_set()}/bang/")
    assert queries(reader, address) == count


def test_seven_of_ten_opens_the_ten(at):
    told = markup(at("tuyet.ngo").get(home()))
    assert "<b>7/10</b> tiêu chí đạt" in told
    assert "<b>3</b> chưa đạt" in told
    assert told.count('<details class="criterion"') == 12  # ten criteria, two conditions
    failed = markup(at("tuyet.ngo").get(f"{home()}?muc=failed"))
    assert "Hạ tầng kinh tế - xã hội" in failed
    assert "<b>Quy hoạch</b>" not in failed
    assert "<b>6/10</b>" in markup(at("tuyet.ngo").get(f"{home()}?ngay=31/03/2026"))


def test_the_figure_says_from_what_it_was_counted_and_opens_it(at):
    told = markup(at("tuyet.ngo").get("/so-lieu/rural.criteria/"))
    assert "Sổ đếm từ kết quả đã thẩm định theo Bộ tiêu chí xã nông thôn mới, 2026–2030" in told
    assert f'href="{home()}?ngay=20/11/2026"' in told
    assert "7/10" in told
    assert "Cần tập trung" in told and "Khó đạt" not in told  # as it was judged at seven of ten


def test_a_count_that_moved_since_it_was_judged_shows_the_books_hint(at):
    one = CriterionResult.objects.get(indicator=indicator(), state="verified")
    CriterionResult.objects.filter(pk=one.pk).moved(one.entry, outcome="passed")
    told = markup(at("tuyet.ngo").get("/so-lieu/rural.criteria/"))
    assert "8/10" in told and "Đánh giá là gợi ý" in told


def test_a_typed_number_that_differs_is_told_beside_the_count(at):
    from soxa.values.models import Measure, ReportedValue

    ReportedValue.objects.create(
        measure=Measure.objects.get(code="rural.criteria"), unit_id=CriterionResult.objects.first().unit_id,
        since=date(2026, 1, 1), until=date(2026, 7, 1), met=8, of=10,
    )  # fmt: skip
    told = markup(at("tuyet.ngo").get("/so-lieu/rural.criteria/?ky=2026-H1"))
    assert "Đã báo cáo 8/10" in told and ">7/10</a>" in told


def test_a_result_is_written_on_the_page_and_verified_by_another(at):
    writer = at("yen.le")
    answer = writer.post(
        f"{door()}ghi/",
        {
            "on": "16/11/2026",
            "outcome": "passed",
            "evidence": "Biên bản 16/11",
            "assessor": _person("yen.le"),
        },
    )
    assert answer.status_code == 302
    made = CriterionResult.objects.get(indicator=indicator(), state="waiting")
    assert "Chờ thẩm định" in markup(writer.get(door()))
    answer = at("diep.cao").post(
        f"/tieu-chi/ket-qua/{made.pk}/tham-dinh/", {"on": "18/11/2026", "remark": ""}
    )
    assert answer.status_code == 302
    assert "<b>8/10</b>" in markup(at("tuyet.ngo").get(home()))


def _person(name):
    return Account.objects.get(username=name).person_id


def given(**more):
    return {
        "on": "10/02/2026", "value": "95", "evidence": "Báo cáo", "assessor": _person("yen.le"), **more
    }  # fmt: skip


@pytest.fixture
def by_number():
    """The indicator on health insurance of the ended set, which is judged by again for these tests."""
    of = CriteriaSet.objects.get(pk=the_set("2021–2025"))
    CriteriaSet.objects.filter(pk=of.pk).moved(
        CriterionResult.objects.first().entry, until=date(9999, 12, 31)
    )
    return door("health_insurance_pct", "2021–2025")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"value": "chín mươi"}, "không phải là số viết đúng cách"),
        ({"value": "95.5"}, "không phải là số viết đúng cách"),
        ({"value": "120"}, "Tỷ lệ từ 0 đến 100%."),
        ({"value": ""}, "Giá trị đạt được (%)</a>"),
        ({"on": "21/11/2026"}, "Ngày 21/11/2026 chưa đến"),
        ({"on": "07/03/2022"}, "áp dụng từ ngày 08/03/2022"),
        ({"evidence": " "}, "Minh chứng, căn cứ</a>"),
        ({"assessor": ""}, "Người đánh giá</a>"),
    ],
)
def test_bad_input_is_told_in_words(at, by_number, more, told):
    before = CriterionResult.objects.count()
    given = {"on": "10/11/2026", "value": "95", "evidence": "Báo cáo", "assessor": _person("yen.le"), **more}
    answer = at("yen.le").post(f"{by_number}ghi/", given)
    assert answer.status_code == 422
    assert told in markup(answer)
    assert CriterionResult.objects.count() == before


def test_a_set_that_has_ended_offers_no_form(at):
    answer = at("yen.le").get(f"{door('health_insurance_pct', '2021–2025')}ghi/")
    assert answer.status_code == 409
    assert "không dùng để xét công nhận mới từ ngày 15/02/2026" in markup(answer)
    assert "Ghi kết quả</a>" not in markup(at("yen.le").get(door("health_insurance_pct", "2021–2025")))


def test_who_assessed_is_told_why_he_does_not_verify(at):
    case = waiting()
    CriterionResult.objects.filter(pk=case.pk).moved(case.entry, assessor_id=_person("tuyet.ngo"))
    reader = at("tuyet.ngo")
    assert "người khác thẩm định" in markup(reader.get(door("culture_education_health")))
    answer = reader.post(f"/tieu-chi/ket-qua/{case.pk}/tham-dinh/", {"on": "20/11/2026", "remark": ""})
    assert answer.status_code == 409
    assert CriterionResult.objects.get(pk=case.pk).state == "waiting"


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx"])
def test_the_lists_leave_the_book(at, ending):
    reader = at("tuyet.ngo")
    for address in (f"{home()}tep/{ending}/", f"/tieu-chi/bo/{the_set('2021–2025')}/tep/{ending}/"):
        answer = reader.get(address)
        assert answer.status_code == 200
        assert answer["Content-Disposition"].endswith(f'.{ending}"')


def test_a_report_keeps_the_rows_behind_the_count():
    from soxa.kernel.figures import Moment
    from soxa.law.periods import Period
    from soxa.values.row_sets import row_set

    commune = CriterionResult.objects.get(state="waiting").unit_id
    moment = Moment.over(Period.parse("2026-H1"))
    kept = {part: row_set("rural.criteria", moment, commune, part=part) for part in ("part", "whole")}
    assert (len(kept["part"].rows), len(kept["whole"].rows)) == (7, 10)
    assert kept["part"].source == "values.criteria"
    plan = row_set("rural.criteria:plan", Moment.over(Period.parse("2026")), commune, part="whole")
    assert (plan.source, len(plan.rows)) == ("values.reported", 1)


def test_what_waits_is_told_to_who_may_verify(at):
    assert "1 kết quả chờ thẩm định" in markup(first_page(at("diep.cao"), "values.criteria"))
    assert "kết quả chờ thẩm định" not in markup(first_page(at("yen.le"), "values.criteria"))
    assert "1 kết quả bị trả lại" in markup(first_page(at("yen.le"), "values.criteria"))


def test_a_unit_or_set_elsewhere_does_not_exist(at):
    reader = at("tuyet.ngo")
    assert reader.get("/tieu-chi/?don-vi=khong-co").status_code == 404
    assert reader.get(f"/tieu-chi/{the_set()}/don-vi/99901.14/").status_code == 404
    assert reader.get("/tieu-chi/999999/don-vi/99901/").status_code == 404
    assert reader.get(f"{home()}chi-tieu/{indicator('irrigated_pct', '2021–2025')}/").status_code == 404


def test_the_journal_names_what_was_done(at):
    told = markup(at("tuyet.ngo").get("/nhat-ky/?viec=criterion_result"))
    assert "Ghi kết quả" in told


def test_a_set_is_made_from_a_workbook_on_its_page(at):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from soxa.party.tests.paper import workbook

    head = ["Số tiêu chí", "Tiêu chí", "Số chỉ tiêu", "Chỉ tiêu", "Yêu cầu"]
    given = {
        "title": "Thôn thông minh", "version": "2026", "cite": "Quyết định 9", "since": "01/10/2026", "level": "village",
        "tally": "criteria",
    }  # fmt: skip
    reader = at("tuyet.ngo")

    def hand_in(*rows):
        file = SimpleUploadedFile("bo.xlsx", workbook(("Bộ", [head, *rows])))
        return reader.post("/tieu-chi/bo/lap/", {**given, "workbook": file})

    bad = hand_in([1, "Mạng", "1.1", "Hộ có mạng", "90%"])
    assert bad.status_code == 422
    assert "E2" in markup(bad) and "không nói ít nhất hay nhiều nhất" in markup(bad)
    assert not CriteriaSet.objects.filter(title="Thôn thông minh").exists()
    assert hand_in([1, "Mạng", "1.1", "Hộ có mạng", "≥ 90%"]).status_code == 302
    made = CriteriaSet.objects.get(title="Thôn thông minh")
    assert Indicator.objects.get(criterion__of=made).threshold == 90
    assert reader.get(f"/tieu-chi/{made.pk}/bang/?don-vi=99901").status_code == 200
    assert reader.get(f"/tieu-chi/{made.pk}/don-vi/99901.14/").status_code == 200


def test_a_set_is_copied_and_a_threshold_put_right(at):
    reader = at("tuyet.ngo")
    copied = {"title": "Bộ của tỉnh", "version": "Tỉnh 2026", "cite": "Quyết định 5", "since": "01/12/2026"}
    assert reader.post(f"/tieu-chi/bo/{the_set()}/chep/", copied).status_code == 302
    own = CriteriaSet.objects.get(title="Bộ của tỉnh")
    one = Indicator.objects.filter(criterion__of=own).first()
    address = f"/tieu-chi/bo/{own.pk}/chi-tieu/{one.pk}/dinh-chinh/"
    mended = {
        "number": "1.1", "title": "Quy hoạch chung còn thời hạn", "asked": "≥ 95", "zones": "nhóm 3 90", "unit_word": "%",
        "confirmed": "on", "basis": "Quyết định 5", "since": "01/12/2026",
    }  # fmt: skip
    assert "không phải mức theo vùng" in markup(reader.post(address, {**mended, "zones": "nhóm 7 1"}))
    assert reader.post(address, mended).status_code == 302
    one.refresh_from_db()
    assert (one.kind, one.threshold, one.zones, one.confirmed) == ("number", 95, {"3": "90"}, True)
    assert at("yen.le").get(address).status_code == 403
    assert at("diep.cao").get(f"/tieu-chi/bo/{own.pk}/them/").status_code == 200


def test_a_set_in_force_is_changed_from_a_day_on_its_pages(at):
    reader, key = at("tuyet.ngo"), the_set("2026", "own.model-village")
    added = {"criterion": "1", "title": "Cổng chào của thôn", "asked": "Đạt", "since": "19/11/2026"}
    page = reader.get(f"/tieu-chi/bo/{key}/them/")
    assert 'value="20/11/2026"' in markup(page)
    refused = reader.post(f"/tieu-chi/bo/{key}/them/", added)
    assert refused.status_code == 422
    assert "số của những ngày đã qua giữ nguyên" in markup(refused)
    one = Indicator.objects.filter(criterion__of=key).first()
    address = f"/tieu-chi/bo/{key}/chi-tieu/{one.pk}/dinh-chinh/"
    mended = {
        "number": one.number, "title": one.title, "asked": "≥ 99", "unit_word": "%", "basis": "Quyết định 1300/QĐ-UBND",
        "since": "01/12/2026",
    }  # fmt: skip
    assert reader.post(address, mended).status_code == 302
    told = markup(reader.get(f"/tieu-chi/bo/{key}/"))
    assert "từ ngày 01/12/2026: ≥ 99" in told
    village = markup(reader.get(f"/tieu-chi/{key}/don-vi/99901.14/chi-tieu/{one.pk}/"))
    assert "từ ngày 01/12/2026: ≥ 99" in village
    assert "Đổi yêu cầu một chỉ tiêu của" in markup(reader.get("/nhat-ky/?viec=criteria_set"))


def test_villages_are_told_side_by_side(at):
    key = the_set("2026", "own.model-village")
    told = markup(at("tuyet.ngo").get(f"/tieu-chi/{key}/bang/?don-vi=99901"))
    assert "10/10" in told and "7/10" in told
    assert "Thôn Đầm Sen" in told and "Chi bộ thôn" not in told
    assert "chưa đạt: 2, 6 · chưa đánh giá: 10" in told
    assert told.count("<tbody>") == 1 and told.count('<th scope="row">') == 36
    assert "Khu dân cư nông thôn mới kiểu mẫu" in markup(at("tuyet.ngo").get("/tieu-chi/"))
