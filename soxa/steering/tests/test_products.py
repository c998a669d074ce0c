"""OCOP products: stars by points, certificates and who decides by the day, ratings from page to page, what bad input is told."""

from datetime import date
from decimal import Decimal

import pytest

from soxa.desk.tests.signing_in import markup, queries
from soxa.kernel.figures import FIGURES, Moment, read
from soxa.kernel.models import Unit
from soxa.law.force import NotInForce
from soxa.steering.products.models import Product, Rating
from soxa.steering.products.rules import decided_by, stars, valid_until

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
DAY = date(2026, 3, 1)


def key(name="Miến dong Suối Cạn"):
    return Product.objects.get(name=name).pk


def count(code, on):
    return read(FIGURES[code], Moment.at(on), Unit.objects.get(code="99901").pk).text


# the decision's own bounds: five stars 90 to 100, four 70 to below 90, three 50 to below 70, two 30 to below 50, one below
@pytest.mark.parametrize(
    ("points", "count"),
    [
        ("100", 5),
        ("90", 5),
        ("89.9", 4),
        ("70", 4),
        ("69.9", 3),
        ("50", 3),
        ("49.9", 2),
        ("30", 2),
        ("29.9", 1),
        ("0", 1),
    ],
)
def test_stars_by_points(points, count):
    assert stars(Decimal(points), DAY) == count


@pytest.mark.parametrize(
    ("issued", "last"),
    [
        (date(2023, 12, 22), date(2026, 12, 21)),
        (date(2024, 2, 29), date(2027, 2, 27)),
        (date(2025, 12, 31), date(2028, 12, 30)),
    ],
)
def test_a_certificate_holds_thirty_six_months(issued, last):
    assert valid_until(issued) == last


@pytest.mark.parametrize(
    ("count", "on", "who"),
    [
        (3, date(2025, 7, 5), "Ủy ban nhân dân cấp huyện"),
        (3, date(2025, 7, 6), "Ủy ban nhân dân cấp tỉnh"),
        (4, date(2025, 7, 5), "Ủy ban nhân dân cấp tỉnh"),
        (5, date(2026, 1, 1), "Bộ, ngành trung ương"),
    ],
)
def test_who_decides_by_the_day(count, on, who):
    assert decided_by(count, on) == who


def test_before_the_rules_there_is_no_word():
    with pytest.raises(NotInForce):
        stars(Decimal(60), date(2023, 2, 23))


@pytest.mark.parametrize(
    ("who", "status", "writes"),
    [("tuyet.ngo", 200, True), ("diep.cao", 200, True), ("buong.luc", 200, False), ("tri.doan", 403, False)],
)
def test_who_reads_and_who_writes(at, who, status, writes):
    reader = at(who)
    assert reader.get("/san-pham-ocop/").status_code == status
    assert reader.get(f"/san-pham-ocop/{key()}/").status_code == status
    assert reader.get("/san-pham-ocop/them/").status_code == (200 if writes else 403)
    assert reader.get(f"/san-pham-ocop/{key()}/cong-nhan/").status_code == (200 if writes else 403)
    assert reader.get("/san-pham-ocop/999999/").status_code == (404 if status == 200 else 403)


@pytest.mark.parametrize(("address", "count"), [("/san-pham-ocop/", 7), ("/san-pham-ocop/{key}/", 8)])
def test_a_page_asks_a_fixed_number_of_questions(at, address, count):
    reader, address = at("tuyet.ngo"), address.format(key=key())
    assert queries(reader, address) == count


def test_the_list_says_which_certificates_end(at):
    page = markup(at("buong.luc").get("/san-pham-ocop/"))
    assert "<b>5</b> sản phẩm" in page
    assert "Còn 31 ngày" in page  # from 20/11 to 21/12/2026
    soon = markup(at("buong.luc").get("/san-pham-ocop/?xem=sap-het-han"))
    assert "Gạo nếp Khê Hạ" in soon
    assert "Chè xanh" not in soon
    assert "Không có sản phẩm nào khớp" in markup(at("buong.luc").get("/san-pham-ocop/?q=bánh"))


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx"])
def test_the_list_leaves_the_book(at, ending):
    answer = at("tuyet.ngo").get(f"/san-pham-ocop/tep/{ending}/")
    assert (answer.status_code, answer["Content-Disposition"].endswith(f'.{ending}"')) == (200, True)


