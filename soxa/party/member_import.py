"""A member list from a workbook into the book: planned and shown first, then written whole or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import sheets
from soxa.kernel.access import Actor
from soxa.kernel.journal import digest
from soxa.kernel.models import Entry
from soxa.kernel.sheets import Columns, Fault, Row, SheetRead
from soxa.kernel.sheets.load import (
    AlreadyLoaded,
    BookMoved,
    Workbook,
    book_mark,
    digest_of,
    load,
    loaded_before,
)
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.law.words import fold
from soxa.party import member_write
from soxa.party.book_facts import InBook, changes_of_member, changes_of_person, in_book
from soxa.party.doubles import Listed, single
from soxa.party.list_cells import ListCells, ProposedCell
from soxa.party.list_checks import remarks
from soxa.party.matching import CELL
from soxa.party.recognise import recognise
from soxa.party.sheets import MEMBERS

KIND = "members"
Consent = bool | Mapping[str, str]


class NotLoadable(Exception):
    """A preview with faults, or with cells nobody consented to, was to be written; nothing was."""


@dataclass
class Preview:
    """What a member list would change: rows that are new, the same, changed; faults, warnings, cells to be founded.

    `already` is the entry by which the same file was loaded before; then nothing else is filled in and nothing is written.
    """

    workbook: Workbook
    content: bytes = field(repr=False)
    consent: Consent = False
    already: Entry | None = None
    new: list[Listed] = field(default_factory=list)
    same: list[Listed] = field(default_factory=list)
    changed: list[Listed] = field(default_factory=list)
    proposed_cells: list[ProposedCell] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    more_faults: int = 0
    warnings: list[Fault] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    @property
    def findings(self) -> list[Fault]:
        """All that keeps the list from being written: the faults, and cells that nobody consented to."""
        return self.faults + [cell.finding for cell in self.proposed_cells if not cell.agreed]

    @property
    def refused(self) -> bool:
        """Whether the list may not be written as it stands."""
        return bool(self.findings)

    @property
    def counts(self) -> dict[str, int]:
        """Counts for the journal and for the list of uploads."""
        return {
            "new": len(self.new),
            "same": len(self.same),
            "changed": len(self.changed),
            "cells": len(self.proposed_cells),
        }

    @property
    def fingerprint(self) -> str:
        """Digest of what would be written; a consent given to one preview holds for another of the same fingerprint."""
        rows = [[one.row.sheet, one.row.number, one.fields] for one in (*self.new, *self.changed)]
        return digest([self.workbook.digest, self.counts, rows, [cell.name for cell in self.proposed_cells]])

    def commit(self, actor: Actor) -> Entry:
        """See `commit`."""
        return commit(self, actor)

    def titles(self, one: Listed) -> str:
        """The columns that differ from the book, in words."""
        return ", ".join(f"“{MEMBERS[name].title}”" for name in one.fields)

    def as_json(self) -> dict[str, Any]:
        """For a machine: counts, faults and warnings by sheet and cell, changed rows with their columns, proposed cells."""
        changed = [
            {"sheet": one.row.sheet, "row": one.row.number, "fields": list(one.fields)}
            for one in self.changed
        ]
        return {
            "kind": KIND,
            "digest": self.workbook.digest,
            "unit": tree().nodes[self.workbook.unit_id].code,
            "on": str(self.workbook.on),
            "refused": self.refused,
            "already_loaded": self.already.pk if self.already else None,
            **self.counts,
            "faults": [fault.as_dict() for fault in self.findings],
            "more_faults": self.more_faults,
            "warnings": [fault.as_dict() for fault in self.warnings],
            "changes": changed,
            "proposed_cells": [cell.as_dict() for cell in self.proposed_cells],
            "ignored_headings": self.ignored,
        }

    def lines(self) -> list[str]:
        """For a person, line by line."""
        if self.already:
            return [str(AlreadyLoaded(self.already))]
        said = [fault.text for fault in self.findings]
        if self.more_faults:
            said.append(_("Còn {n} lỗi nữa chưa kể ra.").format(n=count_text(self.more_faults)))
        said += [_("Lưu ý: {text}").format(text=fault.text) for fault in self.warnings]
        said += [
            _("Lập {name} (mã {code}, loại: {kind}).").format(
                name=cell.name, code=cell.code, kind=cell.kind_title
            )
            for cell in self.proposed_cells
            if cell.agreed
        ]
        said += [
            _("Trang ‘{sheet}’ dòng {row}: đổi {titles}.").format(
                sheet=one.row.sheet, row=one.row.number, titles=self.titles(one)
            )
            for one in self.changed
        ]
        counted = {name: count_text(count) for name, count in self.counts.items()}
        total = _("Mới {new} đồng chí, trùng với sổ {same}, thay đổi {changed}; chi bộ lập mới {cells}.")
        return [*said, total.format(**counted)]


def plan(content: bytes, *, unit_id: int, on: date, create_cells: Consent = False) -> Preview:
    """Read and check a workbook against the book as of `on`, writing nothing.

    create_cells  whether cells that the book lacks may be founded: all with the guessed kind, or name → kind
    """
    workbook = Workbook(KIND, digest_of(content), unit_id, book_mark(), on)
    preview = Preview(workbook, content, create_cells)
    preview.already = loaded_before(KIND, workbook.digest, unit_id)
    if preview.already:
        return preview
    cells = ListCells(unit_id, on, create_cells)
    read = sheets.read(content, _columns(cells), sheet_as=CELL, on=on)
    preview.warnings += read.warnings
    preview.ignored = [f"{one.sheet}!{one.cell}: {one.heading}" for one in read.ignored_headings]
    listed = _listed(read, cells, preview)
    preview.proposed_cells = cells.proposed
    doubles = single(listed)
    known = recognise(doubles.kept)
    _sort_out(doubles.kept, preview, cells, read)
    preview.warnings += doubles.warnings
    for fault in (*cells.faults, *doubles.faults, *known.faults):
        read.found.add(fault)
    preview.faults, preview.more_faults = read.faults, read.more_faults
    _warn_of_standing(preview)
    return preview


def _columns(cells: ListCells) -> Columns:
    """The columns; in a list of one cell, the cell need not be named."""
    if cells.own is None:
        return MEMBERS
    columns = tuple(
        replace(column, required=False) if column.name == CELL else column for column in MEMBERS.columns
    )
    return Columns(MEMBERS.code, MEMBERS.title, columns)


def _listed(read: SheetRead, cells: ListCells, preview: Preview) -> list[Listed]:
    """The rows that can be looked at further; what is wrong in them is told on the way."""
    listed = []
    on = preview.workbook.on
    for row in read.rows:
        _remark(row, on, read, preview)
        cell = None if CELL in row.bad else cells.of(row)
        if not row.bad and cell is not None:
            listed.append(Listed(row, row.values, fold(row.values["full_name"]), cell))
    return listed


def _remark(row: Row, on: date, read: SheetRead, preview: Preview) -> None:
    for remark in remarks(row, on):
        if remark.stops:
            read.found.add(remark.fault)
        else:
            preview.warnings.append(remark.fault)


def _sort_out(rows: list[Listed], preview: Preview, cells: ListCells, read: SheetRead) -> None:
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
        one.fields = tuple(fields)
        (preview.changed if fields else preview.same).append(one)


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


def _warn_of_standing(preview: Preview) -> None:
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


def commit(preview: Preview, actor: Actor) -> Entry:
    """Write the previewed list whole and return its journal entry; that of the earlier load for a file loaded before.

    Raises NotLoadable for a preview that may not be written, BookMoved when the book has changed so that the list would
    now do something else; nothing is written then.
    """
    if preview.already:
        return preview.already
    if preview.refused:
        raise NotLoadable(_("Chưa ghi gì vào sổ: bảng còn {n} chỗ phải sửa.").format(n=len(preview.findings)))
    try:
        return _write(preview, actor)
    except AlreadyLoaded as before:
        return before.entry
    except BookMoved:
        where = preview.workbook
        again = plan(preview.content, unit_id=where.unit_id, on=where.on, create_cells=preview.consent)
        if again.already:
            return again.already
        if again.refused or again.fingerprint != preview.fingerprint:
            raise
        return _write(again, actor)


def _write(preview: Preview, actor: Actor) -> Entry:
    written = member_write.Lists(preview.new, preview.changed, preview.proposed_cells)
    return load(
        preview.workbook,
        actor,
        counts=preview.counts,
        write=lambda loading: member_write.write(written, loading, actor, workbook=preview.workbook),
    )
