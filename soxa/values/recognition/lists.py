"""Recognitions as pages show them: what a commune was recognised as, what it lacks to be proposed, the communes of a province."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.page import day_text
from soxa.kernel.units.tree import Node, tree
from soxa.law.numbers import count_text
from soxa.party.listed import Listed
from soxa.values.criteria.checks import Check, lacking
from soxa.values.criteria.counting import Board, Count, criteria_by_set, set_for, tallied_by
from soxa.values.criteria.models import CriteriaSet
from soxa.values.lights import BAD, GOOD, QUIET, WARN
from soxa.values.recognition import rules
from soxa.values.recognition.models import Recognition

FIGURE = "rural.criteria"
WORDS = dict(Recognition.KINDS)
Held = dict[str, Recognition]


def held_by(unit_ids: Iterable[int], on: date) -> dict[int, Held]:
    """What units stand recognised as on a day, by kind; one question."""
    rows: Any = Recognition.objects.filter(Recognition.standing(on), unit_id__in=list(unit_ids))
    found: dict[int, Held] = {}
    for one in rows:
        found.setdefault(one.unit_id, {})[one.kind] = one
    return found


def short(one: Recognition) -> str:
    """A recognition in a line: "năm 2019, Quyết định 1127/QĐ-UBND ngày 02/12/2019"."""
    return _("năm {year}, Quyết định {decision} ngày {day}").format(
        year=one.year, decision=one.decision, day=day_text(one.since)
    )


@dataclass(frozen=True)
class Standing:
    """How a unit stands for being proposed by a set: what it lacks, or what it was recognised as already."""

    kind: str
    held: Recognition | None
    lacks: Sequence[str]

    @property
    def light(self) -> tuple[str, Any]:
        """(shape and colour, words)."""
        if self.held:
            return GOOD, _("Đã được công nhận")
        return (WARN, _("Chưa đủ điều kiện")) if self.lacks else (GOOD, _("Đủ điều kiện đề nghị"))

    @property
    def words(self) -> str:
        """What a reader is told: recognised by which decision, may be proposed, or what is lacking."""
        if self.held:
            return short(self.held)
        if self.lacks:
            return _("Còn thiếu: {what}").format(what="; ".join(self.lacks))
        return _("Đủ điều kiện đề nghị công nhận {kind} theo số liệu trong sổ.").format(
            kind=lowered(str(WORDS[self.kind]))
        )


def lowered(words: str) -> str:
    """Words inside a sentence."""
    return words[:1].lower() + words[1:]


def _needed(kind: str, held: Mapping[str, Recognition], on: date) -> list[str]:
    before = rules.needed_before(kind, on)
    if not before or before in held:
        return []
    return [_("quyết định công nhận {kind}").format(kind=lowered(str(WORDS[before])))]


def standing_of(board: Board, held: Mapping[str, Recognition]) -> Standing | None:
    """How a unit stands by a set; None for a set by which nobody is recognised."""
    kind = rules.recognised_as(board.of.code)
    if not kind:
        return None
    states = {part.criterion.pk: part.outcome for part in board.parts}
    lacks = lacking(board.of, [part.criterion for part in board.parts], states, board.unit_id, board.on)
    return Standing(kind, held.get(kind), [*lacks, *_needed(kind, held, board.on)])


def check_before(board: Board, held: Mapping[str, Recognition]) -> list[Check]:
    """Whether the unit stands recognised as what it must be before; none where nothing is asked."""
    before = rules.needed_before(rules.recognised_as(board.of.code), board.on)
    if not before:
        return []
    one = held.get(before)
    light = (GOOD, _("Đã công nhận")) if one else (BAD, _("Chưa công nhận"))
    told = short(one) if one else _("sổ chưa có quyết định công nhận còn giá trị")
    return [Check(_("Đã là {kind}").format(kind=lowered(str(WORDS[before]))), light, told, confirmed=False)]


@dataclass(frozen=True)
class Row:
    """A commune in the list of a province: its count by the set in force, how it stands, what it was recognised as."""

    node: Node
    name: str
    of: CriteriaSet | None
    count: Count | None
    held: Held
    standing: Standing | None

    @property
    def key(self) -> str:
        """Which filter keeps it."""
        if rules.STANDARD in self.held:
            return "da"
        if self.standing and not self.standing.lacks:
            return "du"
        return "chua"

    @property
    def light(self) -> tuple[str, Any]:
        """(shape and colour, words)."""
        return self.standing.light if self.standing else (QUIET, _("Không có bộ tiêu chí"))

    def told(self, kind: str) -> str:
        """The year for which it was recognised as a kind; a dash for none."""
        return str(self.held[kind].year) if kind in self.held else "–"


def rows_of(nodes: Sequence[Node], on: date) -> list[Row]:
    """Communes with their counts and recognitions; the same few questions however many."""
    held = held_by([node.id for node in nodes], on)
    sets = {node.id: set_for(FIGURE, node.id, on) for node in nodes}
    asked: dict[CriteriaSet, list[int]] = {}
    for unit_id, of in sets.items():
        if of is not None:
            asked.setdefault(of, []).append(unit_id)
    told = tallied_by(asked, on)
    criteria = criteria_by_set([of.pk for of in asked], on)
    rows = []
    for node in nodes:
        of, own = sets[node.id], held.get(node.id, {})
        count, states = told[of.pk].get(node.id, (None, {})) if of else (None, {})
        stands = None
        if of and (kind := rules.recognised_as(of.code)):
            lacks = lacking(of, criteria[of.pk], states, node.id, on)
            stands = Standing(kind, own.get(kind), [*lacks, *_needed(kind, own, on)])
        rows.append(Row(node, tree().name(node.id, on), of, count, own, stands))
    return rows


def sheet(rows: Sequence[Row], unit_id: int, on: date) -> Listed:
    """Communes with their counts and recognitions as a list to print."""
    about = _("{unit} – {n} xã, tính đến {day}").format(
        unit=tree().name(unit_id, on), n=count_text(len(rows)), day=day_text(on)
    )
    columns = (
        _("TT"), _("Xã"), _("Tiêu chí đạt"), _("Đạt chuẩn (năm, quyết định)"), _("Nâng cao"), _("Kiểu mẫu"), _("Đề nghị công nhận"),
    )  # fmt: skip
    lines = [
        (
            count_text(place), row.name, row.count.text if row.count else "–",
            *(short(row.held[kind]) if kind in row.held else "–" for kind in WORDS),
            row.standing.words if row.standing and not row.standing.held else "",
        )
        for place, row in enumerate(rows, 1)
    ]  # fmt: skip
    return Listed(
        "cong-nhan-ntm", _("Công nhận xã nông thôn mới"), about, columns,
        (0.05, 0.17, 0.08, 0.2, 0.15, 0.15, 0.2), lines,
    )  # fmt: skip


def sets_offered(seen: Any, unit_id: int) -> list[CriteriaSet]:
    """Sets by which a commune may have been recognised, the latest first."""
    around = tree().around.get(unit_id, ())
    owners = {None, *(up for up, _since, _until in around)}
    fitting = [one for one in seen if one.code in rules.OF_SET and one.unit_id in owners]
    return sorted(fitting, key=lambda one: (-one.since.toordinal(), one.pk))
