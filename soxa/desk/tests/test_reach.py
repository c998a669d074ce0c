"""How far an office reaches when the book holds two communes: keys, offices to give, accounts, units, and their words."""

from datetime import date

import pytest

from soxa.desk import account_acts
from soxa.desk.counter import TWO_HANDS
from soxa.desk.tests.signing_in import signed_in, words
from soxa.kernel.access import ROLES, machine
from soxa.kernel.models import Entry, Unit, UnitAct
from soxa.kernel.preferences import put
from soxa.kernel.units import acts
from soxa.kernel.units.tree import forget_tree, tree
from soxa.org.models import Account, Office, Person
from soxa.party.models import Cell, Membership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
OFFICE, CELL, ADMIN = "tuyet.ngo", "buong.luc", "tri.doan"
OTHER_HEAD, OTHER_ADMIN = "hai.office_head", "hai.system_admin"
GIVEN = {"title": "Giao thử", "way": "appointed", "decision": "", "since": "2026-01-01"}


@pytest.fixture
def second():
    """A second commune with a cell, an office and a keeper of the system of its own."""
    actor = machine("test")
    commune = acts.found(acts.Founding("88801", "commune", "Xã Hai", None, date(2020, 1, 1), "QĐ"), actor)
    cell = acts.found(
        acts.Founding("88801.01", "cell", "Chi bộ thôn Hai", commune, date(2020, 1, 1), "QĐ"), actor
    )
    entry = cell.acts.get(kind=UnitAct.FOUND).entry
    Cell.objects.create(unit=cell, kind="village", since=date(2020, 1, 1), entry=entry)
    for role in ("office_head", "system_admin"):
        person = Person.named(f"Trần Hai {role}")
        person.save(force_insert=True)
        Account.objects.create_user(f"hai.{role}", None, person=person)
        _hold(person, commune, role)
    forget_tree()
    yield commune
    forget_tree()


def _hold(person, unit, role, **more):
    given = {"title": role, "way": "appointed", "since": date(2020, 1, 1), **more}
    return Office.objects.create(person=person, unit=unit, role=role, **given)


def _give(giver, receiver, role, unit="99901"):
    given = {**GIVEN, "role": role, "unit": str(tree().codes[unit])}
    return signed_in(giver).post(f"/cai-dat/tai-khoan/{receiver}/chuc-vu/", given)


# --- the key of the whole book ---


@pytest.mark.usefixtures("second")
def test_the_office_of_one_commune_among_two_reads_no_key():
    for who in (OTHER_HEAD, OFFICE):
        client = signed_in(who)
        for answer in (client.get("/cai-dat/khoa/"), client.post("/cai-dat/khoa/")):
            assert answer.status_code == 403
            assert "Khóa là của cả sổ" in words(answer)
        assert "Phiếu khôi phục khóa" not in words(client.get("/cai-dat/"))
    assert not Entry.objects.filter(flow="keys").exists()


def test_the_office_that_sees_the_whole_book_finds_the_key():
    assert "Phiếu khôi phục khóa" in words(signed_in(OFFICE).get("/cai-dat/"))
    assert "Phiếu khôi phục khóa" not in words(signed_in(ADMIN).get("/cai-dat/"))


# --- who gives which office ---


@pytest.mark.parametrize(
    ("who", "role"), [(ADMIN, "office_head"), (ADMIN, "system_admin"), (OFFICE, "clerk")]
)
def test_nobody_gives_an_office_to_himself(who, role):
    answer = _give(who, who, role)
    assert answer.status_code == 422
    assert "Không tự giao chức vụ cho mình" in words(answer)
    assert not Office.objects.filter(title="Giao thử").exists()


