"""What the office does with accounts: open one for a person, give and end offices, a new password, lock and unlock."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from soxa.desk.opening import new_password
from soxa.kernel import journal
from soxa.kernel.access import ROLES, Actor, Role
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.law.periods import FOREVER
from soxa.law.words import clean_name, fold
from soxa.org import roles
from soxa.org.models import Account, Office, Person

# giver's role → the roles he may give, to others only: the Party's office opens its own side of the book, the
# system's keeper opens a new commune by its office and names other keepers; who is in neither gives nothing
GIVES: dict[str, tuple[Role, ...]] = {
    roles.OFFICE_HEAD.code: (
        roles.OFFICE_HEAD,
        roles.CLERK,
        roles.ORGANISER,
        roles.SECRETARY,
        roles.INSPECTOR,
        roles.CELL_SECRETARY,
        roles.COMMITTEE_MEMBER,
        roles.GOVERNMENT,
        roles.PETITION_OFFICER,
        roles.FRONT,
        roles.AUDITOR,
    ),
    roles.SYSTEM_ADMIN.code: (roles.SYSTEM_ADMIN, roles.OFFICE_HEAD),
}


@dataclass(frozen=True)
class GivenOffice:
    """An office to give: the role in the book, its unit, title, how it is held, by what paper, from which day."""

    role: str
    unit_id: int
    title: str
    way: str
    decision: str
    since: date


def username_for(name: str) -> str:
    """A free sign-in name made of a person's name: "Lục Văn Bường" → "buong.luc", then "buong.luc2"."""
    words = re.sub(r"[^a-z ]", "", fold(name)).split() or ["can", "bo"]
    plain = f"{words[-1]}.{words[0]}" if len(words) > 1 else words[0]
    taken = set(Account.objects.filter(username__startswith=plain).values_list("username", flat=True))
    names = [plain, *(f"{plain}{number}" for number in range(2, len(taken) + 3))]
    return next(one for one in names if one not in taken)


def gives(giver: Role | None, code: str) -> bool:
    """Whether a holder of the role `giver` may give the role `code`; None is a command typed on the machine."""
    return giver is None or code in {one.code for one in GIVES.get(giver.code, ())}


def _may_give(actor: Actor, office: GivenOffice) -> None:
    if not gives(actor.role, office.role):
        raise Refused(
            _("{office} không giao được vai “{role}”.").format(
                office=actor.role.title if actor.role else actor.office, role=ROLES[office.role].title
            )
        )


def create(
    person: Person | None, name: str, office: GivenOffice, *, username: str, actor: Actor
) -> tuple[Account, str]:
    """An account for a person of the book, or for a new one of that name, with an office; its password, told once.

    Refused in words when the role is not the actor's to give, the person has an account, the sign-in name is taken.
    """
    _may_give(actor, office)
    if person is not None and Account.objects.filter(person=person).exists():
        raise Refused(_("{name} đã có tài khoản.").format(name=person.full_name))
    wanted = username.strip().lower() or username_for(person.full_name if person else name)
    _free(wanted)
    password = new_password()
    try:
        with transaction.atomic():
            account = _created(person, name, office, username=wanted, password=password, actor=actor)
    except IntegrityError as error:
        # another hand took the name, or the person, since it was asked
        _free(wanted)
        raise Refused(
            _("{name} đã có tài khoản, hoặc đang giữ chức vụ này ở đơn vị này.").format(
                name=person.full_name if person else name
            )
        ) from error
    return account, password


def _free(username: str) -> None:
    if Account.objects.filter(username=username).exists():
        raise Refused(_("Tên đăng nhập “{name}” đã có người dùng.").format(name=username))


def _created(
    person: Person | None, name: str, office: GivenOffice, *, username: str, password: str, actor: Actor
) -> Account:
    entry = _write(actor, "create", username, unit_id=office.unit_id, facts={"role": office.role})
    if person is None:
        person = Person.named(clean_name(name), entry=entry)
        person.save(force_insert=True)
    account = Account.objects.create_user(username, password, person=person)
    _office(person, office, entry)
    return account


def give(account: Account, office: GivenOffice, actor: Actor) -> None:
    """One office more; Refused for oneself, a role not the actor's to give, the same one twice, an account of nobody."""
    if account.pk == actor.account_id:
        raise Refused(_("Không tự giao chức vụ cho mình; nhờ người khác có quyền."))
    _may_give(actor, office)
    if account.person is None:
        raise Refused(_("Tài khoản này chưa gắn với người nào."))
    facts = {"role": office.role, "title": office.title, "decision": office.decision}
    try:
        with transaction.atomic():
            entry = _write(
                actor, "office", account.username, unit_id=office.unit_id, facts=facts, on=office.since
            )
            _office(account.person, office, entry)
    except IntegrityError as error:
        raise Refused(
            _("{name} đang giữ chức vụ này ở đơn vị này.").format(name=account.full_name())
        ) from error


def _office(person: Person, office: GivenOffice, entry: Entry) -> None:
    Office.objects.create(
        person=person,
        unit_id=office.unit_id,
        role=office.role,
        title=office.title,
        way=office.way,
        decision=office.decision,
        since=office.since,
        entry=entry,
    )


def end(office: Office, account: Account, on: date, *, decision: str, actor: Actor) -> None:
    """The office ends: from `on` it is held no more; Refused for a day before it began, or for one's own office."""
    if account.pk == actor.account_id:
        raise Refused(_("Không tự ghi thôi chức vụ của mình; nhờ người khác có quyền."))
    if on <= office.since:
        raise Refused(_("Ngày thôi phải sau ngày bắt đầu {day}.").format(day=day_text(office.since)))
    with transaction.atomic():
        locked = Office.objects.select_for_update().get(pk=office.pk)
        if locked.until != FOREVER:
            raise Refused(_("Chức vụ này đã ghi thôi giữ."))
        facts = {"title": office.title, "decision": decision}
        _write(actor, "end_office", account.username, unit_id=office.unit_id, facts=facts, on=on)
        locked.until = on
        locked.save(update_fields=["until"])


def reset_password(account: Account, actor: Actor, *, unit_id: int | None) -> str:
    """A new password, told once; everyone signed in with the old one is signed out."""
    password = new_password()
    with transaction.atomic():
        _write(actor, "password", account.username, unit_id=unit_id, facts={})
        account.set_password(password)
        account.demo_password = ""
        account.save(update_fields=["password", "demo_password"])
    return password


def lock(account: Account, actor: Actor, *, unit_id: int | None, locked: bool) -> None:
    """Close an account or open it again; Refused for one's own."""
    if account.pk == actor.account_id:
        raise Refused(_("Không tự khóa tài khoản của mình."))
    with transaction.atomic():
        _write(actor, "lock" if locked else "unlock", account.username, unit_id=unit_id, facts={})
        account.is_active = not locked
        account.save(update_fields=["is_active"])


def _write(
    actor: Actor,
    step: str,
    username: str,
    *,
    unit_id: int | None,
    facts: dict[str, Any],
    on: date | None = None,
) -> Entry:
    return journal.write(
        actor, "accounts", step, subject=("account", username), unit_id=unit_id, facts=facts, on=on
    )
