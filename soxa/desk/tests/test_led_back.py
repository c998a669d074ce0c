"""The address of a button, opened without it, leads to the page the button stands on, and the reader is told."""

import pytest
from django.test import Client

from soxa.desk.tests.signing_in import signed_in
from soxa.kernel.addresses import page_above
from soxa.party.tests.conftest import cast, standing_cast  # noqa: F401

# the address of a button → the page it stands on
LED = {
    "/tai-khoan/the/huy/": "/tai-khoan/",
    "/tai-khoan/thiet-bi/7/ra/": "/tai-khoan/",
    "/quay-tai-khoan/7/khoa/": "/quay-tai-khoan/",
    "/cai-dat/tai-khoan/buong/chuc-vu/": "/cai-dat/tai-khoan/buong/",
    "/cai-dat/tai-khoan/buong/khoa/": "/cai-dat/tai-khoan/buong/",
    "/van-ban/mau/7/thoi-dung/": "/van-ban/mau/",
    "/lien-thong/chuyen/": "/lien-thong/",
    "/dang-vien/ky-luat/7/ly-do-hoan/": "/dang-vien/ky-luat/7/",
    "/dang-vien/trung/7/8/hai-nguoi/": "/dang-vien/trung/7/8/",
    "/dang-vien/dang-phi/lap/": "/dang-vien/dang-phi/",
    "/dang-vien/dang-phi/chi-bo/99801.01/tinh-lai/": "/dang-vien/dang-phi/chi-bo/99801.01/",
    "/dang-vien/doi-chieu/7/xong/": "/dang-vien/doi-chieu/7/",
    "/bao-cao/7/viet/mo-dau/": "/bao-cao/7/",
    "/bao-cao/7/lan-sau/": "/bao-cao/7/",
    "/nhap/gui/": "/nhap/",
    "/nhap/7/ghi-so/": "/nhap/7/",
    "/nhap/7/bo/": "/nhap/7/",
}
# below another address of a button, which leads further
TWICE = {"/cai-dat/tai-khoan/buong/chuc-vu/7/": "/cai-dat/tai-khoan/buong/chuc-vu/"}


@pytest.mark.parametrize(("address", "above"), [*LED.items(), *TWICE.items()])
def test_the_page_above_is_where_the_button_stands(address, above):
    assert page_above(address) == above


@pytest.mark.django_db
def test_who_is_led_back_is_told_once_that_nothing_was_written(cast):  # noqa: F811
    client = signed_in("chanh")
    answer = client.get("/cai-dat/tai-khoan/buong/chuc-vu/7/", follow=True)
    assert [where for where, _status in answer.redirect_chain] == [
        "/cai-dat/tai-khoan/buong/chuc-vu/",
        "/cai-dat/tai-khoan/buong/",
    ]
    assert answer.status_code == 200
    assert answer.content.decode().count("Chưa ghi gì: địa chỉ vừa mở là của một nút bấm.") == 1


@pytest.mark.django_db
def test_who_was_signed_out_meanwhile_is_asked_to_sign_in_and_lands_on_the_page(cast):  # noqa: F811
    answer = Client().post("/dang-vien/dang-phi/lap/", {"month": "2026-11"})
    assert answer.url.startswith("/accounts/login/?next=")
    landed = signed_in("chanh").get("/dang-vien/dang-phi/lap/", follow=True)
    assert landed.redirect_chain == [("/dang-vien/dang-phi/", 302)]
    assert landed.status_code == 200
