"""Who answers for whose office and account: every role against every role, as the office says it."""

from datetime import date
from pickle import dumps, loads

import pytest
from django.db import transaction

from soxa.desk import account_acts
from soxa.desk.account_acts import GivenOffice
from soxa.desk.tests.signing_in import signed_in, words
from soxa.kernel.access import ROLES, Actor, machine
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.org.models import Account, Office, Person
from soxa.party.tests.cast import TODAY
from soxa.party.tests.conftest import cast, head, standing_cast  # noqa: F401
from soxa.samples.demo_fixture import standing

pytestmark = pytest.mark.django_db

# whose accounts and offices a holder answers for; who is not named here, for nobody's
ANSWERS = {
    "office_head": {
        "office_head", "clerk", "organiser", "secretary", "inspector", "cell_secretary", "committee_member",
        "auditor", "government", "petition_officer", "front", "unit_head", "unit_staff",
        "participant",
    },
    "system_admin": {
        "system_admin", "government", "petition_officer", "front", "unit_head", "unit_staff",
    },
}  # fmt: skip
READS_PARTY = {
    "office_head", "clerk", "organiser", "secretary", "inspector", "cell_secretary", "committee_member", "auditor",
}  # fmt: skip
ACTS = ("give", "create", "create_for", "end", "password", "lock", "unlock")
DAY = date(2026, 11, 1)


def given(role, unit):
    return GivenOffice(role, unit.pk, "Chức vụ thử", "appointed", "", DAY)


def holder(role, unit, login="nguoi-giu", **more):
    """Somebody with an account who holds the role."""
    person = Person.named("Người Giữ")
    person.save()
    facts = {"title": "Đang giữ", "since": date(2020, 1, 1), **more}
    office = Office.objects.create(person=person, unit=unit, role=role, **facts)
    return Account.objects.create_user(login, "mat-khau-dai", person=person) if login else None, office


@pytest.fixture(scope="module")
def holders(standing_cast, django_db_blocker):  # noqa: F811
    """One who holds each role in the upper commune: (account, office)."""
    unit = standing_cast.units["upper"]
    with standing(django_db_blocker):
        found = {role: holder(role, unit, login=f"giu-{role.replace('_', '-')}") for role in ROLES}
        yield found


def done(act, role, unit, actors, held=None, before=None, **more):
    """Take one act on somebody who holds the role, or give it, and take it back; True when it was written."""
    before = Entry.objects.count() if before is None else before
    with transaction.atomic():
        try:
            if act in ("give", "create"):
                if act == "give":
                    account, _office = held["front"] if held else holder("front", unit)
                    account_acts.give(account, given(role, unit), actors)
                else:
                    account_acts.create(None, "Người Mới", given(role, unit), username="", actors=actors)
            elif act == "create_for":
                # of those this actor may give, the new office is one; what the person holds already decides
                _none, office = holder(role, unit, login="")
                account_acts.create(office.person, "", given("front", unit), username="", actors=actors)
            else:
                _act(act, *(held[role] if held else holder(role, unit, **more)), actors)
        except Refused:
            assert Entry.objects.count() == before
            transaction.set_rollback(True)
            return False
        assert Entry.objects.count() == before + 1
        transaction.set_rollback(True)
    return True


def _act(act, account, office, actors):
    if act == "end":
        account_acts.end(office, account, TODAY, decision="", actors=actors)
    elif act == "password":
        account_acts.reset_password(account, actors)
    else:
        account_acts.lock(account, actors, locked=act == "lock")


def acting(role, unit):
    return Actor("Người thử", "chức vụ thử", unit.pk, 0, ROLES[role])


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("giver", sorted(ROLES))
def test_who_answers_for_whom(holders, cast, giver, act):  # noqa: F811
    unit, held = cast.units["upper"], loads(dumps(holders))  # noqa: S301
    before, actors = Entry.objects.count(), (acting(giver, unit),)
    found = {role for role in ROLES if done(act, role, unit, actors, held, before)}
    assert found == ANSWERS.get(giver, set())


def test_what_reads_the_party_comes_only_from_its_office():
    reads = {"party", "documents.party"}
    assert {code for code, role in ROLES.items() if reads & role.domains} == READS_PARTY
    assert not ANSWERS["system_admin"] & READS_PARTY
    assert ANSWERS["office_head"] | ANSWERS["system_admin"] == set(ROLES)


