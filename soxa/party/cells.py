"""Cells as their pages show them: people counted on a day, the committee in office, and what the rules say of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.models import ALWAYS, UnitAct
from soxa.kernel.page import day_text
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.request_memo import once_per_request
from soxa.kernel.units.tree import Node, tree
from soxa.law.acts import CHARTER
from soxa.law.party import CELL_CONSENT_ABOVE
from soxa.law.periods import FOREVER
from soxa.org.models import Office, Person
from soxa.party import rules
from soxa.party.answers import Answers, answers_on
from soxa.party.kinds import kinds_on
from soxa.party.models import Cell, Membership, PastKind, kind_words
from soxa.party.rules import CellFacts, Finding

WARN_GRASSROOTS = declare(
    Preference(
        "party.warn_grassroots_size",
        gettext_lazy("Cảnh báo khi chi bộ cơ sở có từ 30 đảng viên"),
        False,
        kind="switch",
        help=gettext_lazy(
            "Điều lệ: tổ chức cơ sở đảng có từ 30 đảng viên thì lập đảng bộ cơ sở. "
            "Chưa thấy văn bản nói rõ với chi bộ thôn trực thuộc Đảng ủy xã, nên mặc định không cảnh báo."
        ),
        cite=CHARTER.at("Điều 21"),
        confirmed=False,
    )
)
CONSENT_OF_GRASSROOTS = declare(
    Preference(
        "party.consent_of_grassroots",
        gettext_lazy("Hỏi văn bản đồng ý cả với chi bộ cơ sở có hơn 30 đảng viên"),
        False,
        kind="switch",
        help=gettext_lazy(
            "Điều lệ hỏi văn bản đồng ý của cấp trên với chi bộ nằm trong một đảng bộ cơ sở; "
            "chưa thấy văn bản nói rõ với chi bộ trực thuộc thẳng Đảng ủy xã, nên mặc định không hỏi."
        ),
        cite=CHARTER.at("Điều 21 khoản 5"),
        confirmed=False,
    )
)


@dataclass(frozen=True)
class Chosen:
    """The commune's own choices on a day: to be warned of large grassroots cells, to ask them for consent too."""

    warned: bool
    asked: bool

    @classmethod
    def on(cls, day: date) -> "Chosen":
        """Those in force on the day."""
        return cls(bool(value_of(WARN_GRASSROOTS, on=day)), bool(value_of(CONSENT_OF_GRASSROOTS, on=day)))


NOTHING_SAID = Answers(None, "")
SECRETARY, DEPUTY, COMMITTEE_MEMBER = "cell_secretary", "cell_deputy", "cell_committee"
COMMITTEE = (SECRETARY, DEPUTY, COMMITTEE_MEMBER)
WORDS: dict[str, tuple[Any, Any]] = {
    rules.TOO_FEW: (
        gettext_lazy("Chưa đủ điều kiện thành lập"),
        gettext_lazy("Có {found} đảng viên chính thức, cần ít nhất {limit}."),
    ),
    rules.COMMITTEE_TOO_LARGE: (
        gettext_lazy("Chi ủy quá đông"),
        gettext_lazy("Chi ủy có {found} đồng chí, nhiều nhất là {limit}."),
    ),
    rules.NO_COMMITTEE: (
        gettext_lazy("Chưa có chi ủy"),
        gettext_lazy("Có {found} đảng viên chính thức; từ {limit} trở lên thì bầu chi ủy."),
    ),
    rules.NO_CONSENT: (
        gettext_lazy("Cần cấp trên đồng ý"),
        gettext_lazy("Có {found} đảng viên, hơn {limit}, mà chưa có văn bản đồng ý của cấp trên."),
    ),
    rules.GRASSROOTS_LARGE: (
        gettext_lazy("Đủ số để lập đảng bộ cơ sở"),
        gettext_lazy("Chi bộ cơ sở có {found} đảng viên; từ {limit} trở lên thì lập đảng bộ cơ sở."),
    ),
    rules.GRASSROOTS_UNASKED: (
        gettext_lazy("Chưa trả lời"),
        gettext_lazy("Chưa ghi chi bộ này có phải là tổ chức cơ sở đảng không."),
    ),
}


@dataclass(frozen=True)
class Said:
    """A finding in words: its level, a short title, the sentence, and the law."""

    level: str
    title: str
    sentence: str
    law: str


@dataclass
class CellRow:
    """A cell on a day."""

    cell: Cell
    node: Node
    name: str
    official: int = 0
    probationary: int = 0
    women: int = 0
    visitors: int = 0
    committee: list[Office] = field(default_factory=list)
    findings: list[Said] = field(default_factory=list)
    answers: Answers = NOTHING_SAID
    group: str = ""
    kind: str = ""

    @property
    def members(self) -> int:
        """Official and probationary together."""
        return self.official + self.probationary

    @property
    def asks_consent(self) -> bool:
        """Whether the superior's consent is a question here: it was given, or the cell is large enough to need it."""
        return bool(self.answers.above_limit_consent) or self.members > int(
            CELL_CONSENT_ABOVE.rows[-1].amount
        )

    @property
    def level(self) -> str:
        """The gravest level found; "good" when nothing is."""
        return self.findings[0].level if self.findings else "good"


def cells_seen(reader: Any, on: date, *, units: Iterable[int] | None = None) -> list[Cell]:
    """Cells in sight that stand at the end of the day, in the order of their codes; all of them are asked once per request."""
    if units is None:
        return list(_all_seen(reader, on))
    return _in_order(_standing(reader, on).filter(unit_id__in=sorted(units)))


