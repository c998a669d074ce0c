"""Two records beside each other: what each says, what stands in the way of making them one."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.partial import PartialDate
from soxa.law.periods import FOREVER
from soxa.org.models import Account, Office, Person
from soxa.party.corrections.keeping import IDENTITY
from soxa.party.list_checks import disorder, probation_words
from soxa.party.models import Member, Membership
from soxa.party.rules import card_text

KEPT, GONE = "giu", "bo"
_DAYS = ("born", "decision_on", "admitted_on", "recognised_on")


@dataclass(frozen=True)
class Line:
    """One thing said of a person: the column, what either record says, and whose word is offered."""

    name: str
    title: str
    kept: Any
    gone: Any

    @property
    def differs(self) -> bool:
        """Whether both say something, and not the same: the clerk chooses."""
        return bool(self.kept) and bool(self.gone) and self.kept != self.gone

    @property
    def offered(self) -> str:
        """The record whose word stands when nobody chooses: the kept one, where it says anything."""
        return KEPT if self.kept or not self.gone else GONE


@dataclass
class Pair:
    """The record that is kept and the one that goes; members where they are."""

    kept: Person
    gone: Person

    @cached_property
    def members(self) -> dict[int, Member]:
        """Members by the key of their person."""
        found: Any = Member.objects.filter(person_id__in=[self.kept.pk, self.gone.pk])
        return {one.person_id: one for one in found}

    @property
    def both_members(self) -> bool:
        """Whether each record has the Party's facts."""
        return len(self.members) == 2

    @cached_property
    def spells(self) -> list[Membership]:
        """Memberships of both, in order of time."""
        keys = [one.pk for one in self.members.values()]
        return list(Membership.objects.filter(member_id__in=keys).order_by("since", "pk"))

    @cached_property
    def offices(self) -> list[Office]:
        """Offices of both."""
        found: Any = Office.objects.filter(person_id__in=[self.kept.pk, self.gone.pk])
        return list(found.order_by("since", "pk"))

    @cached_property
    def accounts(self) -> dict[int, Account]:
        """Accounts by the key of their person."""
        found: Any = Account.objects.filter(person_id__in=[self.kept.pk, self.gone.pk])
        return {one.person_id: one for one in found}

    @property
    def units(self) -> set[int]:
        """Units that speak of either record; who makes them one writes in all of them."""
        return {spell.unit_id for spell in self.spells} | {office.unit_id for office in self.offices}

    @property
    def lines(self) -> list[Line]:
        """What is said of the person, and of the member where both records are members."""
        said = [_line(field, self.kept, self.gone) for field in said_of(Person)]
        if self.both_members:
            one, other = self.members[self.kept.pk], self.members[self.gone.pk]
            said += [_line(field, one, other) for field in said_of(Member)]
        return said

    def chosen(self, choices: dict[str, str]) -> dict[str, Any]:
        """The values that stand, by column; `choices` say KEPT or GONE where the records differ."""
        return {
            line.name: line.gone if choices.get(line.name, line.offered) == GONE else line.kept
            for line in self.lines
        }

    @property
    def at_odds(self) -> list[str]:
        """The columns in which the records say of a member's identity what cannot both be right: one is corrected, whichever stands."""
        differ = [line.name for line in self.lines if line.differs and line.name in IDENTITY]
        return differ if self.members else []

    def refusal(self, choices: dict[str, str], on: date) -> str:
        """Why the two may not be made one with these choices; empty when they may."""
        return self.hindrance(on) or self._no_order(choices, on)

    def hindrance(self, on: date) -> str:
        """Why the two may not be made one, whatever is chosen; empty when nothing stands in the way."""
        return (
            self._one_record()
            or self._two_numbers()
            or self._two_cards(on)
            or self._two_homes()
            or self._two_offices()
        )

    def _one_record(self) -> str:
        return _("Chọn hai bản ghi khác nhau.") if self.kept.pk == self.gone.pk else ""

    def _two_numbers(self) -> str:
        one, other = self.kept.citizen_id_token, self.gone.citizen_id_token
        if one and other and one != other:
            return _("Hai bản ghi có số CCCD khác nhau: hai người, hoặc phải đính chính một bên trước.")
        return ""

    def _two_cards(self, on: date) -> str:
        cards = [one.card_no for one in self.members.values() if one.card_no]
        if len(set(cards)) > 1:
            return _("Hai bản ghi có số thẻ đảng viên khác nhau ({cards}): đính chính một bên trước.").format(
                cards=", ".join(card_text(card, on) for card in sorted(cards))
            )
        return ""

    def _two_homes(self) -> str:
        """A member is at home in one cell at a time, and a guest of one."""
        for kind in (Membership.HOME, Membership.ATTACHED):
            spells = [spell for spell in self.spells if spell.kind == kind]
            for before, after in zip(spells, spells[1:], strict=False):
                if before.member_id != after.member_id and after.since < before.until:
                    return self._at_once(before, after)
        return self._guest_at_home()

    def _guest_at_home(self) -> str:
        homes = [spell for spell in self.spells if spell.kind == Membership.HOME]
        for stay in (spell for spell in self.spells if spell.kind == Membership.ATTACHED):
            for home in homes:
                meet = home.unit_id == stay.unit_id and home.since < stay.until and stay.since < home.until
                if meet and home.member_id != stay.member_id:
                    return self._at_once(home, stay)
        return ""

    def _at_once(self, one: Membership, other: Membership) -> str:
        cells = [tree().name(spell.unit_id) for spell in (one, other)]
        if one.until == other.until == FOREVER and one.kind == Membership.HOME:
            words = _(
                "Cả hai đang sinh hoạt chính thức, ở {one} và {other}: ghi chuyển đi hoặc đính chính một bên trước."
            )
        else:
            words = _(
                "Hai bản ghi cùng lúc sinh hoạt ở {one} và {other} (từ {day}): đính chính ngày của một bên trước."
            )
        return words.format(one=cells[0], other=cells[1], day=day_text(other.since))

    def _two_offices(self) -> str:
        held: set[tuple[int, str]] = set()
        for office in (one for one in self.offices if one.until == FOREVER):
            if (office.unit_id, office.title) in held:
                return _("Cả hai đang giữ cùng chức vụ {title}: ghi thôi một bên trước.").format(
                    title=office.title
                )
            held.add((office.unit_id, office.title))
        return ""

    def _no_order(self, choices: dict[str, str], on: date) -> str:
        """The chosen dates can all be true, unless one of the records says them all already."""
        values, member = self.chosen(choices), next(iter(self.members.values()), None)
        if member is None:
            return ""
        days: dict[str, PartialDate | None] = {
            name: values[name] if name in values else getattr(member, name, None) for name in _DAYS
        }
        said = [_days_of(one, self.members.get(one.pk)) for one in (self.kept, self.gone)]
        if days in said:
            return ""
        return disorder(days, on) or probation_words(days["admitted_on"], days["recognised_on"])


def _days_of(person: Person, member: Member | None) -> dict[str, PartialDate | None]:
    return {name: getattr(person if name == "born" else member, name, None) for name in _DAYS}


def said_of(model: type[models.Model]) -> list[Any]:
    """The columns in which a record says something of a person: no keys, nothing derived, nothing sealed."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.editable and not field.primary_key and not field.is_relation
    ]


def _line(field: Any, one: Any, other: Any) -> Line:
    return Line(field.name, str(field.verbose_name), getattr(one, field.name), getattr(other, field.name))


def shown(name: str, record: Any, on: date) -> str:
    """A value as the page of the day says it; empty for none."""
    value = getattr(record, name, None)
    if value in (None, ""):
        return ""
    if name == "card_no":
        return card_text(str(value), on)
    told = getattr(record, f"get_{name}_display", None)
    if told:
        return str(told())
    if isinstance(value, bool):
        return str(_("có") if value else _("không"))
    if isinstance(value, PartialDate):
        return value.text()
    return day_text(value) if isinstance(value, date) else str(value)
