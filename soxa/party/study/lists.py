"""What pages of study show: studies of a year with how they stand, attendance by unit, the roll of a cell, commitments by cell."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import sight_of
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.units.tree import tree
from soxa.law.acts import CT_05
from soxa.law.numbers import share_text
from soxa.org.models import Office
from soxa.org.roles import PARTY
from soxa.party.models import Exemption, Membership
from soxa.party.study.flow import ABSENT, NOT_REQUIRED, PRESENT
from soxa.party.study.models import Attendance, Commitment, Sitting, Study, UnitCommitment
from soxa.party.study.rules import ALL, is_overdue, is_required

OF_EXEMPT = declare(
    Preference(
        "party.commitments_of_exempt",
        gettext_lazy("Đảng viên được miễn, tạm miễn công tác và sinh hoạt cũng phải đăng ký làm theo Bác"),
        False,
        kind="switch",
        help=gettext_lazy("Chưa thấy văn bản nói rõ; mặc định không tính vào số phải đăng ký."),
        cite=CT_05.at(""),
        confirmed=False,
    )
)


def exempt_too(on: date) -> bool:
    """Whether members whose duties are eased are to register too."""
    return bool(value_of(OF_EXEMPT, on=on))


def eased_on(on: date) -> Any:
    """Members whose duties are eased at the end of a day, as a question within a question."""
    return Exemption.objects.filter(Exemption.standing(on)).values("member_id")


def studies_of(reader: Any, year: int) -> Any:
    """Studies in sight opened in a year or sitting in it, the latest first, with their counts."""
    sat = Sitting.objects.filter(study=OuterRef("pk"), held_on__year=year)
    return (
        Study.objects.seen_by(reader)
        .filter(Q(opened_on__year=year) | Exists(sat))
        .annotate(
            papers_n=Count("papers", distinct=True),
            sittings_n=Count("sittings", distinct=True),
            last_sat=Max("sittings__held_on"),
        )
        .order_by("-opened_on", "-pk")
    )


def light_of(study: Any, today: date) -> tuple[str, str]:
    """How a study stands on a day, in a light and words; asks for the counts of `studies_of`."""
    if not study.sittings_n:
        if is_overdue(study.due_on, None, today):
            return "bad", _("Quá hạn {days} ngày").format(days=(today - study.due_on).days)
        return "quiet", _("Chưa tổ chức")
    if study.reviewed_on:
        return "good", _("Đã sơ kết")
    if not study.plan_on:
        return "warn", _("Đã học, chưa ban hành kế hoạch")
    return "good", _("Đã học, đang thực hiện kế hoạch")


@dataclass(frozen=True)
class Turnout:
    """Who of a unit came to a sitting: how many were to, how many did; `essays` handed in."""

    unit_id: int
    name: str
    code: str
    required: int = 0
    present: int = 0
    essays: int = 0

    @property
    def share(self) -> str:
        """The share of those who came; "–" where nothing is written yet."""
        return share_text(self.present, self.required) if self.required else "–"


def turnout(sitting: Sitting, reader: Any) -> list[Turnout]:
    """Attendance by cell in sight, those that have written nothing too; one question."""
    counted = (
        Attendance.objects.seen_by(reader)
        .filter(sitting=sitting)
        .order_by()
        .values_list("unit_id")
        .annotate(
            required=Count("pk"),
            present=Count("pk", filter=Q(present=True)),
            essays=Count("pk", filter=Q(essay_on__isnull=False)),
        )
    )
    found = {row[0]: row[1:] for row in counted}
    cells = cells_of(sitting, reader)
    nodes = tree().nodes
    units = sorted({*found, *cells}, key=lambda key: nodes[key].code)
    return [
        Turnout(key, tree().name(key, sitting.held_on), nodes[key].code, *found.get(key, (0, 0, 0)))
        for key in units
    ]


def cells_of(sitting: Sitting, reader: Any) -> list[int]:
    """Cells in sight that lay in the sitting's unit on its day."""
    sight, on = sight_of(reader, PARTY), sitting.held_on
    inside = tree().within(sitting.unit_id, on)
    return [node.id for node in tree().of_kind("cell", on) if node.id in inside and node.id in sight]


@dataclass(frozen=True)
class Called:
    """A member on the roll of a sitting: what is written of him, or what is proposed; `written` says which."""

    member_id: int
    name: str
    answer: str
    written: bool
    essay_on: date | None = None
    note: str = ""


def roll_of(sitting: Sitting, unit_id: int) -> list[Called]:
    """Members at home in a cell on the day of a sitting, each with his answer: written, or as the audience proposes."""
    return rolls_of(sitting, [unit_id]).get(unit_id, [])


