"""The member list as an Excel file: the import's own columns, so that what goes out comes back as it was."""

from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, Subquery

from soxa.kernel.access import sight_of
from soxa.kernel.sheets.columns import Columns
from soxa.kernel.units.tree import tree
from soxa.law.partial import PartialDate
from soxa.party.lists import Asked, ordered, spells
from soxa.party.models import Exemption, Membership
from soxa.party.present import OF_A_GUEST, OF_TODAY, held_then, with_card, with_keeper
from soxa.party.sheets import MEMBERS

# sealed values never leave by a list: each is read one by one, with an entry
ROLL = Columns(MEMBERS.code, MEMBERS.title, tuple(one for one in MEMBERS.columns if not one.private))
_PATHS = {
    "full_name": "member__person__full_name",
    "birth_name": "member__person__birth_name",
    "born": "member__person__born",
    "sex": "member__person__sex",
    "card_no": "member__card_no",
    "admitted_on": "member__admitted_on",
    "decision_on": "member__decision_on",
    "recognised_on": "member__recognised_on",
    "card_exchanged_on": "member__card_exchanged_on",
    "home_place": "member__person__home_place",
    "address": "member__person__address",
    "phone": "member__person__phone",
    "occupation": "member__person__occupation",
    "education": "member__person__education",
    "theory": "member__person__theory",
}


def rolled(asked: Asked, reader: Any) -> Iterator[dict[str, Any]]:
    """Every row of the list asked for, by column name, in the list's order."""
    exempt = Exemption.objects.filter(
        Exemption.standing(asked.on), kind=Exemption.EXEMPT, member_id=OuterRef("member_id")
    )
    found = ordered(spells(asked, reader), asked).annotate(exempt_since=Subquery(exempt.values("since")[:1]))
    found = with_card(
        with_keeper(found, past=asked.backward or _guests(asked)), asked.on, past=asked.elsewhen
    )
    fields = (
        "unit_id", "since", "until", "opened_by", "exempt_since", "keeper", "card_then", "recognised_then",
        *_PATHS.values(),
    )  # fmt: skip
    sight = sight_of(reader, "party")
    for one in found.values(*fields).iterator(chunk_size=2000):
        yield _row(one, asked, whole=one["keeper"] in sight)


def _guests(asked: Asked) -> bool:
    """Whether the list is of those who stay for a time."""
    return asked.state == "tam-den"


def _row(found: dict[str, Any], asked: Asked, *, whole: bool) -> dict[str, Any]:
    if asked.backward:
        found = held_then(found, found["until"] if asked.state == "da-ra" else asked.on)
    row = {name: found[path] for name, path in _PATHS.items()}
    if not whole:
        kept = frozenset() if asked.backward else OF_A_GUEST
        row |= dict.fromkeys(one for one in OF_TODAY if one not in kept)
    moved_in = found["opened_by"] == Membership.TRANSFERRED_IN
    exempt = found["exempt_since"]
    return row | {
        "cell": tree().name(found["unit_id"], asked.on),
        "moved_in_on": found["since"] if moved_in else None,
        "exempt": PartialDate.exactly(exempt) if exempt else None,
    }
