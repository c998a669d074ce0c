"""The second factor: a telephone's codes beside the password, codes on paper, who must have it, its loss at the counter."""

import re
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.core.cache import cache
from django.test import Client

from soxa.desk.second_factor import REQUIRED
from soxa.desk.tests.signing_in import first_page, signed_in, words
from soxa.kernel.access import machine
from soxa.kernel.models import Entry
from soxa.kernel.preferences import put
from soxa.org.models import CounterAsk
from soxa.party.tests.cast import TODAY
from soxa.party.tests.conftest import cast, standing_cast  # noqa: F401

pytestmark = pytest.mark.django_db
MOMENT = 1_795_000_019
PASSWORD, ON = "mat-khau-dai", "/accounts/ma-xac-thuc/bat/"


@pytest.fixture(autouse=True)
def fresh(cast, monkeypatch):  # noqa: F811
    """Nobody has failed at the door yet; between a code shown and a code asked for no half minute ends."""
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", SimpleNamespace(time=lambda: MOMENT))
    cache.clear()
    yield
    cache.clear()


def code_of(secret):
    """What a telephone shows now: RFC 6238, by another hand than the program's."""
    from base64 import b32decode

    return TOTP(b32decode(secret), 6, SHA1(), 30, enforce_key_length=False).generate(MOMENT).decode()  # noqa: S303


def at_the_door(login, password=PASSWORD):
    client = Client()
    return client, client.post("/accounts/login/", {"login": login, "password": password})


def turned_on(login):
    """A browser, the secret, and the codes on paper, of one who turned it on."""
    client, _answer = at_the_door(login)
    asked = client.get(ON)
    assert "/accounts/reauthenticate/" in asked.url, "the password once more, however lately it was given"
    page = client.post(asked.url, {"password": PASSWORD}, follow=True).content.decode()
    secret = re.search(r"<b>([A-Z2-7]{32})</b>", page).group(1)
    assert "data:image/svg+xml;base64," in page
    answer = client.post(ON, {"code": code_of(secret)}, follow=True)
    codes = re.findall(r"<li><b>([0-9]{8})</b></li>", answer.content.decode())
    return client, secret, codes


def test_the_password_alone_opens_nothing_any_more(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        _client, secret, codes = turned_on("buong")
    assert len(codes) == 10
    assert Entry.objects.filter(flow="accounts", step="second_on", subject_key="buong").exists()
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert codes[0] not in kept
    client, answer = at_the_door("buong")
    assert answer.url == "/accounts/ma-xac-thuc/"
    assert first_page(client).status_code == 302
    cache.clear()  # the telephone's next code: the one just used is not taken twice
    assert client.post(answer.url, {"code": code_of(secret)}).status_code == 302
    assert first_page(client).status_code == 200


def test_a_code_on_paper_opens_once():
    _client, _secret, codes = turned_on("buong")
    client, answer = at_the_door("buong")
    assert client.post(answer.url, {"code": codes[0]}).status_code == 302
    assert first_page(client).status_code == 200
    again, answer = at_the_door("buong")
    assert "Mã chưa đúng hoặc đã dùng" in words(again.post(answer.url, {"code": codes[0]}))
    assert first_page(again).status_code == 302


def test_wrong_codes_close_the_door_as_wrong_passwords_do():
    _client, secret, _codes = turned_on("buong")
    cache.clear()
    client, answer = at_the_door("buong")
    for _wrong in range(5):
        client.post(answer.url, {"code": "000000"})
    said = client.post(answer.url, {"code": code_of(secret)})
    assert said.status_code in (200, 302, 429)
    assert first_page(client).status_code == 302


def test_who_opens_sealed_data_must_have_it_when_the_book_says_so():
    put(REQUIRED, True, since=TODAY, actor=machine("thử"))
    client = signed_in("chanh")
    assert client.get("/dang-vien/").url == "/tai-khoan/"
    assert "Cần bật" in words(client.get("/tai-khoan/"))
    assert signed_in("buong").get("/dang-vien/").status_code == 200
    client, _secret, _codes = turned_on("chanh")
    assert client.get("/dang-vien/").status_code == 200


def test_a_lost_telephone_is_taken_off_at_the_counter_by_two(cast):  # noqa: F811
    cast.office("thu", "clerk", "upper", "Văn thư")
    turned_on("buong")
    signed_in("thu").post("/quay-tai-khoan/", {"username": "buong", "kind": "second", "shown": "CCCD"})
    one = CounterAsk.objects.get()
    assert signed_in("chanh").post(f"/quay-tai-khoan/{one.pk}/xac-nhan/").status_code == 302
    assert not Authenticator.objects.exists()
    assert Entry.objects.filter(flow="accounts", step="second_off", subject_key="buong").exists()
    client, answer = at_the_door("buong")
    assert first_page(client).status_code == 200


def test_turning_it_off_asks_for_the_password_again_and_the_codes_on_paper_go_too():
    client, _secret, _codes = turned_on("buong")
    client = signed_in("buong")
    off = "/accounts/ma-xac-thuc/tat/"
    asked = client.get(off)
    assert "/accounts/reauthenticate/" in asked.url
    assert "Tắt mã xác thực" in words(client.post(asked.url, {"password": PASSWORD}, follow=True))
    client.post(off)
    assert not Authenticator.objects.exists()
    assert Entry.objects.filter(step="second_away").exists()
    assert "Bật mã xác thực" in words(client.get("/tai-khoan/"))