def rolls_of(sitting: Sitting, units: list[int]) -> dict[int, list[Called]]:
    """The same of several cells, in at most four questions; cells with nobody are left out."""
    on = sitting.held_on
    spells = Membership.objects.home().filter(Membership.standing(on), unit_id__in=units)
    people = list(
        spells.order_by("name_key", "pk").values_list(
            "member_id", "member__person_id", "member__person__full_name", "unit_id"
        )
    )
    held = {one.member_id: one for one in Attendance.objects.filter(sitting=sitting, unit_id__in=units)}
    written = {one.unit_id for one in held.values()}
    eased = set(
        eased_on(on).filter(member_id__in=spells.values("member_id")).values_list("member_id", flat=True)
    )
    offices: dict[tuple[int, int], set[str]] = {}
    if sitting.study.audience != ALL:
        for person, unit, code in Office.objects.filter(Office.standing(on), unit_id__in=units).values_list(
            "person_id", "unit_id", "code"
        ):
            offices.setdefault((person, unit), set()).add(code)
    found: dict[int, list[Called]] = {}
    for member, person, name, unit in people:
        row = held.get(member)
        required = is_required(
            sitting.study.audience, frozenset(offices.get((person, unit), ())), eased=member in eased
        )
        proposed = PRESENT if required else NOT_REQUIRED
        answer = (
            (PRESENT if row.present else ABSENT) if row else NOT_REQUIRED if unit in written else proposed
        )
        note = _("miễn, tạm miễn hoặc tạm đi") if member in eased else ""
        called = Called(member, name, answer, row is not None, row.essay_on if row else None, note)
        found.setdefault(unit, []).append(called)
    return found


@dataclass(frozen=True)
class Pledged:
    """Commitments of a cell in a year: who is to register, who did, whose was reviewed."""

    unit_id: int
    name: str
    code: str
    required: int
    made: int
    reviewed: int

    @property
    def missing(self) -> int:
        """How many have not registered."""
        return self.required - self.made


def pledges(units: list[int], year: int, on: date) -> list[Pledged]:
    """Commitments by cell of the members at home there at the end of a day; one question."""
    mine = Commitment.objects.filter(member=OuterRef("member_id"), year=year)
    counted = (
        _to_register(on)
        .filter(unit_id__in=units)
        .order_by()
        .values_list("unit_id")
        .annotate(
            required=Count("pk"),
            made=Count("pk", filter=Q(Exists(mine))),
            reviewed=Count("pk", filter=Q(Exists(mine.filter(reviewed_on__isnull=False)))),
        )
    )
    found = {row[0]: row[1:] for row in counted}
    nodes = tree().nodes
    return [
        Pledged(key, tree().name(key, on), nodes[key].code, *found.get(key, (0, 0, 0)))
        for key in sorted(units, key=lambda key: nodes[key].code)
    ]


def _to_register(on: date) -> Any:
    spells: Any = Membership.objects.home().filter(Membership.standing(on))
    return spells if exempt_too(on) else spells.exclude(member_id__in=eased_on(on))


@dataclass(frozen=True)
class Pledge:
    """A member with what he registered for a year, if he did."""

    member_id: int
    name: str
    made_on: date | None
    reviewed_on: date | None
    result: str
    key: int | None = None


def pledges_in(unit_id: int, year: int, on: date) -> list[Pledge]:
    """Members of a cell who are to register, with what is written of them; two questions."""
    people = list(
        _to_register(on)
        .filter(unit_id=unit_id)
        .order_by("name_key", "pk")
        .values_list("member_id", "member__person__full_name")
    )
    held = {
        one.member_id: one
        for one in Commitment.objects.filter(year=year, member_id__in=[key for key, _name in people])
    }
    return [
        Pledge(
            key,
            name,
            one.made_on,
            one.reviewed_on,
            str(one.get_result_display()) if one.result else "",
            one.pk,
        )
        if (one := held.get(key))
        else Pledge(key, name, None, None, "")
        for key, name in people
    ]


def cells_seen(reader: Any, on: date) -> list[int]:
    """Cells in sight on a day, those of one commune: the reader's own, or the first of several."""
    sight, standing = sight_of(reader, PARTY), tree()
    own = next(held.unit_id for held in reader.held_offices() if PARTY in held.role.domains)
    communes = [node.id for node in standing.of_kind("commune", on) if node.id in sight]
    within = standing.within(own if own in communes or not communes else communes[0], on)
    return [node.id for node in standing.of_kind("cell", on) if node.id in sight and node.id in within]


def sittings_of(study: Study, reader: Any) -> list[tuple[Sitting, int, int, str]]:
    """(sitting, were to come, came, share) of those in sight, the earliest first; two questions."""
    sittings = list(study.sittings.order_by("held_on"))
    counted = (
        Attendance.objects.seen_by(reader)
        .filter(sitting__in=sittings)
        .order_by()
        .values_list("sitting_id")
        .annotate(required=Count("pk"), present=Count("pk", filter=Q(present=True)))
    )
    found = {key: (required, present) for key, required, present in counted}
    return [
        (one, *found.get(one.pk, (0, 0)), share_text(found[one.pk][1], found[one.pk][0]))
        if one.pk in found
        else (one, 0, 0, "–")
        for one in sittings
    ]


def unit_commitment(unit_id: int, year: int) -> UnitCommitment | None:
    """What a unit registered for a year."""
    found: UnitCommitment | None = UnitCommitment.objects.filter(unit_id=unit_id, year=year).first()
    return found


def unit_commitments(units: list[int], year: int) -> dict[int, UnitCommitment]:
    """What each of these units registered for a year; one question."""
    return {one.unit_id: one for one in UnitCommitment.objects.filter(unit_id__in=units, year=year)}