def rating(**more):
    given = {
        "stars": "3", "points_a": "28", "points_b": "14,5", "points_c": "22", "decision": "QĐ 4000", "since": "10/11/2026",
        "certificate": "03-4000", "decided_by": "", "last_on": "",
    }  # fmt: skip
    return {**given, **more}


def test_a_product_is_recognised_and_rated_again(at):
    office = at("tuyet.ngo")
    assert count("ocop.new", date(2026, 11, 20)) == "0"
    assert office.post(f"/san-pham-ocop/{key()}/cong-nhan/", rating()).status_code == 302
    made = Rating.objects.get(product_id=key())
    assert (made.first, made.last_on, made.until) == (True, date(2029, 11, 9), date(2029, 11, 10))
    assert made.decided_by == "Ủy ban nhân dân cấp tỉnh"
    assert count("ocop.new", date(2026, 11, 20)) == "1"
    assert count("ocop.new", date(2026, 11, 9)) == "0"
    tea = key("Chè xanh Lương Bình")
    again = rating(stars="5", points_a="37", points_b="23", points_c="31")
    assert office.post(f"/san-pham-ocop/{tea}/cong-nhan/", again).status_code == 302
    old, new = Rating.objects.filter(product_id=tea).order_by("since")
    assert (old.until, old.last_on, new.first) == (date(2026, 11, 10), date(2027, 11, 14), False)
    assert [count(f"ocop.stars_{n}", date(2026, 11, 20)) for n in (3, 4, 5)] == ["4", "0", "1"]
    assert [count(f"ocop.stars_{n}", date(2026, 11, 9)) for n in (3, 4, 5)] == ["3", "1", "0"]
    assert "Ghi công nhận sản phẩm OCOP:" in markup(office.get("/nhat-ky/"))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"last_on": "09/11/2026"}, "Giấy chứng nhận hết hạn 09/11/2026 trước ngày cấp 10/11/2026."),
        ({"stars": "4"}, "Tổng điểm 64,5 ứng với hạng 3 sao, không phải 4 sao."),
        ({"points_a": "41"}, "Phần này nhiều nhất 40 điểm."),
        ({"points_b": ""}, "Ghi đủ điểm ba phần"),
        ({"points_b": "14.5"}, "14.5"),
        ({"since": "21/11/2026"}, "Ngày quyết định chưa đến."),
        ({"since": "01/01/2020"}, "chưa có quy định áp dụng cho ngày 01/01/2020"),
    ],
)
def test_a_rating_that_cannot_be_is_told_and_nothing_is_written(at, given, told):
    answer = at("tuyet.ngo").post(f"/san-pham-ocop/{key()}/cong-nhan/", rating(**given))
    assert (answer.status_code, told in markup(answer)) == (422, True)
    assert Rating.objects.count() == 4


def test_ratings_come_in_their_order(at):
    answer = at("tuyet.ngo").post(
        f"/san-pham-ocop/{key('Chè xanh Lương Bình')}/cong-nhan/", rating(stars="3", since="15/11/2024")
    )
    assert (answer.status_code, "đã có lần công nhận cùng ngày hoặc sau ngày" in markup(answer)) == (
        422,
        True,
    )


def test_a_rating_is_put_right_or_taken_out_and_the_one_before_stands_again(at):
    office, tea = at("tuyet.ngo"), key("Chè xanh Lương Bình")
    office.post(
        f"/san-pham-ocop/{tea}/cong-nhan/", rating(stars="5", points_a="37", points_b="23", points_c="31")
    )
    old, new = Rating.objects.filter(product_id=tea).order_by("since")
    address = f"/san-pham-ocop/{tea}/cong-nhan/{new.pk}/"
    moved = rating(
        stars="5",
        points_a="37",
        points_b="23",
        points_c="31",
        since="12/11/2026",
        decided_by="Bộ",
        last_on="11/11/2029",
        basis="QĐ gốc",
    )
    assert office.post(address, moved).status_code == 302
    old.refresh_from_db()
    assert old.until == date(2026, 11, 12)
    assert office.post(address, {**moved, "struck": "on"}).status_code == 302
    old.refresh_from_db()
    assert (old.until, Rating.objects.filter(product_id=tea).count()) == (date(2027, 11, 15), 1)