@pytest.mark.parametrize(
    ("giver", "role", "status"),
    [
        (OFFICE, "clerk", 302),
        (OFFICE, "petition_officer", 302),
        (OFFICE, "auditor", 302),
        (OFFICE, "system_admin", 422),
        (ADMIN, "office_head", 422),
        (ADMIN, "system_admin", 302),
        (ADMIN, "government", 302),
        (ADMIN, "auditor", 422),
        (ADMIN, "clerk", 422),
        (ADMIN, "cell_secretary", 422),
    ],
)
def test_who_gives_which_role(giver, role, status):
    answer = _give(giver, CELL, role)
    assert answer.status_code == status
    assert Office.objects.filter(title="Giao thử").exists() is (status == 302)
    if status == 422:
        assert f"không giao được vai “{ROLES[role].title}”" in words(answer)


def test_a_new_account_obeys_the_same_rule():
    given = {**GIVEN, "name": "Trương Thị Hợi", "username": "", "unit": str(tree().codes["99901"])}
    client, before = signed_in(ADMIN), Account.objects.count()
    refused = client.post("/cai-dat/tai-khoan/moi/", {**given, "role": "organiser"})
    assert refused.status_code == 422
    assert "không giao được vai “Ban Xây dựng Đảng”" in words(refused)
    assert Account.objects.count() == before
    assert client.post("/cai-dat/tai-khoan/moi/", {**given, "role": "front"}).status_code == 200
    assert Account.objects.count() == before + 1


def test_only_roles_to_be_given_are_offered():
    page = signed_in(ADMIN).get(f"/cai-dat/tai-khoan/{CELL}/").content.decode()
    assert 'value="system_admin"' in page
    assert 'value="office_head"' not in page
    assert "Giao thêm chức vụ" not in words(signed_in(ADMIN).get(f"/cai-dat/tai-khoan/{ADMIN}/"))


def test_two_offices_give_what_either_gives():
    _hold(Account.objects.get(username=OFFICE).person, Unit.objects.get(code="99901"), "system_admin")
    assert _give(OFFICE, CELL, "system_admin").status_code == 302
    entry = Entry.objects.filter(flow="accounts", step="office").latest("id")
    assert entry.office == "system_admin"


# --- accounts of those who serve in two communes ---


@pytest.mark.parametrize("since", [date(2026, 1, 1), date(2027, 1, 1)])
@pytest.mark.parametrize("slug", ["mat-khau", "khoa"])
def test_an_account_is_touched_by_who_governs_all_its_offices(second, slug, since):
    account = Account.objects.get(username=CELL)
    before = account.password
    _hold(account.person, second, "clerk", rank=1)
    answer = signed_in(OTHER_HEAD).post(f"/cai-dat/tai-khoan/{CELL}/{slug}/")
    assert answer.status_code == 403
    mine = Account.objects.get(username=OTHER_ADMIN)
    _hold(mine.person, Unit.objects.get(code="99901"), "clerk", since=since)
    assert signed_in(OTHER_HEAD).post(f"/cai-dat/tai-khoan/{OTHER_ADMIN}/{slug}/").status_code == 403
    account.refresh_from_db()
    assert (account.password, account.is_active) == (before, True)


def test_no_account_is_opened_for_an_office_of_another_commune(second):
    person = Person.named("Lê Hai Nơi")
    person.save(force_insert=True)
    _hold(person, second, "clerk")
    _hold(person, Unit.objects.get(code="99901"), "office_head")
    given = {**GIVEN, "name": "x", "username": "le.hai", "role": "clerk", "unit": str(second.pk)}
    answer = signed_in(OTHER_HEAD).post(f"/cai-dat/tai-khoan/moi/?nguoi={person.pk}", given)
    assert answer.status_code == 403
    assert not Account.objects.filter(person=person).exists()


def test_a_new_password_is_written_in_the_journal():
    put(TWO_HANDS, False, since=date(2020, 1, 1), actor=machine("thử"))
    before = Entry.objects.filter(flow="accounts").count()
    signed_in(OFFICE).post(f"/cai-dat/tai-khoan/{CELL}/mat-khau/")
    entry = Entry.objects.filter(flow="accounts").latest("id")
    assert Entry.objects.filter(flow="accounts").count() == before + 1
    assert (entry.step, entry.subject_kind, entry.subject_key) == ("password", "account", CELL)
    assert entry.account_id == Account.objects.get(username=OFFICE).pk
    assert entry.unit.code == "99901.14"


