"""Who was at home in which cell on the day of a meeting, found by what the handbook writes of him."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from soxa.law.partial import PartialDate
from soxa.law.words import fold
from soxa.party.matching import compatible
from soxa.party.models import Exemption, Membership

Place = tuple[int, date]
"""A cell and the day of its meeting."""


@dataclass(frozen=True, slots=True)
class Home:
    """A member at home in the cell that day: why he need not come, as the book's word (empty: he must)."""

    person_id: int
    name: str
    folded: str
    born: PartialDate | None
    card: str
    eased: str


@dataclass(frozen=True)
class Sought:
    """Whom a row names."""

    name: str
    card: str = ""
    born: PartialDate | None = None


class Homes:
    """The members of cells on the days of their meetings: two questions for each day."""

    def __init__(self, places: Iterable[Place]) -> None:
        days: dict[date, set[int]] = defaultdict(set)
        for unit_id, day in places:
            days[day].add(unit_id)
        self.at: dict[Place, list[Home]] = defaultdict(list)
        for day, units in days.items():
            self._read(day, units)

    def _read(self, day: date, units: set[int]) -> None:
        spells = Membership.objects.home().filter(Membership.standing(day), unit_id__in=sorted(units))
        rows = spells.order_by("name_key", "pk").values_list(
            "unit_id", "member_id", "member__person_id", "member__person__full_name",
            "member__person__folded", "member__person__born", "member__card_no",
        )  # fmt: skip
        eased = dict(
            Exemption.objects.filter(
                Exemption.standing(day), member__in=spells.values("member_id")
            ).values_list("member_id", "kind")
        )
        for unit_id, member_id, person_id, name, folded, born, card in rows:
            one = Home(person_id, name, folded, born, card or "", eased.get(member_id, ""))
            self.at[unit_id, day].append(one)

    def of(self, place: Place) -> list[Home]:
        """The members of one cell that day, by name."""
        return self.at.get(place, [])

    def find(self, place: Place, sought: Sought) -> tuple[Home | None, str]:
        """(the one who is meant, "") – or None with what is wrong."""
        here, name = self.of(place), fold(sought.name)
        by_card = [one for one in here if sought.card and one.card == sought.card]
        named = [one for one in here if one.folded == name]
        if by_card:
            return (
                (by_card[0], "")
                if by_card[0] in named
                else (None, _("không phải tên của số thẻ này trong sổ"))
            )
        found = [one for one in named if compatible(sought.born, one.born)]
        if len(found) == 1:
            return found[0], ""
        if found:
            return None, _("có {n} đồng chí cùng tên trong chi bộ").format(n=len(found))
        return None, _("không thuộc chi bộ vào ngày họp {day:%d/%m/%Y}").format(day=place[1])