def test_a_certificate_is_withdrawn_and_a_product_given_up(at):
    office, tea = at("tuyet.ngo"), key("Chè xanh Lương Bình")
    assert (
        office.post(f"/san-pham-ocop/{tea}/thu-hoi/", {"on": "01/10/2026", "why": "QĐ 77"}).status_code == 302
    )
    assert count("ocop.certified", date(2026, 9, 30)) == "4"
    assert count("ocop.certified", date(2026, 10, 1)) == "3"
    assert "Đã thu hồi" in markup(office.get("/san-pham-ocop/"))
    none = office.post(f"/san-pham-ocop/{tea}/thu-hoi/", {"on": "05/10/2026", "why": "QĐ 77"})
    assert (none.status_code, "không có giấy chứng nhận còn giá trị" in markup(none)) == (422, True)
    fish = key("Cá trắm kho Đầm Sen")
    assert (
        office.post(
            f"/san-pham-ocop/{fish}/thoi/", {"on": "01/11/2026", "why": "Hợp tác xã giải thể"}
        ).status_code
        == 302
    )
    assert count("ocop.certified", date(2026, 11, 1)) == "2"


def test_a_product_is_written_once(at):
    office = at("tuyet.ngo")
    given = {"name": "Tương Mai Đông", "kind": "food", "holder": "Tổ hợp tác tương Mai Đông", "place": ""}
    assert office.post("/san-pham-ocop/them/", given).status_code == 302
    twice = office.post("/san-pham-ocop/them/", {**given, "name": "tương  mai đông"})
    assert (twice.status_code, "đã có trong sổ" in markup(twice)) == (422, True)
    made = Product.objects.get(name="Tương Mai Đông")
    assert (
        office.post(f"/san-pham-ocop/{made.pk}/dinh-chinh/", {**given, "place": "thôn Mai Đông"}).status_code
        == 422
    )
    assert (
        office.post(
            f"/san-pham-ocop/{made.pk}/dinh-chinh/", {**given, "place": "thôn Mai Đông", "basis": "BB"}
        ).status_code
        == 302
    )


def test_a_withdrawn_certificate_does_not_come_back(at):
    office, tea = at("tuyet.ngo"), key("Chè xanh Lương Bình")
    before, day = int(count("ocop.certified", date(2026, 9, 30))), date(2026, 10, 1)
    old = Rating.objects.get(product_id=tea)
    again = rating(
        stars="5", points_a="37", points_b="23", points_c="31", since="01/06/2026", last_on="31/05/2029"
    )
    assert office.post(f"/san-pham-ocop/{tea}/cong-nhan/", again).status_code == 302
    assert (
        office.post(f"/san-pham-ocop/{tea}/thu-hoi/", {"on": "01/09/2026", "why": "QĐ 77"}).status_code == 302
    )
    new = Rating.objects.get(product_id=tea, withdrawn_why="QĐ 77")
    mended = {**again, "decided_by": "Bộ", "basis": "Viết lại số quyết định"}
    assert office.post(f"/san-pham-ocop/{tea}/cong-nhan/{new.pk}/", mended).status_code == 302
    old.refresh_from_db()
    new.refresh_from_db()
    # the one before gave way in June and stays so; the withdrawn one ended in September
    assert (old.until, new.until) == (date(2026, 6, 1), date(2026, 9, 1))
    assert int(count("ocop.certified", day)) == before - 1
    late = {**mended, "since": "02/09/2026"}
    answer = office.post(f"/san-pham-ocop/{tea}/cong-nhan/{new.pk}/", late)
    assert (answer.status_code, "đã thu hồi từ 01/09/2026" in markup(answer)) == (422, True)
