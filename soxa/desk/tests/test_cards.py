"""Sign-in cards: code and PIN open the book together, neither alone; lost, locked, ended, they open nothing."""

import re
from base64 import b64decode
from datetime import timedelta
from io import BytesIO

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from soxa.desk import counter
from soxa.desk.second_factor import REQUIRED
from soxa.desk.tests.signing_in import first_page, queries, signed_in, words
from soxa.kernel.access import machine
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.preferences import put
from soxa.org.cards import devices, flow
from soxa.org.cards.models import SignInCard
from soxa.org.models import Account, CounterAsk
from soxa.party.tests.cast import TODAY
from soxa.party.tests.conftest import cast, standing_cast  # noqa: F401

pytestmark = pytest.mark.django_db
COUNTER, DOOR, OWN = "/quay-tai-khoan/", "/the/", "/tai-khoan/"
PHONE = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36"


@pytest.fixture(autouse=True)
def people(cast):  # noqa: F811
    """A clerk beside the cast; nobody has failed at the door yet."""
    cast.office("thu", "clerk", "upper", "Văn thư")
    cache.clear()
    yield cast
    cache.clear()


def account(username="buong"):
    return Account.objects.get(username=username)


def new_card(username="buong"):
    return flow.issue(account(username), machine("thử"), unit_id=None, ask=1)


def at_the_door(code, pin, phone=PHONE):
    client = Client(headers={"user-agent": phone})
    return client, client.post(DOOR, {"code": code, "pin": pin})


def is_in(client):
    return first_page(client).status_code == 200


def other(pin):
    return f"{(int(pin) + 1) % 10 ** len(pin):0{len(pin)}}"


def steps():
    return list(Entry.objects.filter(flow="accounts").order_by("id").values_list("step", flat=True))


def test_one_asks_another_grants_and_the_paper_alone_holds_code_and_pin():
    asked = {"username": "buong", "kind": "card", "shown": "CCCD"}
    assert signed_in("thu").post(COUNTER, asked).status_code == 302
    one = CounterAsk.objects.get()
    assert signed_in("thu").post(f"{COUNTER}{one.pk}/xac-nhan/").status_code == 403
    assert not SignInCard.objects.exists()
    told = signed_in("chanh").post(f"{COUNTER}{one.pk}/xac-nhan/")
    assert told["Cache-Control"] == "no-store"
    paper = PdfReader(
        BytesIO(b64decode(re.search(r"application/pdf;base64,([^\"]+)", told.content.decode())[1]))
    )
    assert [round(float(side) / 72 * 25.4) for side in paper.pages[0].mediabox[2:]] == [105, 148]
    assert len(paper.pages) == 1
    text = "".join(paper.pages[0].extract_text().split())  # a reader sets blanks between letters as it likes
    assert "Ngườibuong" in text
    assert "testserver/the/" in text
    code = re.search(r"[A-Z2-7]{52}", text)[0]
    pin = re.search(r"buong(\d{6})\D", text)[1]
    kept = str([*SignInCard.objects.values(), *Entry.objects.values()])
    assert code not in kept
    assert pin not in kept
    client, answer = at_the_door(code, pin)
    assert answer.url == "/"
    assert is_in(client)
    assert steps()[-3:] == ["ask", "card", "card_first"]
    assert signed_in("chanh").post(f"{COUNTER}{one.pk}/xac-nhan/").status_code == 404, "granted once"


def test_who_asked_does_not_grant_it_to_himself():
    one = counter.ask(account(), flow.Actor("x", account_id=account("chanh").pk), kind="card", shown="CCCD")
    assert signed_in("chanh").post(f"{COUNTER}{one.pk}/xac-nhan/").status_code == 403
    own = {"username": "chanh", "kind": "card", "shown": "CCCD"}
    assert signed_in("thu").post(COUNTER, own).status_code == 302
    mine = CounterAsk.objects.get(account=account("chanh"))
    assert signed_in("chanh").post(f"{COUNTER}{mine.pk}/xac-nhan/").status_code == 403
    assert not SignInCard.objects.exists()


def test_neither_code_nor_pin_opens_alone():
    new, theirs = new_card(), new_card("nhung")
    for code, pin in (
        (new.code, ""),
        ("", new.pin),
        ("A" * 52, new.pin),
        (new.card.code_hash, new.pin),
        (new.code, new.card.pin_hash),
    ):
        client, answer = at_the_door(code, pin)
        assert answer.status_code == 422, (code, pin)
        assert not is_in(client)
    assert SignInCard.objects.get(pk=new.card.pk).wrong == 0, "nothing of these was a try at the PIN"
    assert at_the_door(new.code, theirs.pin)[1].status_code == 422 or new.pin == theirs.pin


def test_a_look_at_the_page_changes_nothing():
    new = new_card()
    before = SignInCard.objects.values().get(), Entry.objects.count()
    client = Client()
    answer = client.get(DOOR, {"code": new.code, "pin": new.pin})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert new.code not in answer.content.decode()
    assert not is_in(client)
    assert (SignInCard.objects.values().get(), Entry.objects.count()) == before
    for address in (f"{OWN}the/huy/", f"{OWN}thiet-bi/1/ra/", f"{COUNTER}1/xac-nhan/"):
        assert signed_in("buong").get(address).url in (OWN, COUNTER), address


