"""Pages of targets: who opens and who writes, what they ask, what bad input is told, how the list leaves the book."""

from datetime import date

import pytest

from soxa.desk.tests.signing_in import markup, queries
from soxa.org.models import Office
from soxa.steering.targets.models import Assessment, PlannedValue, Standing, Target

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]


def key(code="rural.criteria"):
    return Target.objects.get(code=code).pk


def half_year():
    return Assessment.objects.get(until=date(2026, 7, 1)).pk


@pytest.mark.parametrize(
    ("who", "status", "writes"),
    [
        ("tuyet.ngo", 200, True),
        ("yen.le", 200, True),
        ("diep.cao", 200, True),
        ("thuan.dang", 200, False),
        ("buong.luc", 200, False),
        ("hoa.trieu", 200, False),
        ("tham.mong", 200, False),
        ("nhung.tran", 200, False),
        ("tri.doan", 403, False),
        ("luong.nguyen", 403, False),
    ],
)
def test_who_reads_and_who_writes(at, who, status, writes):
    reader = at(who)
    assert reader.get("/chi-tieu/").status_code == status
    assert reader.get(f"/chi-tieu/{key()}/").status_code == status
    assert reader.get("/chi-tieu/them/").status_code == (200 if writes else 403)
    assert reader.get(f"/chi-tieu/{key()}/ke-hoach/").status_code == (200 if writes else 403)


def test_a_unit_elsewhere_does_not_exist(at):
    assert at("buong.luc").get("/chi-tieu/?don-vi=99901.02").status_code == 404
    assert at("tuyet.ngo").get("/chi-tieu/?don-vi=khong-co").status_code == 404


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("/chi-tieu/", 9),
        ("/chi-tieu/{key}/", 17),
        ("/chi-tieu/danh-gia/", 8),
        ("/chi-tieu/danh-gia/{case}/", 6),
    ],
)
def test_a_page_asks_a_fixed_number_of_questions(at, address, count):
    reader = at("tuyet.ngo")
    address = address.format(key=key(), case=half_year())
    assert queries(reader, address) == count


def test_who_left_his_office_is_told_on_the_list(at):
    held = Target.objects.get(code="rural.criteria")
    Office.objects.filter(person_id=held.person_id).moved(held.entry, until=date(2026, 11, 20))
    many = Target.objects.filter(person_id=held.person_id).count()
    page = markup(at("tuyet.ngo").get("/chi-tieu/"))
    assert f"Không còn người phụ trách ({many})" in page
    assert page.count("không còn giữ chức vụ") == many
    narrowed = markup(at("tuyet.ngo").get("/chi-tieu/?phu-trach=khong"))
    assert narrowed.count('<td class="r order">') == many
    # on the last day of the office nothing is told yet
    Office.objects.filter(person_id=held.person_id).moved(held.entry, until=date(2026, 11, 21))
    assert "không còn giữ chức vụ" not in markup(at("tuyet.ngo").get("/chi-tieu/"))


def test_the_list_is_narrowed_and_goes_back(at):
    reader = at("tuyet.ngo")
    red = markup(reader.get("/chi-tieu/?muc=do"))
    assert "Sản phẩm OCOP mới" in red
    assert ">Đàn lợn</a></th>" not in red
    spring = markup(reader.get("/chi-tieu/?ngay=20/04/2026"))
    assert "đánh giá quý I năm 2026" in spring
    assert "<b>11</b> xanh · <b>4</b> vàng · <b>4</b> đỏ" in spring
    assert "Thêm chỉ tiêu" in markup(reader.get("/chi-tieu/?ngay=01/05/2025"))


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx"])
def test_the_list_leaves_the_book(at, ending):
    answer = at("tuyet.ngo").get(f"/chi-tieu/tep/{ending}/?muc=do")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'.{ending}"')
    assert at("tuyet.ngo").get("/chi-tieu/tep/txt/").status_code == 404