def test_a_name_taken_meanwhile_is_refused_in_words(monkeypatch):
    def taken_meanwhile():
        Account.objects.create_user("hoi.truong", None)
        return "abcde-abcde-abcde"

    monkeypatch.setattr(account_acts, "new_password", taken_meanwhile)
    given = {**GIVEN, "name": "Trương Thị Hợi", "username": "hoi.truong", "role": "clerk"}
    before = Entry.objects.count()
    answer = signed_in(OFFICE).post("/cai-dat/tai-khoan/moi/", {**given, "unit": str(tree().codes["99901"])})
    assert answer.status_code == 422
    assert "“hoi.truong” đã có người dùng" in words(answer)
    assert Entry.objects.count() == before


def test_an_office_held_already_is_refused_to_a_new_account():
    person = Person.named("Lê Đã Giữ")
    person.save(force_insert=True)
    _hold(person, Unit.objects.get(code="99901"), "clerk", title="Giao thử")
    given = {**GIVEN, "name": "x", "username": "", "role": "clerk", "unit": str(tree().codes["99901"])}
    answer = signed_in(OFFICE).post(f"/cai-dat/tai-khoan/moi/?nguoi={person.pk}", given)
    assert answer.status_code == 422
    assert "đang giữ chức vụ này" in words(answer)


# --- acts on units ---


@pytest.mark.usefixtures("second")
@pytest.mark.parametrize(
    ("address", "into"),
    [
        ("88801.01/hop-nhat", "99901.02"),
        ("88801.01/chuyen-ve", "99901"),
        ("88801.01/giai-the", "99901"),
        ("88801.01/giai-the", "99901.02"),
        ("88801/hop-nhat", "99901"),
    ],
)
def test_a_unit_goes_only_where_the_actor_may_write(address, into):
    client, before = signed_in(OTHER_HEAD), Entry.objects.count()
    assert f'value="{into}"' not in client.get(f"/don-vi/{address}/").content.decode()
    given = {"into": into, "on": "2026-11-20", "decision": "QĐ", "ghi": "1"}
    assert client.post(f"/don-vi/{address}/", given).status_code == 422
    assert Entry.objects.count() == before
    assert not Membership.objects.filter(since=date(2026, 11, 20)).exists()


def test_who_writes_both_communes_moves_between_them(second):
    _hold(Account.objects.get(username=OFFICE).person, second, "office_head", title="Phụ trách xã Hai")
    given = {"into": "99901", "on": "2026-11-20", "decision": "QĐ", "ghi": "1"}
    assert signed_in(OFFICE).post("/don-vi/88801.01/chuyen-ve/", given).status_code == 302
    assert tree().parent(tree().codes["88801.01"], date(2026, 11, 20)) == tree().codes["99901"]


# --- words ---


def test_an_entry_tells_a_role_by_its_title():
    assert _give(OFFICE, CELL, "office_head").status_code == 302
    entry = Entry.objects.filter(flow="accounts", step="office").latest("id")
    page = words(signed_in(OFFICE).get(f"/nhat-ky/{entry.pk}/"))
    assert "Vai trong sổ Văn phòng Đảng ủy" in page
    assert "office_head" not in page


def test_only_the_first_letter_is_raised(monkeypatch):
    from soxa.desk import unit_acts

    monkeypatch.setitem(unit_acts.KINDS, "cell", "chi bộ Đảng")
    cell = tree().nodes[tree().codes["99901.01"]]
    wish = unit_acts.Wish(
        UnitAct.FOUND, cell, date(2026, 11, 20), "QĐ", name="x", code="99901.99", kind="cell"
    )
    assert unit_acts.outcome(wish).refusal.startswith("Chi bộ Đảng không đứng trực tiếp dưới chi bộ Đảng")