def test_five_wrong_pins_lock_the_card_for_the_right_one_too():
    new = new_card()
    said = [words(at_the_door(new.code, other(new.pin))[1]) for _wrong in range(5)]
    assert "còn 4 lần gõ" in said[0]
    assert "còn 1 lần gõ" in said[3]
    assert "Thẻ đã khóa vì gõ sai PIN 5 lần" in said[4]
    client, answer = at_the_door(new.code, new.pin)
    assert "Thẻ đã khóa" in words(answer)
    assert not is_in(client)
    assert steps().count("card_locked") == 1
    assert "đã khóa" in words(signed_in("buong").get(OWN))


def test_a_right_pin_begins_the_count_anew_and_blanks_and_small_letters_do_not_matter():
    new = new_card()
    for _wrong in range(4):
        at_the_door(new.code, other(new.pin))
    spaced = " ".join(new.code[start : start + 4] for start in range(0, 52, 4)).lower()
    assert at_the_door(spaced, f" {new.pin[:3]} {new.pin[3:]}")[1].url == "/"
    assert "còn 4 lần gõ" in words(at_the_door(new.code, other(new.pin))[1])


def test_the_try_is_counted_before_the_pin_is_looked_at(monkeypatch):
    new, seen = new_card(), []

    def look(_given, _kept):
        seen.append(SignInCard.objects.get().wrong)
        return False

    monkeypatch.setattr(flow, "check_password", look)
    with pytest.raises(Refused):
        flow.opened(new.code, new.pin)
    assert seen == [1]


def test_the_owner_chooses_a_pin_of_his_own():
    new = new_card()
    client, _answer = at_the_door(new.code, new.pin)
    page = f"{OWN}the/pin/"
    given = {"pin": new.pin, "wanted": "731 904", "again": "731 904"}
    for wrong, said in (
        ({"again": "731905"}, "chưa giống nhau"),
        ({"wanted": "1234", "again": "1234"}, "đúng 6 chữ số"),
        ({"wanted": "987654", "again": "987654"}, "dễ đoán"),
        ({"wanted": "777777", "again": "777777"}, "dễ đoán"),
        ({"pin": other(new.pin)}, "còn 4 lần gõ"),
    ):
        answer = client.post(page, {**given, **wrong})
        assert answer.status_code == 422
        assert said in words(answer)
        assert new.pin not in answer.content.decode()
    assert "card_pin" not in steps()
    assert client.post(page, given).status_code == 302
    assert steps()[-1] == "card_pin"
    assert is_in(client)
    assert at_the_door(new.code, new.pin)[1].status_code == 422
    assert at_the_door(new.code, "731904")[1].status_code == 302
    assert signed_in("nhung").post(page, given).status_code == 422, "who has no card"


def test_a_lost_card_ends_at_the_counter_at_once_and_with_it_who_came_by_it():
    new = new_card()
    client, _answer = at_the_door(new.code, new.pin)
    lost = {"username": "buong", "kind": "lost", "shown": "CCCD"}
    assert signed_in("thu").post(COUNTER, {**lost, "shown": " "}).status_code == 422
    assert is_in(client)
    assert signed_in("thu").post(COUNTER, lost).status_code == 302
    assert not is_in(client)
    assert "không dùng được" in words(at_the_door(new.code, new.pin)[1])
    assert steps()[-1] == "card_off"
    assert "không có thẻ đăng nhập" in words(signed_in("thu").post(COUNTER, lost))


def test_a_new_card_ends_the_old_one():
    old = new_card()
    client, _answer = at_the_door(old.code, old.pin)
    new = new_card()
    assert not is_in(client)
    assert at_the_door(old.code, old.pin)[1].status_code == 422
    assert at_the_door(new.code, new.pin)[1].url == "/"


@pytest.mark.parametrize(("past", "opens"), [(timedelta(), False), (timedelta(seconds=-60), True)])
def test_a_card_opens_until_its_moment(past, opens):
    new = new_card()
    assert new.card.last_day == timezone.localdate() + timedelta(days=730)
    assert f"{timezone.localtime(new.card.until):%H:%M}" == "00:00"
    SignInCard.objects.filter(pk=new.card.pk).moved(new.card.entry, until=timezone.now() - past)
    assert (at_the_door(new.code, new.pin)[1].status_code == 302) is opens


def test_the_owner_ends_his_own_card_and_no_other():
    new, theirs = new_card(), new_card("nhung")
    phone, _answer = at_the_door(new.code, new.pin)
    assert phone.post(f"{OWN}the/huy/").url == "/accounts/login/"
    assert not is_in(phone)
    assert SignInCard.objects.get(ended_at=None).pk == theirs.card.pk
    assert "không có thẻ" in words(signed_in("buong").post(f"{OWN}the/huy/", follow=True))


