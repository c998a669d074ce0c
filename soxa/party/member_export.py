"""The member list of a unit on a day as a workbook, in the columns that the import reads."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.page import day_text
from soxa.kernel.sheets import write
from soxa.kernel.units.tree import tree
from soxa.law.partial import PartialDate
from soxa.party.book_facts import OF_MEMBER, OF_PERSON
from soxa.party.models import Exemption, Membership
from soxa.party.sheets import MEMBERS


def export_members(unit_id: int, on: date) -> bytes:
    """An .xlsx of the members at home in the unit at the end of a day, by cell and then in the order of names.

    Sealed facts (citizen's number, ethnicity, religion) stay blank: a workbook leaves the book, and reading them is an
    act of its own. Read back, a blank says nothing, so the list is the same.
    """
    standing = tree()
    within = standing.within(unit_id, on)
    spells = Membership.objects.home().filter(Membership.standing(on), unit__in=sorted(within))
    fields = [f"member__person__{name}" for name in OF_PERSON.values()]
    fields += [f"member__{name}" for name in OF_MEMBER.values()]
    rows = list(spells.order_by("name_key", "pk").values("unit_id", "member_id", *fields))
    rows.sort(key=lambda row: standing.nodes[row["unit_id"]].code)
    exempt = Exemption.objects.filter(
        Exemption.standing(on), kind=Exemption.EXEMPT, member__memberships__in=spells.order_by()
    )
    names = {key: standing.name(key, on) for key in within}
    notes = [_("Đến hết ngày {day}; {n} đồng chí.").format(day=day_text(on), n=len(rows))]
    title = _("Danh sách đảng viên {unit}").format(unit=standing.name(unit_id, on))
    return write(MEMBERS, _written(rows, dict(exempt.values_list("member_id", "since")), names), title, notes)


def _written(
    rows: list[dict[str, Any]], exempt: dict[int, date], names: dict[int, str]
) -> Iterator[dict[str, Any]]:
    for row in rows:
        values = {name: row[f"member__person__{field}"] or None for name, field in OF_PERSON.items()}
        values |= {name: row[f"member__{field}"] or None for name, field in OF_MEMBER.items()}
        if exchanged := values["card_exchanged_on"]:
            values["card_exchanged_on"] = PartialDate.exactly(exchanged)
        values["cell"] = names[row["unit_id"]]
        values["exempt"] = _exemption(exempt.get(row["member_id"]))
        yield values


def _exemption(since: date | None) -> PartialDate | bool | None:
    """The day an exemption began, a tick when nobody wrote it down, nothing when there is none."""
    if since is None:
        return None
    return PartialDate.exactly(since) if since.year > 1 else True
