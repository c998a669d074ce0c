"""Which member follows which cell on a day, the cells that nobody follows, and who may be assigned."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.org.models import Office, Person
from soxa.party.cells import cells_seen
from soxa.party.listed import Listed
from soxa.party.models import Membership
from soxa.party.posts import FOLLOWER


@dataclass
class Followed:
    """A cell on a day with those who follow it."""

    unit_id: int
    code: str
    name: str
    followers: list[Office] = field(default_factory=list)


def followed(reader: Any, on: date, *, units: Iterable[int] | None = None) -> list[Followed]:
    """Cells in sight that stand on the day, in the order of their codes, with their followers: two queries."""
    standing = tree()
    cells = cells_seen(reader, on, units=units)
    held: dict[int, list[Office]] = defaultdict(list)
    found: Any = Office.objects.filter(
        Office.standing(on), code=FOLLOWER, unit_id__in=[cell.unit_id for cell in cells]
    )
    for office in found.select_related("person").order_by("since", "id"):
        held[office.unit_id].append(office)
    return [
        Followed(cell.unit_id, standing.nodes[cell.unit_id].code, standing.name(cell.unit_id, on), held[cell.unit_id])
        for cell in cells
    ]  # fmt: skip


def by_member(rows: list[Followed]) -> list[tuple[Person, list[Followed]]]:
    """(person, cells followed), who follows most first."""
    found: dict[int, tuple[Person, list[Followed]]] = {}
    for row in rows:
        for office in row.followers:
            found.setdefault(office.person_id, (office.person, []))[1].append(row)
    return sorted(found.values(), key=lambda pair: (-len(pair[1]), pair[0].name_key))


def of_cell(unit_id: int) -> list[Office]:
    """Everyone who ever followed a cell, the latest first."""
    found: Any = Office.objects.filter(unit_id=unit_id, code=FOLLOWER).select_related("person")
    return list(found.order_by("-until", "-since", "-id"))


def who_may_follow(units: Iterable[int], on: date) -> list[tuple[int, str]]:
    """(person, name and office) of official members who hold an office in one of these units or their agencies."""
    standing, asked = tree(), set(units)
    below = {node.id for unit in asked for node in standing.children(unit, on) if node.kind == "agency"}
    home = Membership.objects.filter(Membership.standing(on), kind=Membership.HOME)
    here = Q(unit_id__in=sorted(asked | below)) | Q(code=FOLLOWER)
    held: Any = Office.objects.filter(
        here, Office.standing(on), person__member__in=home.values("member")
    ).select_related("person")
    inside = asked | below | {unit for one in asked for unit in standing.within(one, on)}
    words: dict[int, str] = {}
    for one in held.order_by("rank", "id"):
        if one.unit_id in inside:
            words.setdefault(one.person_id, f"{one.person.full_name} – {one.title}")
    return list(words.items())


def sheet(rows: list[Followed], on: date) -> Listed:
    """The assignment as it is printed: a line per cell."""
    lines = [
        (
            str(number),
            row.name,
            "; ".join(one.person.full_name for one in row.followers) or _("chưa phân công"),
            "; ".join(day_text(one.since) for one in row.followers),
            "; ".join(one.decision for one in row.followers if one.decision),
        )
        for number, row in enumerate(rows, start=1)
    ]
    return Listed(
        slug="phan-cong-theo-doi-chi-bo",
        title=_("Phân công cấp ủy viên theo dõi chi bộ"),
        about=_("Đến hết ngày {day}").format(day=day_text(on)),
        columns=(_("TT"), _("Chi bộ"), _("Đồng chí theo dõi"), _("Từ ngày"), _("Văn bản phân công")),
        shares=(5, 30, 25, 12, 28),
        rows=lines,
    )
