"""Pages of public works: who reads and who writes, the life of a work from page to page, what bad input is told."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from soxa.desk.tests.signing_in import markup, queries
from soxa.kernel import files
from soxa.kernel.access import machine
from soxa.kernel.figures import FIGURES, Moment, read
from soxa.kernel.models import Entry, Unit
from soxa.law.periods import Period
from soxa.steering.works import flow
from soxa.steering.works.lists import board
from soxa.steering.works.models import (
    CapitalPlan,
    Contribution,
    Disbursement,
    Observation,
    Progress,
    Term,
    Work,
    WorkPhoto,
    WorkStop,
)
from soxa.steering.works.typed import dong, millions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]


def key(begins="Đường bê tông trục thôn Bến Đá"):
    return Work.objects.get(name__startswith=begins).pk


def work(**more):
    given = {
        "name": "Nhà văn hóa thôn Ao Vàng", "field": "culture", "place": "thôn Ao Vàng", "investor": "UBND xã",
        "contractor": "", "decision": "Quyết định số 140/QĐ-UBND", "since": "02/11/2026", "total": "2,4 tỷ",
        "fund_commune": "1.800 triệu", "fund_people": "600.000.000", "planned_start": "10/11/2026",
        "planned_finish": "30/06/2027", "board": "", "board_on": "", "resolution": "", "programme": "",
    }  # fmt: skip
    return {**given, **more}


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("6.800.000.000", 6_800_000_000),
        ("6800000000", 6_800_000_000),
        ("6.800 triệu", 6_800_000_000),
        ("6,8 tỷ đồng", 6_800_000_000),
        ("612 Triệu", 612_000_000),
        ("250 nghìn đồng", 250_000),
    ],
)
def test_money_is_read_as_offices_write_it(text, amount):
    assert dong(text) == amount


@pytest.mark.parametrize("text", ["", "nhiều", "6.8 tỷ", "1,5", "-3 triệu", "2.000.000 tỷ", "5 USD"])
def test_what_is_no_sum_of_money_is_told(text):
    with pytest.raises(ValueError, match="“|số"):
        dong(text)


@pytest.mark.parametrize(
    ("amount", "text"), [(612_000_000, "612"), (6_800_500_000, "6.800,5"), (0, "0"), (1, "0,000001")]
)
def test_millions_as_printed(amount, text):
    assert millions(amount) == text


@pytest.mark.parametrize(
    ("who", "status", "writes"),
    [
        ("tuyet.ngo", 200, True),
        ("diep.cao", 200, True),
        ("thuan.dang", 200, False),
        ("buong.luc", 200, False),
        ("tham.mong", 200, False),
        ("nhung.tran", 200, False),
        ("tri.doan", 403, False),
        ("luong.nguyen", 403, False),
    ],
)
def test_who_reads_and_who_writes(at, who, status, writes):
    reader = at(who)
    for address in (
        "/cong-trinh/",
        f"/cong-trinh/{key()}/",
        f"/cong-trinh/{key()}/anh/",
        f"/cong-trinh/{key()}/anh/1/nho/",
    ):
        assert reader.get(address).status_code == status
    for address in (
        "/cong-trinh/them/",
        f"/cong-trinh/{key()}/giai-ngan/",
        f"/cong-trinh/{key()}/dinh-chinh/",
        f"/cong-trinh/{key()}/hoan-thanh/",
    ):
        assert reader.get(address).status_code in ((200, 409) if writes else (403,))


def test_what_is_not_there_is_not_found(at):
    office = at("tuyet.ngo")
    row = Disbursement.objects.exclude(work_id=key()).first().pk
    for address in (
        "/cong-trinh/999999/",
        f"/cong-trinh/{key()}/khong-co/",
        f"/cong-trinh/{key()}/dong/giai-ngan/{row}/",
        f"/cong-trinh/{key()}/anh/99/",
        "/cong-trinh/tep/txt/",
    ):
        assert office.get(address).status_code == 404


@pytest.mark.parametrize(("address", "count"), [("/cong-trinh/", 10), ("/cong-trinh/{key}/", 13)])
def test_a_page_asks_a_fixed_number_of_questions(at, address, count):
    reader = at("tuyet.ngo")
    address = address.format(key=key())
    assert queries(reader, address) == count


def test_the_list_tells_money_progress_and_what_is_late(at):
    page = markup(at("thuan.dang").get("/cong-trinh/"))
    assert "<b>8</b> công trình" in page
    assert "(27.675/34.200 triệu đồng)" in page
    assert "Chậm 10 ngày" in page
    late = markup(at("thuan.dang").get("/cong-trinh/?xem=cham"))
    assert "Mở rộng đường Mai Đông" in late
    assert "Cầu dân sinh" not in late
    june = markup(at("thuan.dang").get("/cong-trinh/?ngay=30/06/2026"))
    assert "(18.615/34.200 triệu đồng)" in june
    assert "54,43%" in june
    found = markup(at("thuan.dang").get("/cong-trinh/?q=thuy+loi"))
    assert "Không có công trình nào khớp" in found
    assert "Cầu dân sinh" in markup(at("thuan.dang").get("/cong-trinh/?q=suoi+can"))


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx"])
def test_the_list_leaves_the_book(at, ending):
    answer = at("tuyet.ngo").get(f"/cong-trinh/tep/{ending}/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'.{ending}"')


def test_a_work_shows_its_money_progress_and_what_was_given(at):
    page = markup(at("thuan.dang").get(f"/cong-trinh/{key()}/"))
    for told in ("8.200", "6.800", "980 m²", "160 ngày công", "180 triệu đồng", "Đã khắc phục", "92%"):
        assert told in page
    assert 'alt="Đổ bê tông đoạn giữa thôn Bến Đá"' in page


def test_a_work_from_its_decision_to_the_day_it_is_handed_over(at):
    office = at("tuyet.ngo")
    assert (
        office.post(
            "/cong-trinh/them/",
            work(
                decision="Quyết định số 9",
                since="02/02/2026",
                planned_start="",
                planned_finish="30/10/2026",
                board="Ban Giám sát thôn Ao Vàng",
                board_on="10/02/2026",
            ),
        ).status_code
        == 302
    )
    made = Work.objects.get(name="Nhà văn hóa thôn Ao Vàng")
    assert (made.total, made.fund_commune, made.entry.step) == (2_400_000_000, 1_800_000_000, "start")
    home = f"/cong-trinh/{made.pk}"
    capital = {"year": "2026", "amount": "1,5 tỷ", "on": "05/02/2026", "paper": "Nghị quyết số 3"}
    assert office.post(f"{home}/ke-hoach-von/", capital).status_code == 302
    assert office.post(f"{home}/khoi-cong/", {"on": "01/03/2026"}).status_code == 302
    assert (
        office.post(
            f"{home}/giai-ngan/",
            {"year": "2026", "on": "05/03/2026", "amount": "400 triệu", "paper": "GRV 1"},
        ).status_code
        == 302
    )
    assert (
        office.post(
            f"{home}/tien-do/", {"on": "01/06/2026", "percent": "40,5", "words": "Xong móng"}
        ).status_code
        == 302
    )
    assert (
        office.post(
            f"{home}/dong-gop/",
            {
                "on": "01/05/2026",
                "kind": "kind",
                "quantity": "12",
                "measure": "tấn xi măng",
                "worth": "18 triệu",
                "village": "thôn Ao Vàng",
                "households": "30",
            },
        ).status_code
        == 302
    )
    assert (
        office.post(
            f"{home}/giam-sat/", {"on": "02/06/2026", "content": "Tường nứt", "due_on": "20/06/2026"}
        ).status_code
        == 302
    )
    seen = Observation.objects.get(work=made)
    assert (
        office.post(
            f"{home}/giam-sat/{seen.pk}/da-khac-phuc/", {"on": "18/06/2026", "proof": "Biên bản"}
        ).status_code
        == 302
    )
    refused = office.post(f"{home}/hoan-thanh/", {"on": "01/10/2026", "paper": "BB"})
    assert refused.status_code == 409
    assert "Tiến độ ghi gần nhất (01/06/2026) là 40,5%" in markup(refused)
    office.post(f"{home}/tien-do/", {"on": "30/09/2026", "percent": "100", "words": ""})
    early = office.post(f"{home}/hoan-thanh/", {"on": "01/02/2026", "paper": "BB"})
    assert (
        early.status_code,
        "Ngày hoàn thành 01/02/2026 trước ngày khởi công 01/03/2026" in markup(early),
    ) == (422, True)
    assert office.post(f"{home}/hoan-thanh/", {"on": "01/10/2026", "paper": "BB"}).status_code == 302
    assert office.post(f"{home}/ban-giao/", {"on": "10/10/2026", "paper": "BB"}).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.handed_over_on) == (Work.HANDED_OVER, date(2026, 10, 10))
    assert '12 tấn xi măng<div class="t-sub">quy đổi 18 triệu đồng' in markup(office.get(f"{home}/"))
    steps = set(
        Entry.objects.filter(subject_kind="work", subject_key=str(made.pk)).values_list("step", flat=True)
    )
    assert {
        "start",
        "begin",
        "finish",
        "hand_over",
        "capital",
        "disburse",
        "progress",
        "contribute",
        "observe",
        "put_right",
    } <= steps
    journal = markup(office.get("/nhat-ky/"))
    assert "Ghi giải ngân của công trình:" in journal


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {"planned_finish": "01/11/2026"},
            "Dự kiến hoàn thành 01/11/2026 trước ngày quyết định đầu tư 02/11/2026.",
        ),
        (
            {"planned_finish": "05/11/2026"},
            "Dự kiến hoàn thành 05/11/2026 trước dự kiến khởi công 10/11/2026.",
        ),
        ({"planned_start": "01/11/2026"}, "Dự kiến khởi công trước ngày quyết định đầu tư"),
        (
            {"total": "2 tỷ"},
            "Các nguồn vốn cộng lại 2.400.000.000 đồng, khác tổng mức đầu tư 2.000.000.000 đồng.",
        ),
        ({"total": "nhiều"}, "không phải số tiền"),
        ({"total": "0"}, "Tổng mức đầu tư phải lớn hơn 0."),
        ({"since": "21/11/2026", "planned_start": ""}, "Ngày quyết định chưa đến."),
        ({"board": "Ban Giám sát thôn"}, "Ghi cả Ban Giám sát và ngày thành lập"),
        ({"name": "CẦU dân sinh  Suối Cạn", "since": "24/12/2025"}, "Công trình này đã có trong sổ"),
    ],
)
def test_a_work_that_cannot_be_is_told_and_nothing_is_written(at, given, told):
    answer = at("tuyet.ngo").post("/cong-trinh/them/", work(**given))
    assert (answer.status_code, told in markup(answer)) == (422, True)
    assert Work.objects.count() == 8


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {"amount": "441 triệu"},
            "Giải ngân năm 2026 là 6.841.000.000 đồng, vượt kế hoạch vốn 6.800.000.000 đồng.",
        ),
        ({"year": "2027"}, "Vốn kế hoạch năm 2027 giải ngân từ 01/01/2027 đến hết 31/01/2028."),
        ({"year": "2025", "on": "31/01/2026"}, "chưa có kế hoạch vốn năm 2025"),
        ({"year": "2025", "on": "01/02/2026"}, "đến hết 31/01/2026"),
        ({"on": "21/11/2026"}, "Ngày này chưa đến."),
        ({"amount": "0"}, "Số tiền phải lớn hơn 0."),
    ],
)
def test_a_payment_that_cannot_be_is_told_and_nothing_is_written(at, given, told):
    before = Disbursement.objects.count()
    payment = {"year": "2026", "on": "15/11/2026", "amount": "100 triệu", "paper": "GRV"}
    answer = at("tuyet.ngo").post(f"/cong-trinh/{key()}/giai-ngan/", {**payment, **given})
    assert (answer.status_code, told in markup(answer)) == (422, True)
    assert Disbursement.objects.count() == before


def test_capital_is_paid_to_the_last_dong_and_an_adjusted_plan_never_falls_below(at):
    office, home = at("tuyet.ngo"), f"/cong-trinh/{key()}"
    payment = {"year": "2026", "on": "15/11/2026", "amount": "400 triệu", "paper": "GRV"}
    assert office.post(f"{home}/giai-ngan/", payment).status_code == 302
    capital = {"year": "2026", "amount": "6.799.999.999", "on": "16/11/2026", "paper": "NQ 40"}
    low = office.post(f"{home}/ke-hoach-von/", capital)
    assert (low.status_code, "vượt kế hoạch vốn 6.799.999.999 đồng" in markup(low)) == (422, True)
    assert office.post(f"{home}/ke-hoach-von/", {**capital, "amount": "7 tỷ"}).status_code == 302
    first, second = CapitalPlan.objects.filter(work_id=key()).order_by("since")
    assert (first.until, second.since, second.amount) == (
        date(2026, 11, 16),
        date(2026, 11, 16),
        7_000_000_000,
    )
    over = office.post(f"{home}/ke-hoach-von/", {**capital, "year": "2027", "amount": "2 tỷ"})
    assert (over.status_code, "vượt tổng mức đầu tư 8.200.000.000 đồng" in markup(over)) == (422, True)
    assert (
        office.post(
            f"{home}/ke-hoach-von/", {**capital, "year": "2027", "amount": "2 tỷ", "looked": "on"}
        ).status_code
        == 302
    )


def test_the_same_payment_twice_is_asked_about(at):
    office, home = at("tuyet.ngo"), f"/cong-trinh/{key()}/giai-ngan/"
    payment = {"year": "2026", "on": "15/11/2026", "amount": "10 triệu", "paper": "GRV"}
    assert "looked" not in markup(office.get(home))
    assert office.post(home, payment).status_code == 302
    asked = office.post(home, payment)
    assert (asked.status_code, "Có phải ghi hai lần không?" in markup(asked)) == (422, True)
    assert office.post(home, {**payment, "looked": "on"}).status_code == 302
    assert Disbursement.objects.filter(work_id=key(), amount=10_000_000).count() == 2


def test_progress_that_goes_down_is_asked_about(at):
    office, home = at("tuyet.ngo"), f"/cong-trinh/{key()}/tien-do/"
    down = office.post(home, {"on": "15/11/2026", "percent": "90", "words": ""})
    assert (
        down.status_code,
        "Lần trước (10/11/2026) đã ghi 92%. Khối lượng giảm có đúng không?" in markup(down),
    ) == (422, True)
    assert (
        office.post(home, {"on": "15/11/2026", "percent": "90", "words": "", "looked": "on"}).status_code
        == 302
    )
    for given, told in (
        ({"on": "15/11/2026", "percent": "95"}, "Ngày 15/11/2026 đã ghi tiến độ"),
        ({"on": "16/11/2026", "percent": "101"}, "Khối lượng từ 0 đến 100%."),
        ({"on": "16/11/2026", "percent": "9.5"}, "9.5"),
        ({"on": "01/01/2026", "percent": "1"}, "Ngày này trước ngày khởi công"),
    ):
        answer = office.post(home, {"words": "", **given})
        assert (answer.status_code, told in markup(answer)) == (422, True)
    assert Progress.objects.filter(work_id=key(), percent=90).exists()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"quantity": "0"}, "Số lượng phải lớn hơn 0."),
        ({"quantity": "12,345"}, "nhiều nhất hai chữ số"),
        ({"kind": "money", "quantity": "0,5"}, "Tiền ghi số đồng nguyên."),
        ({"kind": "kind"}, "Ghi hiện vật gì"),
        ({"on": "21/11/2026"}, "Ngày này chưa đến."),
    ],
)
def test_a_contribution_that_cannot_be_is_told(at, given, told):
    before = Contribution.objects.count()
    gift = {
        "on": "01/10/2026",
        "kind": "land",
        "quantity": "12,5",
        "measure": "",
        "worth": "",
        "village": "thôn",
        "households": "",
    }
    answer = at("tuyet.ngo").post(f"/cong-trinh/{key()}/dong-gop/", {**gift, **given})
    assert (answer.status_code, told in markup(answer)) == (422, True)
    assert Contribution.objects.count() == before


def test_a_row_is_put_right_or_taken_out_with_its_basis(at):
    office = at("tuyet.ngo")
    row = Disbursement.objects.get(work_id=key(), on=date(2026, 3, 5))
    address = f"/cong-trinh/{key()}/dong/giai-ngan/{row.pk}/"
    given = {"year": "2026", "on": "05/03/2026", "amount": "1.300 triệu", "paper": row.paper}
    assert office.post(address, given).status_code == 422
    assert office.post(address, {**given, "basis": "Đối chiếu kho bạc"}).status_code == 302
    row.refresh_from_db()
    assert row.amount == 1_300_000_000
    beyond = office.post(address, {**given, "amount": "9 tỷ", "basis": "x"})
    assert (beyond.status_code, "vượt kế hoạch vốn" in markup(beyond)) == (422, True)
    assert office.post(address, {**given, "struck": "on", "basis": "Ghi hai lần"}).status_code == 302
    assert not Disbursement.objects.filter(pk=row.pk).exists()


def test_what_is_said_of_a_work_is_put_right(at):
    office, one = at("tuyet.ngo"), Work.objects.get(pk=key("Điện chiếu sáng"))
    given = work(
        name=one.name, field=one.field, place="Khu 3 và Khu 4", investor=one.investor, contractor=one.contractor,
        decision=one.decision, since="24/12/2025", total="1,5 tỷ", fund_commune="1,5 tỷ", fund_people="",
        planned_start="01/03/2026", started_on="05/03/2026", finished_on="28/05/2026", handed_over_on="20/05/2026", basis="BB",
    )  # fmt: skip
    address = f"/cong-trinh/{one.pk}/dinh-chinh/"
    wrong = office.post(address, given)
    assert (
        wrong.status_code,
        "Ngày bàn giao 20/05/2026 trước ngày hoàn thành 28/05/2026" in markup(wrong),
    ) == (
        422,
        True,
    )
    assert office.post(address, {**given, "handed_over_on": "11/06/2026"}).status_code == 302
    one.refresh_from_db()
    assert (one.place, one.handed_over_on, one.since) == (
        "Khu 3 và Khu 4",
        date(2026, 6, 11),
        date(2025, 12, 24),
    )


def test_an_extension_keeps_what_was_before(at):
    office, late = at("tuyet.ngo"), key("Mở rộng đường Mai Đông")
    given = {"finish": "20/12/2026", "on": "15/11/2026", "paper": "QĐ 300"}
    assert office.post(f"/cong-trinh/{late}/gia-han/", given).status_code == 302
    assert [(one.finish, one.until) for one in Term.objects.filter(work_id=late)] == [
        (date(2026, 11, 10), date(2026, 11, 15)),
        (date(2026, 12, 20), date(9999, 12, 31)),
    ]
    assert "Chậm" not in markup(office.get("/cong-trinh/"))
    assert "Chậm 3 ngày" in markup(office.get("/cong-trinh/?ngay=13/11/2026"))
    back = office.post(f"/cong-trinh/{late}/gia-han/", {**given, "finish": "01/01/2026"})
    assert (back.status_code, "trước ngày bắt đầu" in markup(back)) == (422, True)


def test_a_stopped_work_goes_on_again(at):
    office, home = at("tuyet.ngo"), f"/cong-trinh/{key('Cầu dân sinh')}"
    early = office.post(f"{home}/dung/", {"on": "01/09/2026", "why": "Lũ"})
    assert (early.status_code, "Ngày dừng không trước" in markup(early)) == (422, True)
    assert (
        office.post(f"{home}/dung/", {"on": "01/11/2026", "why": "Lũ cuốn đường công vụ"}).status_code == 302
    )
    assert "Lũ cuốn đường công vụ" in markup(office.get(f"{home}/"))
    assert office.get(f"{home}/hoan-thanh/").status_code == 409
    assert office.post(f"{home}/thi-cong-lai/", {"on": "10/11/2026", "why": "Nước rút"}).status_code == 302
    stop = WorkStop.objects.get(work__name="Cầu dân sinh Suối Cạn")
    assert (stop.since, stop.until) == (date(2026, 11, 1), date(2026, 11, 10))
    assert (stop.why, stop.resumed_by) == ("Lũ cuốn đường công vụ", "Nước rút")


def test_supervision_asks_for_its_board(at):
    answer = at("tuyet.ngo").post(
        f"/cong-trinh/{key('Cầu dân sinh')}/giam-sat/", {"on": "01/11/2026", "content": "x", "due_on": ""}
    )
    assert (answer.status_code, "chưa ghi Ban Giám sát" in markup(answer)) == (422, True)


def picture(name="anh.jpg", kind="JPEG", size=(1800, 1350)):
    made = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Camera of somebody"
    Image.new("RGB", size, "#456").save(made, kind, exif=exif)
    return SimpleUploadedFile(name, made.getvalue(), f"image/{kind.lower()}")


def test_photographs_are_kept_small_and_without_what_a_phone_adds(at):
    office, home = at("tuyet.ngo"), f"/cong-trinh/{key()}/anh/"
    given = {"caption": "Đầu cầu", "taken_on": "12/11/2026", "files": [picture()]}
    assert office.post(home, given).status_code == 302
    kept = WorkPhoto.objects.get(caption="Đầu cầu")
    whole = office.get(f"{home}{kept.number}/")
    assert (whole.status_code, whole["Content-Type"]) == (200, "image/jpeg")
    with Image.open(BytesIO(whole.content)) as shown:
        assert max(shown.size) == 1600
        assert not shown.getexif()
    with Image.open(BytesIO(office.get(f"{home}{kept.number}/nho/").content)) as small:
        assert max(small.size) == 420
    assert files.is_held(kept.digest)
    assert office.post(f"{home}{kept.number}/bo/").status_code == 302
    assert office.get(f"{home}{kept.number}/").status_code == 404
    assert not files.is_held(kept.small)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"files": []}, "Chưa chọn ảnh nào."),
        ({"caption": ""}, "Ảnh chụp gì"),
        ({"taken_on": "21/11/2026"}, "Ngày chụp chưa đến."),
        ({"files": [SimpleUploadedFile("a.jpg", b"\xff\xd8\xffxx", "image/jpeg")]}, "Ảnh “a.jpg” hỏng"),
        ({"files": [SimpleUploadedFile("a.txt", b"hello", "text/plain")]}, "a.txt"),
    ],
)
def test_a_photograph_that_cannot_be_kept_is_told(at, given, told):
    before = WorkPhoto.objects.count()
    sent = {"caption": "Đầu cầu", "taken_on": "12/11/2026", **given}
    if "files" not in given:
        sent["files"] = [picture()]
    answer = at("tuyet.ngo").post(f"/cong-trinh/{key()}/anh/", sent)
    assert (answer.status_code, told in markup(answer)) == (422, True)
    assert WorkPhoto.objects.count() == before


def test_a_figure_that_is_added_up_has_its_page_and_rows(at):
    office = at("tuyet.ngo")
    page = markup(office.get("/so-lieu/works.contributed_money/?ky=2026-H1"))
    assert "612 triệu đồng" in page
    assert "Đóng góp của Nhân dân: 5" in page
    share = markup(office.get("/so-lieu/works.disbursed/?ngay=2026-06-30"))
    assert "54,43%" in share
    assert "18.615" in share
    assert "34.200" in share
    assert "Kế hoạch vốn của từng công trình: 8" in share
    assert office.get("/so-lieu/works.disbursed/dong/?ngay=2026-06-30&phan=tat-ca").status_code == 200
    assert office.get("/so-lieu/works.disbursed/12-thang/?ngay=2026-06-30").status_code in (200, 404)
    assert office.get("/so-lieu/").status_code == 200


def test_a_work_handed_over_in_another_year_stays_in_the_list_of_that_year():
    one, commune = Work.objects.get(pk=key("Điện chiếu sáng")), Unit.objects.get(code="99901").pk

    def listed(on):
        return any(row.work.pk == one.pk for row in board(Work.objects.filter(unit_id=commune), on).rows)

    for day, last in ((date(2027, 1, 5), date(2027, 12, 31)), (date(2026, 12, 31), date(2026, 12, 31))):
        told = {"name": one.name, "handed_over_on": day}
        flow.mend(one, told, machine("test"), basis="BB", today=date(2027, 1, 10))
        one.refresh_from_db()
        assert (listed(last), listed(last + timedelta(days=1))) == (True, False)


def test_odd_numbers_are_told_in_words(at):
    office = at("tuyet.ngo")
    gift = {
        "on": "01/10/2026", "kind": "land", "quantity": "99.999.999.999.999.999", "measure": "", "worth": "",
        "village": "thôn", "households": "",
    }  # fmt: skip
    answer = office.post(f"/cong-trinh/{key()}/dong-gop/", gift)
    assert (answer.status_code, "Số lớn quá" in markup(answer)) == (422, True)
    paid = {"year": "2015", "on": "05/03/2015", "amount": "1 triệu", "paper": "GRV"}
    assert office.post(f"/cong-trinh/{key()}/giai-ngan/", paid).status_code == 422


def test_hundredths_are_added_up_exactly(at):
    office = at("tuyet.ngo")
    commune, moment = Unit.objects.get(code="99901").pk, Moment.over(Period.parse("2025-Q4"))
    before = read(FIGURES["works.contributed_land"], moment, commune).value or 0
    for quantity in ("8,2", "0,29", "1,15"):
        gift = {"on": "01/12/2025", "kind": "land", "quantity": quantity, "measure": "", "worth": "", "village": "thôn", "households": ""}  # fmt: skip
        assert office.post(f"/cong-trinh/{key()}/dong-gop/", gift).status_code == 302
    after = read(FIGURES["works.contributed_land"], moment, commune).value
    assert after - before == Decimal("9.64")