def test_a_sign_in_by_card_holds_ninety_days_and_not_longer_by_use():
    new = new_card()
    client, answer = at_the_door(new.code, new.pin)
    assert client.session.get_expiry_age() == pytest.approx(90 * 24 * 3600, abs=60)
    assert answer.cookies["sessionid"]["max-age"] == pytest.approx(90 * 24 * 3600, abs=60)
    kept = Session.objects.get(session_key=client.session.session_key)
    session = client.session
    session["seen_on"] = "2026-01-01"
    session.save()
    before = kept.expire_date
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(days=9))
    assert is_in(client)
    assert UserSession.objects.get().last_seen_at > timezone.now() - timedelta(minutes=1)
    kept.refresh_from_db()
    assert abs(kept.expire_date - before) < timedelta(seconds=60)


def test_devices_are_listed_in_words_and_each_is_ended():
    new = new_card()
    phone, _answer = at_the_door(new.code, new.pin)
    desk = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/132.0"})
    desk.post("/accounts/login/", {"login": "buong", "password": "mat-khau-dai"})
    said = words(desk.get(OWN))
    assert "Điện thoại Android, Chrome" in said
    assert "Máy tính Windows, Firefox (thiết bị này)" in said
    of_phone = UserSession.objects.get(session_key=phone.session.session_key)
    ending = f"{OWN}thiet-bi/{of_phone.pk}/ra/"
    assert signed_in("nhung").post(ending).status_code == 404
    assert is_in(phone)
    assert desk.post(ending).status_code == 302
    assert not is_in(phone)
    assert is_in(desk)
    assert steps()[-1] == "device_off"
    assert desk.post(ending).status_code == 404


def test_a_lapsed_device_is_in_no_longer_and_is_forgotten():
    new = new_card()
    phone, _answer = at_the_door(new.code, new.pin)
    devices.forget_devices()
    assert UserSession.objects.count() == 1
    Session.objects.update(expire_date=timezone.now() + timedelta(hours=1))
    assert is_in(phone)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not is_in(phone)
    devices.forget_devices()
    assert not UserSession.objects.exists()


def test_a_changed_password_ends_the_other_devices_and_a_kept_one_still_ends_with_the_card():
    new = new_card()
    phone, _answer = at_the_door(new.code, new.pin)
    second, _answer = at_the_door(new.code, new.pin)
    given = {"oldpassword": "mat-khau-dai", "password1": "mat-khau-dai-nua", "password2": "mat-khau-dai-nua"}
    phone.post("/accounts/password/change/", given)
    assert is_in(phone)
    assert not is_in(second)
    assert words(phone.get(OWN)).count("Cho ra khỏi sổ") == 1
    flow.revoke(account(), machine("thử"))
    assert not is_in(phone)


def test_a_closed_account_is_not_opened_by_a_card():
    new = new_card()
    phone, _answer = at_the_door(new.code, new.pin)
    closed = account()
    closed.is_active = False
    closed.save(update_fields=["is_active"])
    client, answer = at_the_door(new.code, new.pin)
    assert answer.url == "/accounts/inactive/"
    assert not is_in(phone)
    assert not is_in(client)


def test_who_must_have_a_second_factor_does_not_get_round_it_by_card():
    put(REQUIRED, True, since=TODAY, actor=machine("thử"))
    new = new_card("chanh")
    client, _answer = at_the_door(new.code, new.pin)
    assert client.get("/dang-vien/").url == OWN


def test_what_is_typed_at_the_door_is_left_out_of_an_error_s_report():
    for client, address in ((Client(), DOOR), (signed_in("buong"), f"{OWN}the/pin/")):
        assert client.get(address).wsgi_request.sensitive_post_parameters == "__ALL__", address


def test_many_failures_from_one_place_are_slowed():
    codes = [at_the_door("A" * 52, "123456")[1].status_code for _wrong in range(31)]
    assert codes == [422] * 30 + [429]


def test_the_counter_shows_what_became_of_an_ask_and_costs_the_same_for_many():
    asking = {"kind": "card", "shown": "CCCD"}
    clerk = signed_in("thu")
    clerk.post(COUNTER, {**asking, "username": "buong"})
    signed_in("chanh").post(f"{COUNTER}{CounterAsk.objects.get().pk}/xac-nhan/")
    few = queries(clerk, COUNTER)
    assert "thẻ đăng nhập Người thu đề nghị lúc" in words(clerk.get(COUNTER))
    for username, kind in (("chanh", "card"), ("buong", "password")):
        clerk.post(COUNTER, {**asking, "username": username, "kind": kind})
        one = CounterAsk.objects.get(settled_at=None)
        assert clerk.post(f"{COUNTER}{one.pk}/bo/").status_code == 302
    said = words(clerk.get(COUNTER))
    assert (said.count("đã xác nhận"), said.count("đã bỏ")) == (1, 2)
    assert "chờ xác nhận. Ai quên" in said
    assert queries(clerk, COUNTER) == few


def test_one_s_own_account_costs_the_same_with_many_devices():
    new = new_card()
    first, _answer = at_the_door(new.code, new.pin)
    few = queries(first, OWN)
    for _more in range(3):
        at_the_door(new.code, new.pin)
    assert words(first.get(OWN)).count("bằng thẻ, giữ đến ngày") == 4
    assert queries(first, OWN) == few