@once_per_request
def _all_seen(reader: Any, on: date) -> list[Cell]:
    return _in_order(_standing(reader, on))


def _standing(reader: Any, on: date) -> Any:
    return Cell.objects.seen_by(reader).filter(since__lte=on, until__gt=on)


def _in_order(cells: Iterable[Cell]) -> list[Cell]:
    nodes = tree().nodes
    return sorted(cells, key=lambda cell: nodes[cell.unit_id].code)


def rows_of(
    cells: Sequence[Cell], on: date, *, by_old_place: bool = False, past: Sequence[PastKind] | None = None
) -> list[CellRow]:
    """The cells with their numbers, committee and findings, in three queries more; two where their `past` kinds are given."""
    standing, chosen = tree(), Chosen.on(on)
    units = [cell.unit_id for cell in cells]
    counts, offices = _counts(units, on), _committees(units, on)
    kinds, said, rows = kinds_on(cells, on, past), answers_on(cells, on), []
    for cell in cells:
        row = CellRow(cell, standing.nodes[cell.unit_id], standing.name(cell.unit_id, on))
        row.official, row.probationary, row.women, row.visitors = counts.get(cell.unit_id, (0, 0, 0, 0))
        row.committee = offices.get(cell.unit_id, [])
        row.answers = said[cell.pk]
        row.findings = said_of(row, on, chosen)
        row.kind = kind_words(*kinds[cell.pk])
        row.group = old_place(cell.unit_id) if by_old_place else str(dict(Cell.KINDS)[kinds[cell.pk][0]])
        rows.append(row)
    return rows


def _counts(units: Sequence[int], on: date) -> dict[int, tuple[int, int, int, int]]:
    home, official = Q(kind=Membership.HOME), Membership.official_by(on)
    standing: Any = Membership.objects.filter(Membership.standing(on), unit_id__in=units)
    counted = standing.values_list("unit_id").annotate(
        all=Count("pk", filter=home),
        sure=Count("pk", filter=home & official),
        women=Count("pk", filter=home & Q(member__person__sex=Person.FEMALE)),
        guests=Count("pk", filter=Q(kind=Membership.ATTACHED)),
    )
    return {unit: (sure, all_ - sure, women, guests) for unit, all_, sure, women, guests in counted}


def _committees(units: Sequence[int], on: date) -> dict[int, list[Office]]:
    found: dict[int, list[Office]] = defaultdict(list)
    held: Any = Office.objects.filter(Office.standing(on), unit_id__in=units, code__in=COMMITTEE)
    for office in held.select_related("person").order_by("rank", "id"):
        found[office.unit_id].append(office)
    return found


def said_of(row: CellRow, on: date, chosen: Chosen) -> list[Said]:
    """The findings of a cell in words; none for a day before the rules that the book holds."""
    facts = CellFacts(
        official=row.official,
        probationary=row.probationary,
        has_committee=any(office.code == COMMITTEE_MEMBER for office in row.committee),
        committee_size=len({office.person_id for office in row.committee}),
        consent=bool(row.answers.above_limit_consent),
        grassroots=row.answers.grassroots,
        warn_grassroots=chosen.warned,
        consent_of_grassroots=chosen.asked,
    )
    try:
        found = rules.cell_findings(facts, on)
    except LookupError:
        return []
    return [_said(one) for one in found]


def _said(finding: Finding) -> Said:
    title, sentence = WORDS[finding.code]
    words = str(sentence).format(found=finding.found, limit=finding.limit)
    return Said(finding.level, str(title), words, str(finding.cite))


def old_place(unit_id: int) -> str:
    """The commune that the cell came from, where it stood under another one before; else words for the rest."""
    spells, standing = tree().parents.get(unit_id, []), tree()
    first = spells[0][2] if len(spells) > 1 else None
    return standing.name(first) if first else _("Cơ quan, đơn vị, trường")


@dataclass(frozen=True)
class Past:
    """One line of a cell's history: the day in words, what happened, the decision."""

    when: str
    what: str
    decision: str


def history(cell: Cell, past: Sequence[PastKind]) -> list[Past]:
    """Names, places and kinds that the cell has had, with the acts and papers that changed them, the latest first."""
    unit_id, standing, lines = cell.unit_id, tree(), []
    acts: Any = UnitAct.objects.filter(unit_id=unit_id).order_by("-on", "-id")
    moved = {act.on: act.decision for act in acts}
    for since, until, name in standing.names.get(unit_id, []):
        lines.append((since, until, _("Tên: {name}").format(name=name)))
    for since, until, up in standing.parents.get(unit_id, []):
        if up:
            name = standing.name(up, since if since > ALWAYS else None)
            lines.append((since, until, _("Trực thuộc: {name}").format(name=name)))
    for one in past:
        lines.append((one.since, one.until, _("Loại: {kind}").format(kind=kind_words(one.kind, one.branch))))
        moved[one.until] = moved.get(one.until) or one.paper
    if past:
        lines.append((past[0].until, FOREVER, _("Loại: {kind}").format(kind=cell.kind_title)))
    return [
        Past(_span(since, until), what, moved.get(since, ""))
        for since, until, what in sorted(lines, key=lambda line: line[0], reverse=True)
    ]


def _span(since: date, until: date) -> str:
    start = _("từ {day}").format(day=day_text(since))
    return (
        start if until == FOREVER else _("{start} đến trước {day}").format(start=start, day=day_text(until))
    )