def target(**more):
    given = {
        "title": "Rừng trồng mới", "code": "agriculture.sown_area", "span": "year", "position": "25", "higher": "1", "pace": "linear",
        "yellow_from": "", "threshold_why": "", "lead_unit": "", "person": "", "paper": "", "since": "01/01/2026",
        "until": "31/12/2026",
    }  # fmt: skip
    return {**given, **more}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"code": "khong.co"}, "Hãy chọn"),
        ({"code": "rural.criteria"}, "Số liệu này đã là một chỉ tiêu trong thời gian ấy."),
        ({"until": "31/12/2025"}, "Ngày cuối không trước ngày đầu."),
        ({"yellow_from": "12.5"}, "12.5"),
        ({"yellow_from": "12"}, "Ngưỡng riêng phải ghi lý do."),
    ],
)
def test_a_target_that_cannot_be_is_told_and_nothing_is_written(at, given, told):
    answer = at("tuyet.ngo").post("/chi-tieu/them/", target(**given))
    assert answer.status_code == 422
    assert told in markup(answer) or told == "Hãy chọn"
    assert "Rừng trồng mới" in markup(answer)
    assert Target.objects.count() == 27


def test_a_target_and_its_plan_are_written(at):
    office = at("tuyet.ngo")
    office.post("/chi-tieu/them/", target())
    made = Target.objects.get(code="agriculture.sown_area")
    assert (made.until, made.entry.step) == (date(2027, 1, 1), "new")
    plan = {
        "period": "6 tháng đầu năm 2026",
        "giver": "committee",
        "value": "1.250,5",
        "leads": "on",
        "paper": "",
    }
    assert office.post(f"/chi-tieu/{made.pk}/ke-hoach/", plan).status_code == 302
    told = PlannedValue.objects.get(target=made)
    assert (told.since, told.until, str(told.value.normalize())) == (
        date(2026, 1, 1),
        date(2026, 7, 1),
        "1250.5",
    )
    assert "1.250,5 ha" in markup(office.get(f"/chi-tieu/{made.pk}/"))


@pytest.mark.parametrize(
    ("code", "given", "told"),
    [
        ("rural.criteria", {"value": "9"}, "không phải số đạt trên tổng số"),
        ("rural.criteria", {"value": "11/10"}, "không phải số đạt trên tổng số"),
        ("party.files_complete", {"value": "101"}, "Tỷ lệ từ 0 đến 100%."),
        ("budget.revenue", {"value": "21,4 con"}, "không tính bằng triệu đồng"),
        ("budget.revenue", {"period": "hôm qua"}, "không phải kỳ báo cáo"),
        ("budget.revenue", {"period": "2027"}, "Kỳ của kế hoạch phải nằm trong thời gian của chỉ tiêu"),
    ],
)
def test_a_plan_that_cannot_be_is_told_and_nothing_is_written(at, code, given, told):
    before = PlannedValue.objects.count()
    plan = {"period": "2026", "giver": "own", "value": "90", "paper": "", **given}
    answer = at("tuyet.ngo").post(f"/chi-tieu/{key(code)}/ke-hoach/", plan)
    assert (answer.status_code, told in markup(answer)) == (422, True)
    assert PlannedValue.objects.count() == before


def test_a_plan_in_another_unit_of_money_is_the_same_plan(at):
    at("tuyet.ngo").post(
        f"/chi-tieu/{key('budget.revenue')}/ke-hoach/",
        {"period": "2026", "giver": "own", "value": "22,5 tỷ đồng", "paper": ""},
    )
    assert "22.500 triệu đồng" in markup(at("tuyet.ngo").get(f"/chi-tieu/{key('budget.revenue')}/"))


