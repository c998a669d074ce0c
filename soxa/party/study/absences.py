"""Everybody came but those named: a list of names, typed or pasted from a sheet, laid over the rolls of many cells at once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from soxa.kernel import sheets
from soxa.kernel.sheets.columns import Columns
from soxa.law.words import fold
from soxa.party.matching import CellIndex
from soxa.party.sheets import MEMBERS
from soxa.party.study.flow import ABSENT, NOT_REQUIRED
from soxa.party.study.lists import Called

Rolls = Mapping[int, list[Called]]
Named = tuple[str, str]
AWAY = Columns("away", "Danh sách vắng", (MEMBERS["full_name"], replace(MEMBERS["cell"], required=False)))
_NUMBERED = re.compile(r"^\s*\d{1,4}[.)\s]\s*")
_PARTS = re.compile(r"[\t;,]")


def absent(
    named: Iterable[Named], rolls: Rolls, cells: CellIndex
) -> tuple[dict[int, dict[int, str]], list[str]]:
    """(unit → answers of its roll with those named away, what is wrong line by line).

    `named`: where a line stands in words, and the line. A line holds a name, and where it is not the only one of that name the cell after a comma or in the next column.
    """
    answers = {unit: {one.member_id: one.answer for one in people} for unit, people in rolls.items()}
    by_name: dict[str, list[tuple[int, Called]]] = {}
    for unit, people in rolls.items():
        for one in people:
            by_name.setdefault(fold(one.name), []).append((unit, one))
    wrong = []
    for place, line in named:
        name, *rest = (part.strip() for part in _PARTS.split(line))
        wanted = {unit for part in rest if part for unit in cells.find(part)}
        found = [(unit, one) for unit, one in by_name.get(fold(name), ()) if not wanted or unit in wanted]
        if fault := _fault(found):
            wrong.append(_("{place}, “{name}”: {fault}").format(place=place, name=name[:60], fault=fault))
        else:
            unit, one = found[0]
            answers[unit][one.member_id] = ABSENT
    return answers, wrong


def typed(text: str) -> Iterator[Named]:
    """The lines of a typed or pasted list."""
    for number, line in enumerate(text.splitlines(), 1):
        bare = _NUMBERED.sub("", line).strip()
        if bare:
            yield _("Dòng {number}").format(number=number), bare


def handed(content: bytes) -> tuple[list[Named], list[str]]:
    """The lines of a workbook, and what of it could not be read."""
    read = sheets.read(content, AWAY)
    named = [
        (
            _("{sheet}, dòng {number}").format(sheet=row.sheet, number=row.number),
            ", ".join(filter(None, (row["full_name"], row["cell"]))),
        )
        for row in read.rows
        if not row.bad
    ]
    return named, [fault.text for fault in read.faults]


def _fault(found: list[tuple[int, Called]]) -> str:
    if not found:
        return _("không có trong danh sách của những chi bộ chưa ghi điểm danh.")
    if len(found) > 1:
        return _("có {n} đồng chí cùng tên; ghi thêm tên chi bộ sau dấu phẩy.").format(n=len(found))
    return _("không phải dự buổi này.") if found[0][1].answer == NOT_REQUIRED else ""
