"""A member list from a workbook into the book: planned and shown first, then written whole or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import sheets
from soxa.kernel.access import Actor
from soxa.kernel.models import Entry
from soxa.kernel.sheets import Columns, Fault, SheetRead
from soxa.kernel.sheets.load import Loading, Workbook, book_mark, digest_of
from soxa.kernel.sheets.preview import Preview
from soxa.law.numbers import count_text
from soxa.law.words import fold
from soxa.party import member_write
from soxa.party.book_facts import InBook, changes_of_member, changes_of_person, corrected, in_book
from soxa.party.corrections.keeping import LAW
from soxa.party.doubles import Listed, single
from soxa.party.elsewhere import units_of_commune
from soxa.party.list_cells import ListCells, ProposedCell
from soxa.party.list_checks import remarks
from soxa.party.matching import CELL
from soxa.party.recognise import recognise
from soxa.party.sheets import MEMBERS

KIND = "members"
_DATES = frozenset(("born", "decision_on", "admitted_on", "recognised_on"))
Consent = bool | Mapping[str, str]


@dataclass
class MemberPreview(Preview):
    """What a member list would change: rows that are new, the same, changed; cells to be founded."""

    consent: Consent = False
    new: list[Listed] = field(default_factory=list)
    same: list[Listed] = field(default_factory=list)
    changed: list[Listed] = field(default_factory=list)
    proposed_cells: list[ProposedCell] = field(default_factory=list)

    @property
    def findings(self) -> list[Fault]:
        """The faults, and the cells that nobody consented to."""
        return self.faults + [cell.finding for cell in self.proposed_cells if not cell.agreed]

    @property
    def counts(self) -> dict[str, int]:
        """New, same and changed members, and cells to be founded."""
        rows = {"new": len(self.new), "same": len(self.same), "changed": len(self.changed)}
        return rows | {"cells": len(self.proposed_cells)}

    def titles(self, one: Listed) -> str:
        """The columns that differ from the book, in words."""
        return ", ".join(f"“{MEMBERS[name].title}”" for name in one.fields)

    def told(self) -> list[str]:
        """Cells, changed rows, and the sums."""
        cell_line = _("Lập {name} (mã {code}, loại: {kind}).")
        said = [
            cell_line.format(name=cell.name, code=cell.code, kind=cell.kind_title)
            for cell in self.proposed_cells
            if cell.agreed
        ]
        row_line = _("Trang ‘{sheet}’ dòng {row}: đổi {titles}.")
        said += [
            row_line.format(sheet=one.row.sheet, row=one.row.number, titles=self.titles(one))
            for one in self.changed
        ]
        counted = {name: count_text(count) for name, count in self.counts.items()}
        total = _("Mới {new} đồng chí, trùng với sổ {same}, thay đổi {changed}; chi bộ lập mới {cells}.")
        return [*said, total.format(**counted)]

    def as_json(self) -> dict[str, Any]:
        """With the changed rows and their columns, and the proposed cells."""
        changes = [
            {"sheet": one.row.sheet, "row": one.row.number, "fields": list(one.fields)}
            for one in self.changed
        ]
        cells = [cell.as_dict() for cell in self.proposed_cells]
        return super().as_json() | {"changes": changes, "proposed_cells": cells}

    def written_rows(self) -> list[Any]:
        """Each row's place, person and differing columns, and the cells' names; kinds are for whoever consents to say."""
        rows = [
            [one.row.sheet, one.row.number, one.person_id, one.fields] for one in (*self.new, *self.changed)
        ]
        return [rows, [cell.name for cell in self.proposed_cells]]

    def again(self) -> "MemberPreview":
        """See `plan`."""
        where = self.workbook
        return plan(self.content, unit_id=where.unit_id, on=where.on, create_cells=self.consent)

    def write(self, loading: Loading, actor: Actor) -> None:
        """See `member_write`."""
        lists = member_write.Lists(self.new, self.changed, self.proposed_cells)
        member_write.write(lists, loading, actor, workbook=self.workbook)


def plan(content: bytes, *, unit_id: int, on: date, create_cells: Consent = False) -> MemberPreview:
    """Read and check a workbook against the book as of `on`, writing nothing.

    create_cells  whether cells that the book lacks may be founded: all with the guessed kind, or name → kind
    """
    workbook = Workbook(KIND, digest_of(content), unit_id, book_mark(), on)
    preview = MemberPreview(workbook, content, consent=create_cells)
    if preview.known_before():
        return preview
    cells = ListCells(unit_id, on, create_cells)
    read = sheets.read(content, _columns(cells), sheet_as=CELL, on=on)
    listed = _listed(read, cells)
    preview.proposed_cells = cells.proposed
    doubles = single(listed)
    known = recognise(doubles.kept, units_of_commune(unit_id, on))
    _sort_out(known.rows, preview, cells, read)
    _remark(read, preview)
    preview.warnings += doubles.warnings
    for fault in (*cells.faults, *doubles.faults, *known.faults):
        read.found.add(fault)
    _warn_of_standing(preview)
    preview.account(read)
    _leave_faulty(preview)
    return preview


def _leave_faulty(preview: MemberPreview) -> None:
    faulty = preview.faulty_rows
    for rows in (preview.new, preview.same, preview.changed):
        rows[:] = [one for one in rows if (one.row.sheet, one.row.number) not in faulty]


def _columns(cells: ListCells) -> Columns:
    """The columns; in a list of one cell, the cell need not be named."""
    if cells.own is None:
        return MEMBERS
    columns = tuple(
        replace(column, required=False) if column.name == CELL else column for column in MEMBERS.columns
    )
    return Columns(MEMBERS.code, MEMBERS.title, columns)


def _listed(read: SheetRead, cells: ListCells) -> list[Listed]:
    """The rows that can be looked at further: nothing in them unreadable, and their cell known or proposed."""
    listed = []
    for row in read.rows:
        cell = None if CELL in row.bad else cells.of(row)
        if not row.bad and cell is not None:
            listed.append(Listed(row, row.values, fold(row.values["full_name"]), cell))
    return listed


def _remark(read: SheetRead, preview: MemberPreview) -> None:
    """Tell what cannot be true; of what the book itself says already, only as a warning."""
    held = {id(one.row) for one in (*preview.same, *preview.changed) if _DATES.isdisjoint(one.fields)}
    for row in read.rows:
        for remark in remarks(row, preview.workbook.on):
            if remark.stops and id(row) not in held:
                read.found.add(remark.fault)
            else:
                preview.warnings.append(remark.fault)


def _sort_out(rows: list[Listed], preview: MemberPreview, cells: ListCells, read: SheetRead) -> None:
    """Put every row among the new, the same or the changed."""
    book = in_book([one.person_id for one in rows if one.person_id], preview.workbook.on)
    for one in rows:
        held = book.get(one.person_id or 0)
        if held is None:
            preview.new.append(one)
            continue
        one.member_id = held.member_id
        fields = changes_of_person(one.values, held.facts)
        if held.member_id is None:
            one.fields = tuple(fields)
            preview.new.append(one)
            continue
        if held.home != one.cell:
            read.found.add(_elsewhere(one, held, cells))
            continue
        fields += changes_of_member(one.values, held.facts)
        if one.values["exempt"] not in (None, False) and not held.exempt:
            fields.append("exempt")
        if known := corrected(fields, one.values, held.facts):
            read.found.add(_needs_consent(one, known))
            continue
        one.fields = tuple(fields)
        (preview.changed if fields else preview.same).append(one)


def _needs_consent(one: Listed, fields: list[str]) -> Fault:
    """The fault of a row that says otherwise than the book who a member is: no list alone corrects that."""
    titles = ", ".join(f"“{MEMBERS[name].title}”" for name in fields)
    wrong = _("khác với sổ ở {titles}").format(titles=titles)
    right = _(
        "Đính chính ở trang của đồng chí ấy, có căn cứ, văn bản đồng ý của cấp ủy và bản quét ({cite}); nếu sổ đúng, sửa tệp."
    ).format(cite=LAW)
    return one.row.fault(fields[0], wrong, right=right)


def _elsewhere(one: Listed, held: InBook, cells: ListCells) -> Fault:
    """The fault of a member whom the book holds at home in another cell, or nowhere any more."""
    if held.home is None:
        wrong = _("đã có trong sổ nhưng không còn sinh hoạt (đã chuyển đi, ra khỏi Đảng hoặc từ trần)")
        right = _("Ghi tiếp nhận hoặc đính chính ở trang của đồng chí ấy, không nhập lại từ tệp.")
        return one.row.fault("full_name", wrong, right=right)
    where = cells.index.names.get(held.home) or _("một tổ chức đảng khác")
    wrong = _("đã có trong sổ ({cell})").format(cell=where)
    right = _(
        "Nếu đồng chí đã chuyển chi bộ, ghi chuyển sinh hoạt ở trang của đồng chí ấy; nếu không, sửa tên chi bộ."
    )
    return one.row.fault("full_name", wrong, right=right)


def _warn_of_standing(preview: MemberPreview) -> None:
    """Say how many would enter the book as probationary, when that is more than a list can hold of them."""
    unstated = [one for one in preview.new if one.values["recognised_on"] is None]
    long = [one for one in unstated if _joined_long_ago(one, preview.workbook.on)]
    if long:
        first = long[0].row
        wrong = _(
            "{n} đồng chí không ghi ngày chính thức, sổ sẽ tính là dự bị (đầu tiên: dòng {row})"
        ).format(n=count_text(len(long)), row=first.number)
        right = _("Nếu đã là chính thức, thêm cột “Ngày chính thức”.")
        preview.warnings.append(Fault(wrong, right, first.sheet))


def _joined_long_ago(one: Listed, on: date) -> bool:
    joined = one.values["admitted_on"] or one.values["decision_on"]
    return joined is None or on.year - joined.year > 2


def commit(preview: MemberPreview, actor: Actor) -> Entry:
    """Write the previewed list whole and return its journal entry; see `Preview.commit`."""
    return preview.commit(actor)