@pytest.mark.parametrize("act", ["give", "end", "password", "lock", "unlock"])
@pytest.mark.parametrize(
    ("place", "allowed"), [("upper", True), ("ben_da", True), ("province", False), ("lower", False)]
)
def test_nobody_touches_an_office_above_or_beside_him(cast, act, place, allowed):  # noqa: F811
    actors = (acting("office_head", cast.units["upper"]),)
    assert done(act, "clerk", cast.units[place], actors) is allowed


@pytest.mark.parametrize("act", ["password", "lock"])
@pytest.mark.parametrize(
    ("more", "allowed"),
    [
        ({"until": TODAY}, True),  # held no more
        ({"until": date(2026, 11, 21)}, False),  # the last day
        ({"since": date(2027, 1, 1)}, False),  # to be held
    ],
)
def test_offices_ended_bind_nobody_and_those_to_come_do(cast, act, more, allowed):  # noqa: F811
    actors = (acting("system_admin", cast.units["upper"]),)
    assert done(act, "office_head", cast.units["upper"], actors, **more) is allowed


def test_an_account_with_offices_on_both_sides_needs_both(cast):  # noqa: F811
    unit = cast.units["upper"]
    keeper, office = acting("system_admin", unit), acting("office_head", unit)
    account, _office = holder("front", unit)
    for role in ("clerk", "system_admin"):
        Office.objects.create(person=account.person, unit=unit, role=role, title=role, since=DAY)
    for actors in ((keeper,), (office,)):
        with pytest.raises(account_acts.NotYours):
            account_acts.reset_password(account, actors)
    assert account_acts.reset_password(account, (keeper, office))
    assert Entry.objects.latest("pk").office == "chức vụ thử"


def test_the_machine_s_owner_answers_for_all(cast):  # noqa: F811
    for act in ACTS:
        assert all(done(act, role, cast.units["upper"], (machine("thử"),)) for role in ROLES)


# --- the pages ---


@pytest.fixture
def keeper(cast):  # noqa: F811
    """The keeper of the upper commune's system, signed in."""
    cast.office("giu", "system_admin", "upper", "Quản trị hệ thống")
    return signed_in("giu")


def test_the_keeper_comes_by_no_password_of_the_party(cast, keeper):  # noqa: F811
    before = cast.accounts["chanh"].password
    answer = keeper.post("/cai-dat/tai-khoan/chanh/mat-khau/")
    assert answer.status_code == 403
    assert "vai “Văn phòng Đảng ủy” ở xã Khe Trên do người khác quản lý" in words(answer)
    assert keeper.post("/cai-dat/tai-khoan/buong/khoa/").status_code == 403
    assert Account.objects.get(username="chanh").password == before
    page = words(keeper.get("/cai-dat/tai-khoan/chanh/"))
    assert "Cấp lại mật khẩu" not in page
    assert "Ghi thôi giữ" not in page
    page = words(keeper.get("/cai-dat/tai-khoan/ubnd/"))
    assert "Cấp lại mật khẩu" in page
    assert "Ghi thôi giữ" in page


@pytest.mark.usefixtures("keeper")
def test_the_office_ends_no_keeper_s_office(cast):  # noqa: F811
    client, held = signed_in("chanh"), Office.objects.get(person=cast.accounts["giu"].person)
    answer = client.post(f"/cai-dat/tai-khoan/giu/chuc-vu/{held.pk}/", {"on": "20/11/2026", "decision": ""})
    assert answer.status_code == 403
    assert "“Quản trị hệ thống” ở xã Khe Trên do người khác quản lý" in words(answer)
    assert "Ghi thôi giữ" not in words(client.get("/cai-dat/tai-khoan/giu/"))
    assert client.post("/cai-dat/tai-khoan/giu/mat-khau/").status_code == 403


def test_the_keeper_opens_no_account_for_an_office_of_the_party(cast, keeper):  # noqa: F811
    person = Person.named("Lê Đang Giữ")
    person.save()
    Office.objects.create(
        person=person, unit=cast.units["upper"], role="office_head", title="Phó", since=date(2020, 1, 1)
    )
    facts = {
        "name": "x", "username": "le.giu", "role": "system_admin", "title": "Giữ", "way": "appointed",
        "decision": "", "since": "20/11/2026", "unit": str(cast.units["upper"].pk),
    }  # fmt: skip
    assert keeper.post(f"/cai-dat/tai-khoan/moi/?nguoi={person.pk}", facts).status_code == 403
    assert not Account.objects.filter(username="le.giu").exists()