def test_a_correction_has_its_basis(at):
    held = Target.objects.get(code="rural.criteria")
    given = target(
        title="Tiêu chí nông thôn mới đạt", code="rural.criteria", position="10", pace="whole", yellow_from="7",
        threshold_why=held.threshold_why, paper=held.paper, lead_unit=held.lead_unit_id, person=held.person_id,
    )  # fmt: skip
    office = at("tuyet.ngo")
    assert office.post(f"/chi-tieu/{held.pk}/dinh-chinh/", given).status_code == 422
    assert (
        office.post(f"/chi-tieu/{held.pk}/dinh-chinh/", {**given, "basis": "Công văn 12"}).status_code == 302
    )
    held.refresh_from_db()
    assert held.title == "Tiêu chí nông thôn mới đạt"


def test_an_assessment_by_hand_from_page_to_page(at):
    office = at("tuyet.ngo")
    wrong = office.post("/chi-tieu/danh-gia/", {"period": "2027"})
    assert (wrong.status_code, "Kỳ này chưa bắt đầu." in markup(wrong)) == (422, True)
    assert office.post("/chi-tieu/danh-gia/", {"period": "quý III/2026"}).status_code == 302
    case = Assessment.objects.get(since=date(2026, 7, 1))
    page = markup(office.get(f"/chi-tieu/danh-gia/{case.pk}/"))
    assert "chưa ghi đủ nguyên nhân" in page
    refused = office.post(f"/chi-tieu/danh-gia/{case.pk}/ket-luan/", {"on": "05/10/2026", "paper": ""})
    assert (refused.status_code, "Chỉ tiêu vàng, đỏ còn thiếu" in markup(refused)) == (422, True)
    for row in Standing.objects.filter(assessment=case, level__in=Standing.PRESSING):
        address = f"/chi-tieu/danh-gia/{case.pk}/chi-tieu/{row.target_id}/"
        told = {"level": row.level, "reason": "Thiếu nguồn", "remedy": "Tạo nguồn", "person": row.person_id}
        early = office.post(address, {**told, "remedy_due": "01/01/2026"})
        assert "Hạn khắc phục không trước ngày chốt số liệu." in markup(early)
        assert office.post(address, {**told, "remedy_due": "15/12/2026"}).status_code == 302
    office.post(f"/chi-tieu/danh-gia/{case.pk}/ket-luan/", {"on": "05/10/2026", "paper": "Kết luận 52"})
    case.refresh_from_db()
    assert (case.state, case.paper) == (Assessment.DECIDED, "Kết luận 52")


def test_another_level_than_the_books_has_its_reason(at):
    office = at("tuyet.ngo")
    office.post(f"/chi-tieu/danh-gia/{half_year()}/mo-lai/", {"on": "19/11/2026", "why": "sửa"})
    row = Standing.objects.get(assessment=half_year(), target__position=10)
    address = f"/chi-tieu/danh-gia/{half_year()}/chi-tieu/{row.target_id}/"
    told = {"level": "red", "reason": "x", "remedy": "y", "person": row.person_id, "remedy_due": "15/12/2026"}
    assert "Đánh giá khác gợi ý của sổ thì phải ghi lý do." in markup(office.post(address, told))
    assert office.post(address, {**told, "changed_why": "Không kịp nữa"}).status_code == 302
    row.refresh_from_db()
    assert (row.level, row.proposed, row.changed_why) == ("red", "yellow", "Không kịp nữa")


def test_the_glance_counts_them(at):
    page = markup(at("thuan.dang").get("/tong-quan/"))
    assert (
        "24 chỉ tiêu 6 tháng đầu năm 2026: <b>14</b> xanh · <b>5</b> vàng · <b>3</b> đỏ · <b>2</b> chưa đến kỳ"
        in page
    )
    assert "Thay đổi so với kỳ trước" in page


def test_the_journal_tells_of_it_in_words(at):
    office = at("tuyet.ngo")
    office.post("/chi-tieu/them/", target())
    page = markup(office.get("/nhat-ky/"))
    assert "Ghi chỉ tiêu:" in page
    assert "Rừng trồng mới" in page
