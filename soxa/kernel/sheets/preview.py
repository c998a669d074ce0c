"""What a workbook would change, shown before it is written; then written whole, or not at all."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any, Self

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.journal import digest
from soxa.kernel.models import Entry
from soxa.kernel.refusal import Refused
from soxa.kernel.sheets.faults import Fault
from soxa.kernel.sheets.load import AlreadyLoaded, BookMoved, Loading, Workbook, load, loaded_before
from soxa.kernel.sheets.results import SheetRead
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text


class NotLoadable(Refused):
    """A preview with faults, or with something nobody consented to, was to be written; nothing was."""


def _place(cell: str) -> tuple[int, int, str]:
    """The order of addresses: by row, then by column; a fault without an address comes first."""
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :] or 0), len(letters), letters


@dataclass
class Preview(ABC):
    """A workbook read and checked against the book.

    `already` is the entry by which the same file was loaded before; then nothing else is filled in and nothing is written.
    """

    workbook: Workbook
    content: bytes = field(repr=False)
    already: Entry | None = None
    faults: list[Fault] = field(default_factory=list)
    more_faults: int = 0
    warnings: list[Fault] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    @property
    @abstractmethod
    def counts(self) -> dict[str, int]:
        """Counts for the journal and for the list of uploads: new, same, changed, and what else the kind counts."""

    @abstractmethod
    def told(self) -> list[str]:
        """What would be written, in words, line by line; the last line sums up."""

    @abstractmethod
    def written_rows(self) -> list[Any]:
        """What would be written, as plain values, for the fingerprint."""

    @abstractmethod
    def again(self) -> Self:
        """The same workbook read and checked anew, because the book has changed."""

    @abstractmethod
    def write(self, loading: Loading, actor: Actor) -> None:
        """Insert and correct; called inside the load's transaction."""

    @property
    def findings(self) -> list[Fault]:
        """All that keeps the workbook from being written."""
        return self.faults

    @property
    def faulty_rows(self) -> set[tuple[str, int]]:
        """Sheet and number of each row that has a fault: it is counted as faulty and as nothing else."""
        return {(fault.sheet, _place(fault.cell)[0]) for fault in self.faults if fault.cell}

    @property
    def refused(self) -> bool:
        """Whether the workbook may not be written as it stands."""
        return bool(self.findings)

    @property
    def fingerprint(self) -> str:
        """Digest of what would be written; a consent given to one preview holds for another of the same fingerprint."""
        return digest([self.workbook.digest, self.counts, self.written_rows()])

    def known_before(self) -> bool:
        """Whether the same bytes were loaded for the unit before; then `already` is set."""
        where = self.workbook
        self.already = loaded_before(where.kind, where.digest, where.unit_id)
        return self.already is not None

    def account(self, read: SheetRead) -> None:
        """Take over the faults of reading, and say which headings were not understood."""
        order = {info.name: number for number, info in enumerate(read.sheets)}
        self.faults = sorted(read.faults, key=lambda fault: (order.get(fault.sheet, -1), *_place(fault.cell)))
        self.more_faults = read.more_faults
        self.warnings = [*read.warnings, *self.warnings]
        self.ignored = [f"{one.sheet}!{one.cell}: {one.heading}" for one in read.ignored_headings]

    def as_json(self) -> dict[str, Any]:
        """For a machine: counts, faults and warnings by sheet and cell."""
        return {
            "kind": self.workbook.kind,
            "digest": self.workbook.digest,
            "unit": tree().nodes[self.workbook.unit_id].code,
            "on": str(self.workbook.on),
            "refused": self.refused,
            "already_loaded": self.already.pk if self.already else None,
            **self.counts,
            "faults": [fault.as_dict() for fault in self.findings],
            "more_faults": self.more_faults,
            "warnings": [fault.as_dict() for fault in self.warnings],
            "ignored_headings": self.ignored,
        }

    def lines(self) -> list[str]:
        """For a person: faults, warnings, then what would be written."""
        if self.already:
            return [str(AlreadyLoaded(self.already))]
        said = [fault.text for fault in self.findings]
        if self.more_faults:
            said.append(_("Còn {n} lỗi nữa chưa kể ra.").format(n=count_text(self.more_faults)))
        said += [_("Lưu ý: {text}").format(text=fault.text) for fault in self.warnings]
        return said + self.told()

    def commit(self, actor: Actor) -> Entry:
        """Write everything and return the journal entry; that of the earlier load for a file loaded before.

        Raises NotLoadable for a preview that may not be written, BookMoved when the book has changed so that the
        workbook would now do something else; nothing is written then.
        """
        if self.already:
            return self.already
        if self.refused:
            count = count_text(len(self.findings) + self.more_faults)
            raise NotLoadable(_("Chưa ghi gì vào sổ: bảng còn {n} chỗ phải sửa.").format(n=count))
        try:
            return self._load(actor)
        except BookMoved:
            fresh = self.again()
            if fresh.already is None and (fresh.refused or fresh.fingerprint != self.fingerprint):
                raise
            return fresh.already or fresh._load(actor)

    def _load(self, actor: Actor) -> Entry:
        try:
            return load(
                self.workbook,
                actor,
                counts=self.counts,
                write=lambda loading: self.write(loading, actor),
            )
        except AlreadyLoaded as before:
            return before.entry
