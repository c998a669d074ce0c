"""Whether a newcomer is already in the book: by card, by identity number, by name with birth date."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.flow import Refused
from soxa.kernel.sealed import token
from soxa.law.partial import PartialDate
from soxa.law.periods import FOREVER
from soxa.law.words import fold
from soxa.org.models import CITIZEN_ID, Person
from soxa.party.elsewhere import kept_here, told_elsewhere, units_of_commune
from soxa.party.models import Member, Membership
from soxa.party.standing import life_of

Facts = dict[str, Any]
_OF_PERSON = ("born", "sex", "home_place", "address", "phone", "citizen_id")
_DATES = ("decision_on", "admitted_on", "recognised_on")


class AlreadyThere(Refused):
    """The person seems to be in the book; `member_id` says under which record, `namesake` that only name and birth agree."""

    def __init__(self, member_id: int, *, namesake: bool = False) -> None:
        said = _("Đồng chí này đã có trong sổ.")
        if namesake:
            said = _(
                "Trong sổ đã có đồng chí trùng họ tên và ngày sinh. Nếu đúng là người khác, đánh dấu ô cuối trang."
            )
        super().__init__(said)
        self.member_id, self.namesake = member_id, namesake


def found_or_made(facts: Facts, today: date, *, standings: frozenset[str]) -> tuple[Member, bool]:
    """(member, is new): the record of the same card or identity number, else a new one, not yet saved.

    AlreadyThere when the record found stands in none of `standings`, and for a person of the same name and birth date
    until somebody says that it is another.
    """
    if known := _same_papers(facts):
        here = kept_here(known, facts["unit"], today)
        lives = life_of(known, today).standing not in standings
        if lives and here:
            raise AlreadyThere(known.pk)
        _same_person(known.person, facts, ours=here)
        if lives:
            raise Refused(told_elsewhere())
        return known, False
    born = facts.get("born")
    alike = namesakes(facts, today).first()
    if alike and born and not facts.get("other_person"):
        raise AlreadyThere(alike.pk, namesake=True)
    another = bool(facts.get("other_person"))
    if alike and (born or not another) and (same := _written_already(alike, facts)):
        raise AlreadyThere(same.member_id, namesake=not another)
    dates = {name: facts.get(name) for name in _DATES}
    partial = {name: day for name, day in dates.items() if isinstance(day, PartialDate)}
    return Member(person=person_of(facts, today), card_no=facts.get("card_no", ""), **partial), True


def namesakes(facts: Facts, today: date) -> Any:
    """Members of the commune, now or before, of this name and birth date; of another commune's nobody is told."""
    units = units_of_commune(facts["unit"], today)
    alike = Member.objects.filter(person__folded=fold(facts["full_name"]), person__born=facts.get("born"))
    return alike.filter(memberships__unit_id__in=units).order_by("pk")


def _written_already(alike: Member, facts: Facts) -> Membership | None:
    """The spell of a namesake that another press of the same button has just opened."""
    named = {"member__person__folded": alike.person.folded, "member__person__born": facts.get("born")}
    opened: Any = Membership.objects.filter(since=facts["on"], paper=facts.get("paper", ""), **named)
    found: Membership | None = opened.filter(unit_id=facts.get("unit")).first()
    return found


def _same_papers(facts: Facts) -> Member | None:
    members = Member.objects.select_for_update().select_related("person")
    card, written = facts.get("card_no"), facts.get("citizen_id")
    by_card = members.filter(card_no=card).first() if card else None
    if by_card or card:
        return by_card or _by_number(members, written)
    return _by_number(members, written) or _by_dates(members, facts)


def _by_number(members: Any, written: str | None) -> Member | None:
    found: Member | None = (
        members.filter(person__citizen_id_token=token(written, CITIZEN_ID)).first() if written else None
    )
    return found


def _by_dates(members: Any, facts: Facts) -> Member | None:
    """The one who moved away before he had a card, where name, whole birth date and whole day of admission agree."""
    days = facts.get("born"), facts.get("admitted_on")
    if facts.get("other_person") or not all(isinstance(day, PartialDate) and day.exact for day in days):
        return None
    named = members.filter(person__folded=fold(facts["full_name"]), card_no="")
    gone = named.filter(person__born=days[0], admitted_on=days[1])
    found: Member | None = gone.exclude(memberships__until=FOREVER).first()
    return found


def _same_person(known: Person, facts: Facts, *, ours: bool) -> None:
    """Refused unless name and birth typed are those of the record that a number led to; what is not known agrees."""
    born, typed = known.born, facts.get("born")
    parts = (
        zip((born.year, born.month, born.day), (typed.year, typed.month, typed.day), strict=True)
        if born and typed
        else ()
    )
    if known.folded == fold(facts["full_name"]) and all(
        here == there or not here or not there for here, there in parts
    ):
        return
    if not ours:
        raise Refused(told_elsewhere())
    raise Refused(
        _(
            "Số thẻ hoặc số CCCD này trong sổ là của người có họ tên hoặc ngày sinh khác. Kiểm tra lại số; nếu đúng là người ấy, "
            "ghi họ tên, ngày sinh như hồ sơ cũ rồi đính chính sau."
        )
    )


def person_of(facts: Facts, today: date) -> Person:
    """The person named by an earlier case, or of that identity number, who is not a member yet; else a new one."""
    if case_of := facts.get("person"):
        person: Person = case_of
        return person
    written = facts.get("citizen_id")
    if written and (known := Person.objects.filter(citizen_id_token=token(written, CITIZEN_ID))).exists():
        same: Person = known.get()
        member = Member.objects.filter(person=same).first()
        _same_person(same, facts, ours=member is not None and kept_here(member, facts["unit"], today))
        return same
    return Person.named(facts["full_name"], **{name: facts[name] for name in _OF_PERSON if facts.get(name)})
