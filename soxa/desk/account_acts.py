"""What is done with accounts, by who answers for their offices: open one, give and end offices, a new password, lock."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from soxa.desk.opening import new_password
from soxa.kernel import journal
from soxa.kernel.access import ROLES, Actor
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.law.words import clean_name, fold
from soxa.org import roles
from soxa.org.models import Account, Office, Person

WRITE = "accounts.write"
Actors = tuple[Actor, ...]  # one person in several offices, the first that fits signs


class NotYours(Refused):
    """The account, or the office, is one that somebody else answers for."""


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


def actors_of(reader: Any) -> tuple[Actor, ...]:
    """The reader in each of his offices that writes accounts."""
    return tuple(
        Actor(reader.full_name(), held.title, held.unit_id, reader.pk, held.role)
        for held in reader.held_offices()
        if held.role.may(WRITE)
    )


def tends(actor: Actor, role: str, unit_id: int) -> bool:
    """Whether the actor's office answers for offices of this role in this unit; a command typed on the machine may all."""
    if actor.role is None:
        return True
    inside = actor.unit_id is not None and unit_id in tree().seen_from(actor.unit_id)
    return inside and actor.role.may(WRITE) and (not role or role in roles.TENDS.get(actor.role.code, ()))


def answering(person_id: int | None, actors: Actors) -> tuple[Actor, int | None]:
    """Who signs an act on a person's account, and the unit first served.

    NotYours unless one or another of the actors answers for each office that the person holds or will hold; for one who
    holds none any more, somebody who writes accounts at all.
    """
    held: Any = Office.objects.filter(person=person_id, until__gt=book_day()).exclude(role="")
    offices: list[Office] = list(held.order_by("rank", "id")) if person_id else []
    signing = [_tending(office, actors) for office in offices] or [
        one for one in actors if one.role is None or one.role.may(WRITE)
    ]
    if not signing:
        raise NotYours(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    return signing[0], offices[0].unit_id if offices else None


def _tending(office: Office, actors: Actors) -> Actor:
    found = next((one for one in actors if tends(one, office.role, office.unit_id)), None)
    if found is None:
        said = _(
            "Tài khoản có vai “{role}” ở {unit} do người khác quản lý; chức vụ của đồng chí không làm thay được."
        )
        role = ROLES[office.role].title if office.role else office.title
        raise NotYours(said.format(role=role, unit=tree().name(office.unit_id)))
    return found


def _giving(office: GivenOffice, actors: Actors) -> Actor:
    found = next((one for one in actors if tends(one, office.role, office.unit_id)), None)
    if found is None:
        given, giver = ROLES[office.role].title, next(iter(actors), None)
        title = giver.role.title if giver and giver.role else _("Chức vụ này")
        raise Refused(_("{office} không giao được vai “{role}”.").format(office=title, role=given))
    return found


def create(
    person: Person | None, name: str, office: GivenOffice, *, username: str, actors: Actors
) -> tuple[Account, str]:
    """An account for a person of the book, or for a new one of that name, with an office; its password, told once.

    Refused in words when the role is not the actors' to give, the person has an account or an office that is not
    theirs to answer for, the sign-in name is taken.
    """
    actor = _giving(office, actors)
    if person is not None:
        answering(person.pk, actors)
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


def give(account: Account, office: GivenOffice, actors: Actors) -> None:
    """One office more; Refused for oneself, a role not the actors' to give, the same one twice, an account of nobody."""
    if _is_own(account, actors):
        raise Refused(_("Không tự giao chức vụ cho mình; nhờ người khác có quyền."))
    actor = _giving(office, actors)
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


def _is_own(account: Account, actors: Actors) -> bool:
    return account.pk in {one.account_id for one in actors}


def end(office: Office, account: Account, on: date, *, decision: str, actors: Actors) -> None:
    """The office ends: from `on` it is held no more; Refused for a day before it began, one's own, or another's to end."""
    if _is_own(account, actors):
        raise Refused(_("Không tự ghi thôi chức vụ của mình; nhờ người khác có quyền."))
    actor = _tending(office, actors)
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


def reset_password(account: Account, actors: Actors) -> str:
    """A new password, told once; everyone signed in with the old one is signed out. NotYours for another's account."""
    actor, unit_id = answering(account.person_id, actors)
    password = new_password()
    with transaction.atomic():
        _write(actor, "password", account.username, unit_id=unit_id, facts={})
        account.set_password(password)
        account.demo_password = ""
        account.save(update_fields=["password", "demo_password"])
    return password


def lock(account: Account, actors: Actors, *, locked: bool) -> None:
    """Close an account or open it again; Refused for one's own, NotYours for another's to answer for."""
    if _is_own(account, actors):
        raise Refused(_("Không tự khóa tài khoản của mình."))
    actor, unit_id = answering(account.person_id, actors)
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
