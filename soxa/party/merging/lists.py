"""Records that may be of one person: the same folded name, and nothing that tells them apart."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, Q, QuerySet

from soxa.kernel.access import sight_of
from soxa.kernel.units.tree import tree
from soxa.law.partial import PartialDate
from soxa.law.periods import FOREVER
from soxa.law.words import fold
from soxa.org.models import Apart, Merged, Office, Person
from soxa.org.roles import UNITS
from soxa.party.admission.models import Admission
from soxa.party.matching import compatible
from soxa.party.merging.pair import Pair
from soxa.party.models import Member, Membership

MOST = 200
_COLUMNS = ("pk", "full_name", "folded", "born", "citizen_id_token", "member__card_no", "member__pk")


@dataclass(frozen=True)
class Known:
    """A record as far as it must be known to be told from another; `where` says its cell or its office."""

    id: int
    name: str
    folded: str
    born: PartialDate | None
    token: str
    card: str
    member_id: int | None
    where: tuple[str, ...] = ()


@dataclass
class Doubles:
    """Pairs that may be one person, those of full dates of birth first; `more` when there are others."""

    pairs: list[tuple[Known, Known]] = field(default_factory=list)
    more: bool = False


def doubles(reader: Any) -> Doubles:
    """Pairs in the reader's sight that nobody said to be two people, in four questions."""
    seen = _seen(reader)
    twice = seen.values("folded").annotate(count=Count("pk")).filter(count__gt=1).values("folded")
    groups: dict[str, list[Known]] = defaultdict(list)
    for row in seen.filter(folded__in=twice).order_by("name_key", "pk").values_list(*_COLUMNS):
        groups[row[2]].append(_known(row))
    apart = set(Apart.objects.values_list("one_id", "other_id"))
    pairs = [
        (one, other)
        for group in groups.values()
        for place, one in enumerate(group)
        for other in group[place + 1 :]
        if may_be_one(one, other) and (min(one.id, other.id), max(one.id, other.id)) not in apart
    ]
    pairs.sort(key=lambda pair: not (pair[0].born and pair[1].born))
    where = _places({one.id for pair in pairs[:MOST] for one in pair})
    placed = [(_placed(one, where), _placed(other, where)) for one, other in pairs[:MOST]]
    return Doubles(placed, len(pairs) > MOST)


def may_be_one(one: Known, other: Known) -> bool:
    """Whether nothing said of the two tells them apart."""
    for a, b in ((one.token, other.token), (one.card, other.card)):
        if a and b and a != b:
            return False
    return compatible(one.born, other.born)


def _seen(reader: Any) -> QuerySet[Any]:
    party, units = sight_of(reader, "party"), sight_of(reader, UNITS)
    if party.everything:
        return Person.objects.all()
    members = Membership.objects.filter(unit_id__in=sorted(party.units)).values("member__person")
    listed = Admission.objects.filter(unit_id__in=sorted(party.units)).values("person")
    inside = Q(pk__in=members) | Q(pk__in=listed)
    if not units.everything:
        inside |= Q(pk__in=Office.objects.filter(unit_id__in=sorted(units.units)).values("person"))
    return Person.objects.filter(inside)


def _known(row: tuple[Any, ...]) -> Known:
    pk, name, folded, born, token, card, member_id = row
    return Known(pk, name, folded, born, token, card or "", member_id)


def _placed(one: Known, where: dict[int, list[str]]) -> Known:
    return replace(one, where=tuple(where[one.id][:3]))


def _places(keys: set[int]) -> dict[int, list[str]]:
    """The cells, then the offices, of people."""
    where: dict[int, list[str]] = defaultdict(list)
    spells = Membership.objects.filter(member__person_id__in=keys).order_by("-until", "-since")
    for person, unit in spells.values_list("member__person_id", "unit_id"):
        if tree().name(unit) not in where[person]:
            where[person].append(tree().name(unit))
    offices = Office.objects.filter(person_id__in=keys, until=FOREVER).order_by("rank", "pk")
    for person, title in offices.values_list("person_id", "title"):
        where[person].append(title)
    return where


def pair_seen(kept: int, gone: int, reader: Any) -> Pair | None:
    """Both records, when both lie in the reader's sight; None otherwise."""
    found = {one.pk: one for one in _seen(reader).filter(pk__in=[kept, gone])}
    return Pair(found[kept], found[gone]) if len(found) == 2 else None


def named(words: str, reader: Any) -> list[Known]:
    """People in sight whose folded name holds the words, for a pair that the list does not find; [] for no words."""
    found = _seen(reader)
    for word in fold(words).split():
        found = found.filter(folded__contains=word)
    if not fold(words):
        return []
    rows = found.order_by("name_key", "pk").values_list(*_COLUMNS)[:30]
    known = [_known(row) for row in rows]
    where = _places({one.id for one in known})
    return [_placed(one, where) for one in known]


def member_of_gone(member_id: int) -> Member | None:
    """The member that a record under this key became; None when no tombstone names the key."""
    stone = Merged.objects.filter(gone_member=member_id).select_related("into").first()
    found: Member | None = Member.objects.filter(person=stone.into).first() if stone else None
    return found


def gone_keys(member: Member) -> tuple[list[str], list[str]]:
    """Keys, as the journal names them, of records that became this one: of members, of people."""
    stones = list(Merged.objects.filter(into=member.person_id).values_list("gone_member", "gone_person"))
    return [str(one) for one, _person in stones if one], [str(person) for _one, person in stones]
