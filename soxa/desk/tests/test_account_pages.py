"""Accounts: opened, given offices, ended, locked; who may and what is refused."""

import re

import pytest

from soxa.desk.tests.signing_in import signed_in, words
from soxa.kernel.models import Entry
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.org.models import Account, CounterAsk, Office
from soxa.party.models import Membership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book", "calendar")]
OFFICE, CELL, AUDITOR = "tuyet.ngo", "buong.luc", "nhung.tran"


def granted(second, username):
    """What the second person is told, once the clerk has asked at the counter."""
    asked = {"username": username, "kind": "password", "shown": "CCCD"}
    assert signed_in("yen.le").post("/quay-tai-khoan/", asked).status_code == 302
    one = CounterAsk.objects.get(account__username=username, settled_at=None)
    return second.post(f"/quay-tai-khoan/{one.pk}/xac-nhan/")


def _new(**given):
    wanted = {
        "name": "Trương Thị Hợi",
        "username": "",
        "role": "clerk",
        "title": "Văn thư",
        "way": "employed",
        "decision": "",
        "since": "2026-11-20",
    }
    return {**wanted, "unit": str(tree().codes["99901"]), **given}


def test_an_account_is_opened_and_its_password_told_once(office):
    response = office.post("/cai-dat/tai-khoan/moi/", _new())
    assert response["Cache-Control"] == "no-store"
    password = re.search(r"[a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5}", response.content.decode()).group()
    account = Account.objects.get(username="hoi.truong")
    assert account.check_password(password)
    assert [held.role.code for held in account.held_offices()] == ["clerk"]
    assert password not in office.get("/cai-dat/tai-khoan/hoi.truong/").content.decode()
    assert Entry.objects.filter(flow="accounts", step="create", subject_key="hoi.truong").exists()


def test_a_person_of_the_book_gets_an_account(office):
    spell = (
        Membership.objects.home()
        .filter(until=FOREVER, member__person__account=None)
        .select_related("member__person")
        .first()
    )
    person = spell.member.person
    found = office.get("/cai-dat/tai-khoan/moi/", {"tim": person.full_name})
    assert f"?nguoi={person.pk}" in found.content.decode()
    response = office.post(
        f"/cai-dat/tai-khoan/moi/?nguoi={person.pk}", _new(name=person.full_name, username="nguoi.cu")
    )
    assert response.status_code == 200
    assert Account.objects.get(username="nguoi.cu").person == person


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"username": "buong.luc"}, "đã có người dùng"),
        ({"username": "Có Dấu"}, "Tên đăng nhập"),
        ({"role": "king"}, "Vai trong sổ"),
    ],
)
def test_an_account_that_cannot_be_opened_is_refused(office, given, said):
    before = Account.objects.count()
    response = office.post("/cai-dat/tai-khoan/moi/", _new(**given))
    assert response.status_code == 422
    assert said in words(response)
    assert Account.objects.count() == before


def test_an_office_ends_and_the_right_with_it(office):
    client = signed_in(CELL)
    held = Office.objects.get(person__account__username=CELL, until=FOREVER)
    ended = office.post(
        f"/cai-dat/tai-khoan/{CELL}/chuc-vu/{held.pk}/", {"on": "2026-11-20", "decision": "QĐ 5"}
    )
    assert ended.status_code == 302
    assert client.get("/").status_code == 403
    again = office.post(f"/cai-dat/tai-khoan/{CELL}/chuc-vu/{held.pk}/", {"on": "2026-11-20", "decision": ""})
    assert again.status_code == 422


def test_a_new_password_signs_the_old_one_out(office):
    client = signed_in(CELL)
    told = granted(office, CELL)
    assert "chỉ hiện một lần" in words(told)
    assert client.get("/").status_code == 302
    assert Account.objects.get(username=CELL).demo_password == ""


def test_an_account_is_locked_and_opened_again(office):
    assert office.post(f"/cai-dat/tai-khoan/{CELL}/khoa/").status_code == 302
    assert not Account.objects.get(username=CELL).is_active
    office.post(f"/cai-dat/tai-khoan/{CELL}/mo/")
    assert Account.objects.get(username=CELL).is_active


def test_nobody_locks_himself_out(office):
    office.post(f"/cai-dat/tai-khoan/{OFFICE}/khoa/")
    assert Account.objects.get(username=OFFICE).is_active
    held = Office.objects.filter(person__account__username=OFFICE).first()
    assert (
        office.post(f"/cai-dat/tai-khoan/{OFFICE}/chuc-vu/{held.pk}/", {"on": "2026-11-20"}).status_code
        == 422
    )
    assert office.post(f"/cai-dat/tai-khoan/{OFFICE}/mat-khau/").status_code == 403


@pytest.mark.parametrize("slug", ["khoa", "mat-khau"])
def test_who_only_looks_touches_no_account(slug):
    assert signed_in(AUDITOR).post(f"/cai-dat/tai-khoan/{CELL}/{slug}/").status_code == 403
    assert signed_in(CELL).post(f"/cai-dat/tai-khoan/{OFFICE}/{slug}/").status_code == 403
    assert Account.objects.get(username=CELL).is_active
