"""Sets and units as pages show them: the sets of a unit with their counts, a table of units, what is asked before recognition, files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.access import sight_of
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import Node, tree
from soxa.org.roles import VALUES
from soxa.party.listed import Listed
from soxa.party.models import Cell
from soxa.values.criteria import rules
from soxa.values.criteria.counting import KINDS, Board, Count, Line, tallied, tallied_by
from soxa.values.criteria.models import CriteriaSet, Criterion, CriterionResult
from soxa.values.criteria.words import COLOURS, LIGHTS, asked_text, found_text
from soxa.values.lights import GOOD, QUIET, WARN
from soxa.values.villages import VILLAGE, place_name


@dataclass(frozen=True)
class Row:
    """A set as it stands for one unit; `count` is None where nothing was found yet."""

    of: CriteriaSet
    count: Count | None
    waiting: int = 0

    @property
    def light(self) -> tuple[str, Any]:
        """(shape and colour, words)."""
        return light_of(self.count)


def light_of(count: Count | None) -> tuple[str, Any]:
    """(shape and colour, words) of a count: by its colour where the set has colours, else whether all are met."""
    if count is None:
        return QUIET, _("Chưa đánh giá")
    if count.word:
        return COLOURS[count.word], count.word
    return (GOOD, _("Đạt đủ")) if count.of and count.met == count.of else (WARN, _("Chưa đủ"))


def fits(of: CriteriaSet, unit_id: int, on: date) -> bool:
    """Whether a set measures a unit on a day, whether or not it is still judged by."""
    owner: int | None = of.unit_id  # type: ignore[attr-defined]
    around = tree().ancestors(unit_id, on)
    return tree().nodes[unit_id].kind in KINDS[of.level] and (owner is None or owner in around)


def rows_of(sets: Sequence[CriteriaSet], unit_id: int, on: date) -> list[Row]:
    """Sets as they stand for a unit; four questions however many."""
    waiting: dict[int, int] = {}
    rows: Any = CriterionResult.objects.filter(unit_id=unit_id, state=CriterionResult.WAITING).order_by()
    for key in rows.values_list("indicator__criterion__of_id", flat=True):
        waiting[key] = waiting.get(key, 0) + 1
    told = tallied_by({one: [unit_id] for one in sets}, on)
    return [
        Row(one, told[one.pk][unit_id][0] if unit_id in told[one.pk] else None, waiting.get(one.pk, 0))
        for one in sets
    ]


def villages(unit_id: int, on: date) -> set[int]:
    """Cells of villages inside a unit, which stand for the villages where the book holds no villages themselves."""
    inside = tree().within(unit_id, on)
    if any(tree().nodes[key].kind == VILLAGE for key in inside):
        return set()
    return set(Cell.objects.filter(unit_id__in=inside, kind=VILLAGE).values_list("unit_id", flat=True))


def measured(of: CriteriaSet, unit_id: int, reader: Any, on: date) -> list[Node]:
    """Units inside one that a set measures, in the reader's sight, in the order of their codes."""
    standing, sight = tree(), sight_of(reader, VALUES)
    inside = [standing.nodes[key] for key in standing.within(unit_id, on) if key in sight]
    cells = villages(unit_id, on) if of.level == CriteriaSet.VILLAGE else set()
    fitting = [
        node
        for node in inside
        if node.kind in KINDS[of.level]
        and (node.kind != "cell" or node.id in cells)
        and fits(of, node.id, on)
    ]
    return sorted(fitting, key=lambda node: node.code)


@dataclass(frozen=True)
class Across:
    """A unit in the table of a set: its count, and what came of each criterion."""

    node: Node
    name: str
    count: Count | None
    states: dict[int, str]

    @property
    def light(self) -> tuple[str, Any]:
        """(shape and colour, words)."""
        return light_of(self.count)

    def at(self, criterion: Criterion) -> tuple[str, Any]:
        """(shape and colour, words) of a criterion."""
        return LIGHTS[self.states.get(criterion.pk, rules.NOT_ASSESSED)]

    def numbers(self, criteria: Sequence[Criterion], state: str) -> str:
        """Numbers of the criteria in a state: "2, 5, 17"."""
        return ", ".join(
            str(one.number) for one in criteria if self.states.get(one.pk, rules.NOT_ASSESSED) == state
        )


def across(of: CriteriaSet, nodes: Sequence[Node], on: date) -> list[Across]:
    """The table of a set over units; three questions however many."""
    told = tallied(of, [node.id for node in nodes], on)
    empty: tuple[Count | None, dict[int, str]] = (None, {})
    return [
        Across(node, place_name(node.id, on), *told.get(node.id, empty)) for node in nodes
    ]  # fmt: skip


def sheet(board: Board) -> Listed:
    """One unit by a set, as a list to print: each criterion, its indicators beneath it."""
    unit = place_name(board.unit_id, board.on)
    about = _("{unit} – {count} {what}, tính đến {day}").format(
        unit=unit, count=board.count.text, day=day_text(board.on),
        what=_("tiêu chí đạt") if board.of.tally == CriteriaSet.CRITERIA else _("chỉ tiêu xong"),
    )  # fmt: skip
    columns = (
        _("Số"), _("Tiêu chí, chỉ tiêu"), _("Yêu cầu"), _("Đạt được"), _("Kết quả"), _("Ngày, người đánh giá, thẩm định"),
        _("Minh chứng, căn cứ"),
    )  # fmt: skip
    rows: list[tuple[str, ...]] = []
    for part in board.parts:
        rows.append(
            (
                str(part.criterion.number),
                part.criterion.title.upper(),
                "",
                "",
                str(LIGHTS[part.outcome][1]),
                "",
                "",
            )
        )
        rows += [_line(line) for line in part.lines]
    return Listed(
        "tieu-chi", board.of.name, about, columns, (0.06, 0.27, 0.13, 0.1, 0.1, 0.16, 0.18), rows
    )  # fmt: skip


def _line(line: Line) -> tuple[str, ...]:
    one = line.result
    asked = asked_text(line.indicator, line.ask) + ("" if line.indicator.confirmed else _(" (chưa xác nhận)"))
    head = (line.indicator.number, line.indicator.title, asked)
    if one is None:
        return (*head, "", str(LIGHTS[line.outcome][1]), "", "")
    who = f"{day_text(one.since)}, {one.assessor.full_name}"
    if one.verified_by:
        who += _("; thẩm định {name}").format(name=one.verified_by.full_name)
    return (*head, found_text(one, line.indicator.unit_word), str(LIGHTS[line.outcome][1]), who, one.evidence)
