"""What the book holds of the people a list names, and in which facts the list says otherwise."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from soxa.kernel.sealed import token
from soxa.law.partial import PartialDate
from soxa.law.peoples import named_once
from soxa.org.models import CITIZEN_ID, Person
from soxa.party.corrections.keeping import IDENTITY
from soxa.party.matching import compatible
from soxa.party.models import Exemption, Membership

# column of the list → field of the book, on the person and on the member
OF_PERSON = {
    "full_name": "full_name",
    "birth_name": "birth_name",
    "born": "born",
    "sex": "sex",
    "home_place": "home_place",
    "address": "address",
    "phone": "phone",
    "occupation": "occupation",
    "education": "education",
    "theory": "theory",
}
OF_MEMBER = {
    "decision_on": "decision_on",
    "admitted_on": "admitted_on",
    "recognised_on": "recognised_on",
    "card_no": "card_no",
    "card_exchanged_on": "card_exchanged_on",
}
# sealed facts that are held against a list by their tokens, so that none is opened
SEALED = {"ethnicity": "ethnicity_token", "religion": "religion_token"}
_AT_ONCE = 5000


@dataclass
class InBook:
    """One person of the book: facts by field, the key of his Party record if he has one, where he is at home, exemptions."""

    facts: dict[str, Any]
    member_id: int | None
    home: int | None = None
    exempt: bool = False


def _chunks(keys: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(keys)
    for first in range(0, len(ordered), _AT_ONCE):
        yield ordered[first : first + _AT_ONCE]


def in_book(person_ids: Collection[int], on: date) -> dict[int, InBook]:
    """What the book holds of these people at the end of a day, by the person's key."""
    found: dict[int, InBook] = {}
    fields = [*OF_PERSON.values(), *SEALED.values(), "citizen_id_token"]
    of_member = [f"member__{name}" for name in OF_MEMBER.values()]
    for keys in _chunks(person_ids):
        for row in Person.objects.filter(id__in=keys).values("id", "member__id", *fields, *of_member):
            facts = {name.removeprefix("member__"): value for name, value in row.items()}
            found[row["id"]] = InBook(facts, row["member__id"])
        home = Membership.objects.home().filter(Membership.standing(on), member__person__in=keys)
        for person, unit in home.values_list("member__person_id", "unit_id"):
            found[person].home = unit
        exempt = Exemption.objects.filter(
            Exemption.standing(on), member__person__in=keys, kind=Exemption.EXEMPT
        )
        for person in exempt.values_list("member__person_id", flat=True):
            found[person].exempt = True
    return found


def member_facts(values: dict[str, Any]) -> dict[str, Any]:
    """What the list says of the member's own fields; the day of the card's exchange as a plain day."""
    facts = {field: values[name] for name, field in OF_MEMBER.items() if values[name] is not None}
    if isinstance(facts.get("card_exchanged_on"), PartialDate):
        facts["card_exchanged_on"] = facts["card_exchanged_on"].exact
    return facts


def changes_of_person(values: dict[str, Any], facts: dict[str, Any]) -> list[str]:
    """Columns about the person in which the list says something else than the book."""
    changed = [name for name, field in OF_PERSON.items() if _differs(values[name], facts[field])]
    if "phone" in changed and _dialled(values["phone"]) == _dialled(facts["phone"]):
        changed.remove("phone")
    if values["citizen_id"] and token(values["citizen_id"], CITIZEN_ID) != facts["citizen_id_token"]:
        changed.append("citizen_id")
    for name, field in SEALED.items():
        said = values[name]
        if said and token(named_once(said), name) != facts[field]:
            changed.append(name)
    return changed


def changes_of_member(values: dict[str, Any], facts: dict[str, Any]) -> list[str]:
    """Columns about the member in which the list says something else than the book."""
    said = member_facts(values)
    return [name for name, field in OF_MEMBER.items() if _differs(said.get(field), facts[field])]


def corrected(fields: Iterable[str], values: dict[str, Any], facts: dict[str, Any]) -> list[str]:
    """Those of the columns that would correct who the member is: the book holds something, and not only less of the same day."""
    kept, said = (
        {**OF_PERSON, **OF_MEMBER, "citizen_id": "citizen_id_token"},
        {**values, **member_facts(values)},
    )
    found = []
    for name in fields:
        held = facts[kept[name]] if kept.get(name) in IDENTITY else None
        known = isinstance(held, PartialDate) and compatible(said.get(name), held)
        if held not in (None, "") and not known:
            found.append(name)
    return found


def _dialled(number: str) -> str:
    """A telephone number without the spaces and dots in which it may be written."""
    return number.translate({ord(sign): None for sign in " .-"})


def _differs(said: Any, held: Any) -> bool:
    """Whether the list says something that the book does not hold already; less than the book knows is no difference."""
    if said is None or said == "" or said == held:
        return False
    if isinstance(said, PartialDate) and isinstance(held, PartialDate):
        less = (said.month == 0, said.day == 0) > (held.month == 0, held.day == 0)
        return not (less and compatible(said, held))
    return not (isinstance(said, str) and isinstance(held, str) and said.casefold() == held.casefold())
