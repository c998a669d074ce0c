"""Where a member stands on a day, read from dated rows: what he is, where he belongs, what eases his duties."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from soxa.law.periods import FOREVER
from soxa.party.models import Exemption, Member, Membership, MissingPaper
from soxa.party.rules import is_official

NEW, VISITOR, PROBATIONARY, OFFICIAL = "new", "visitor", "probationary", "official"
MOVED_AWAY, DEAD, STRUCK_OFF, EXPELLED, LEFT = "moved_away", "dead", "struck_off", "expelled", "left"
STANDINGS: dict[str, Any] = {
    NEW: _("chưa có trong sổ"),
    VISITOR: _("đến sinh hoạt tạm thời"),
    PROBATIONARY: _("dự bị"),
    OFFICIAL: _("chính thức"),
    MOVED_AWAY: _("đã chuyển đi"),
    DEAD: _("đã từ trần"),
    STRUCK_OFF: _("đã xóa tên"),
    EXPELLED: _("đã khai trừ"),
    LEFT: _("đã ra khỏi Đảng"),
}
HERE = frozenset({PROBATIONARY, OFFICIAL})
AFTER = {
    Membership.DIED: DEAD,
    Membership.STRUCK_OFF: STRUCK_OFF,
    Membership.EXPELLED: EXPELLED,
    Membership.LEFT: LEFT,
}


@dataclass
class Life:
    """A member with his spells, the latest first, and what was open at the end of `on`."""

    member: Member
    on: date
    homes: list[Membership] = field(default_factory=list)
    stays: list[Membership] = field(default_factory=list)
    exemptions: list[Exemption] = field(default_factory=list)
    missing: list[MissingPaper] = field(default_factory=list)
    asked: dict[str, list[Any]] = field(default_factory=dict)

    @cached_property
    def held(self) -> frozenset[str]:
        """Of which kinds the book has rows of this member, by the names of the relations: one question for all of them."""
        names, words, values = _whether_held(connection.vendor)
        with connection.cursor() as cursor:
            cursor.execute(words, (*values, self.member.pk))
            found = cursor.fetchone() or ()
        return frozenset(name for name, there in zip(names, found, strict=False) if there)

    def rows(self, relation: str) -> list[Any]:
        """Every row of a relation in the order they were written, asked once, and not at all where there is none."""
        if relation not in self.asked:
            there = self.member.pk and relation in self.held
            self.asked[relation] = list(getattr(self.member, relation).order_by("pk")) if there else []
        return self.asked[relation]

    @cached_property
    def card_events(self) -> list[Any]:
        """What happened to the card, the latest first."""
        return [event for event in reversed(self.rows("card_events")) if event.badge_id is None]

    @property
    def home(self) -> Membership | None:
        """The home spell that stands now; None for one who left or never belonged here."""
        return next((spell for spell in self.homes if spell.until == FOREVER), None)

    @property
    def stay(self) -> Membership | None:
        """The temporary stay that stands now."""
        return next((spell for spell in self.stays if spell.until == FOREVER), None)

    @property
    def unit_id(self) -> int | None:
        """The unit that answers for the record: the present home, the stay of a visitor, or the last home."""
        spell = self.home or next(iter(self.homes), None) or self.stay or next(iter(self.stays), None)
        return spell.unit_id if spell else None

    @property
    def standing(self) -> str:
        """One of STANDINGS, from dated facts alone."""
        if self.home:
            return OFFICIAL if is_official(self.member.recognised_on, self.on) else PROBATIONARY
        if self.homes:
            return AFTER.get(self.homes[0].closed_by, MOVED_AWAY)
        return VISITOR if self.stays else NEW

    def eased(self, kind: str) -> Exemption | None:
        """The open exemption of a kind."""
        return next((one for one in self.open_exemptions if one.kind == kind), None)

    @property
    def open_exemptions(self) -> list[Exemption]:
        """Exemptions that stand now."""
        return [one for one in self.exemptions if one.until == FOREVER]

    @property
    def open_missing(self) -> list[MissingPaper]:
        """Papers that the file lacks now."""
        return [one for one in self.missing if one.until == FOREVER]


@cache
def _whether_held(_vendor: str) -> tuple[list[str], str, tuple[Any, ...]]:
    """The relations of a member; words and values of the question which of them have rows, put together once: the last is his key."""
    names = {f"has_{rel.get_accessor_name()}": rel for rel in Member._meta.related_objects}
    rows: Any = Member.objects.filter(pk=0).annotate(**{
        name: Exists(rel.related_model._default_manager.filter(**{rel.field.name: OuterRef("pk")}))
        for name, rel in names.items()
    })  # fmt: skip
    words, values = rows.values_list(*names).query.sql_with_params()
    return [name.removeprefix("has_") for name in names], words, values[:-1]


def life_of(member: Member, on: date) -> Life:
    """A saved member's life, in three queries."""
    spells = list(member.memberships.order_by("-since", "-pk"))
    return Life(
        member,
        on,
        [spell for spell in spells if spell.kind == Membership.HOME],
        [spell for spell in spells if spell.kind == Membership.ATTACHED],
        list(member.exemptions.order_by("-since", "-pk")),
        list(member.missing_papers.select_related("paper").order_by("-since", "-pk")),
    )
