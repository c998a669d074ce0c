"""A workbook of the electronic handbook into the book: planned, held against the book and shown first, then written whole or not at all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.sheets import Fault, Row, SheetRead
from soxa.kernel.sheets.faults import Faults
from soxa.kernel.sheets.load import Loading, Workbook, book_mark, digest_of
from soxa.kernel.sheets.preview import NotLoadable, Preview
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.meetings import effects
from soxa.meetings.handbook import held, writing
from soxa.meetings.handbook.cells import ends_after
from soxa.meetings.handbook.people import Homes
from soxa.meetings.handbook.reading import read
from soxa.meetings.handbook.rolls import roll_of, sums
from soxa.meetings.handbook.standing import Difference, Standing, differences
from soxa.meetings.handbook.told import (
    TAKEN,
    Cells,
    Told,
    day_column,
    ended_column,
    faults_of_day,
    moments,
    month_of,
    read_row,
)
from soxa.meetings.handbook.writing import Made, made_of
from soxa.meetings.kinds import KINDS

KIND = "meetings"


@dataclass
class MeetingsPreview(Preview):
    """What a workbook would write: meetings of which the book has no roll yet; of the others the differences, none of them written."""

    new: list[Made] = field(default_factory=list)
    same: int = 0
    differing: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """New meetings, those that say what the book does, and those that say otherwise; nothing of the book is changed."""
        return {"new": len(self.new), "same": self.same, "changed": 0, "differing": self.differing}

    def told(self) -> list[str]:
        """The differences, and the sums."""
        counted = {name: count_text(count) for name, count in self.counts.items()}
        line = _("Mới {new} buổi sinh hoạt, trùng với sổ {same}, khác với sổ {differing} (sổ giữ nguyên).")
        return [*(one.line for one in self.differences), line.format(**counted)]

    def as_json(self) -> dict[str, Any]:
        """With each difference."""
        told = [
            one.fault.as_dict() | {"unit": tree().nodes[one.unit_id].code, "book": one.book}
            for one in self.differences
        ]
        return super().as_json() | {"differences": told}

    def written_rows(self) -> list[Any]:
        """Each meeting to be written, with its roll."""
        return [one.plain() for one in self.new]

    def again(self) -> "MeetingsPreview":
        """See `plan`."""
        return plan(self.content, unit_id=self.workbook.unit_id, on=self.workbook.on)

    def write(self, loading: Loading, actor: Actor) -> None:
        """By the acts of the pages, meeting by meeting."""
        try:
            writing.write(self.new, actor, on=self.workbook.on)
        except Refused as refused:
            raise NotLoadable(str(refused)) from refused


def plan(content: bytes, *, unit_id: int, on: date) -> MeetingsPreview:
    """Read and check a workbook against the book as of `on`, writing nothing."""
    preview = MeetingsPreview(Workbook(KIND, digest_of(content), unit_id, book_mark(), on), content)
    if preview.known_before():
        return preview
    meetings, rolls = read(content, unit_id=unit_id, on=on)
    cells = Cells(unit_id)
    told = _single(_told(meetings, cells, preview), meetings.found, preview)
    _join(told, rolls, cells, meetings.found)
    _sort_out(told, meetings.found, preview)
    for fault in rolls.faults:
        meetings.found.add(fault)
    meetings.warnings += rolls.warnings
    meetings.ignored_headings += rolls.ignored_headings
    meetings.sheets += rolls.sheets
    preview.account(meetings)
    return preview


def _told(meetings: SheetRead, cells: Cells, preview: MeetingsPreview) -> list[Told]:
    """The rows that can be looked at further; a kind that is not taken from a handbook is left out, and said so."""
    found, last_day = [], cache(effects.last_day)
    for row in meetings.rows:
        if row.bad:
            continue
        if row["kind"] and row["kind"] not in TAKEN:
            title = str(KINDS[row["kind"]].title)
            wrong = _("không nhập từ Sổ tay; {title} ghi ở trang của cuộc họp ấy").format(title=title)
            preview.warnings.append(row.fault("kind", wrong, right=_("Bỏ qua dòng này.")))
            continue
        told, wrong_here = read_row(row, cells)
        faults = (
            [_fault(row, wrong_here)] if told is None else list(_faults(told, preview.workbook.on, last_day))
        )
        for fault in faults:
            meetings.found.add(fault)
        if told and not faults:
            found.append(told)
    return found


def _fault(row: Row, wrong: Any) -> Fault:
    column, what, right = wrong
    return row.fault(column, what, right=right)


def _faults(told: Told, on: date, last_day: Callable[[date, date], date]) -> Iterator[Fault]:
    yield from faults_of_day(told, on, last_day)
    yield from sums(told)
    if told.began and told.ended and not ends_after(told.began, told.ended, next_day=told.next_day):
        yield told.row.fault(ended_column(told.row), _("không sau giờ bắt đầu"), right=_("Sửa giờ kết thúc."))


def _single(rows: list[Told], found: Faults, preview: MeetingsPreview) -> list[Told]:
    """Each meeting once: the same twice is told, two that differ are refused."""
    kept: dict[Any, Told] = {}
    for one in rows:
        other = kept.setdefault(one.key, one)
        if other is one:
            continue
        where = _("dòng {number}, trang ‘{sheet}’").format(number=other.row.number, sheet=other.row.sheet)
        if other.said() == one.said():
            wrong = _("đã có ở {where}, ghi như nhau").format(where=where)
            preview.warnings.append(one.row.fault(day_column(one.row), wrong, right=_("Chỉ ghi một lần.")))
        else:
            wrong = _("cùng buổi sinh hoạt với {where} mà ghi khác").format(where=where)
            found.add(
                one.row.fault(day_column(one.row), wrong, right=_("Giữ một dòng, hoặc sửa tháng, loại."))
            )
    return list(kept.values())


def _join(told: list[Told], rolls: SheetRead, cells: Cells, found: Faults) -> None:
    """Give each row of the sheet of names to its meeting: by cell and day, by cell and month, or by cell where it has one meeting."""
    asked: dict[tuple[Any, ...], list[Told]] = {}
    for row in rolls.rows:
        if row.bad:
            continue
        which = (row["cell"], row["held_on"], row["month"], row["kind"])
        if which not in asked:
            day = moments(row).day
            asked[which] = [one for one in told if day in (None, one.day) and _meant(row, one, cells, day)]
        theirs = asked[which]
        if len(theirs) == 1:
            theirs[0].roll.append(row)
            continue
        wrong = _("thuộc {n} buổi của trang buổi họp").format(n=len(theirs)) if theirs else _("không thuộc buổi nào của trang buổi họp")  # fmt: skip
        right = _("Ghi đúng chi bộ, ngày họp như ở trang buổi họp, hoặc bỏ dòng này.")
        found.add(row.fault("full_name", wrong, right=right))


def _meant(row: Row, told: Told, cells: Cells, day: date | None) -> bool:
    if row["kind"] and row["kind"] != told.kind:
        return False
    if row["month"] and not day and month_of(row, told.day) != told.month:
        return False
    return not row["cell"] or cells.of(row, told.day)[0] == told.unit_id


def _sort_out(rows: list[Told], found: Faults, preview: MeetingsPreview) -> None:
    """Put each meeting among the new, the same or the differing."""
    book = held.of(rows)
    homes, standing = Homes({one.place for one in rows}), Standing(list(book.values()))
    for told in rows:
        roll, meeting = roll_of(told, homes), book.get(told.key)
        faults = held.faults(told, meeting) or roll.faults
        if not faults and (
            meeting is None or meeting.held_on is None or (standing.empty(meeting) and roll.whole)
        ):
            made = made_of(told, roll, meeting, homes)
            faults = made.faults
            preview.warnings += made.warnings
            preview.new += [] if faults else [made]
            if meeting and meeting.held_on:  # what the book has stands, what it lacks is written
                said = differences(told, roll, meeting, standing)
                preview.differences += [one for one in said if one.book]
        elif not faults and meeting:
            said = differences(told, roll, meeting, standing)
            preview.differences += said
            preview.same += not said
            preview.differing += bool(said)
        for fault in faults:
            found.add(fault)
