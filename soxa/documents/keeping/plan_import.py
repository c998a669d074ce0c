"""A file plan from a workbook into the book: planned and shown first, then written whole or not at all."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.documents.keeping.models import Folder
from soxa.documents.keeping.sheet import FOLDERS
from soxa.kernel import sheets
from soxa.kernel.access import Actor
from soxa.kernel.flow import correct
from soxa.kernel.sheets.load import Loading, Workbook, book_mark, digest_of
from soxa.kernel.sheets.preview import Preview
from soxa.kernel.sheets.results import Row
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text

_SAID = ("heading", "title", "keep_years", "term_source", "keeper", "rights")


@dataclass(frozen=True)
class Change:
    """A file of the book of which the workbook says something else: the file, and what it would be."""

    folder: Folder
    changes: dict[str, Any]

    @property
    def titles(self) -> str:
        """The columns that differ, in words."""
        return ", ".join(FOLDERS[name].title.lower() for name in self.changes if name in FOLDERS.names)


@dataclass
class PlanPreview(Preview):
    """What a workbook would change in the plans of one side of a unit; files that it does not name stay as they are."""

    side: str = ""
    new: list[Folder] = field(default_factory=list)
    same: int = 0
    changed: list[Change] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """New, same and changed files."""
        return {"new": len(self.new), "same": self.same, "changed": len(self.changed)}

    def told(self) -> list[str]:
        """Changed files with what differs, and the sums."""
        said = [f"{one.folder.code} ({one.folder.year}): {one.titles}." for one in self.changed]
        counted = {name: count_text(count) for name, count in self.counts.items()}
        return [*said, _("Mới {new} hồ sơ, trùng với sổ {same}, thay đổi {changed}.").format(**counted)]

    def written_rows(self) -> list[Any]:
        """Each new file, and what changes in those of the book."""
        fresh = [[one.year, one.code, *(getattr(one, name) for name in _SAID)] for one in self.new]
        return [fresh, [[one.folder.pk, one.changes] for one in self.changed]]

    def again(self) -> "PlanPreview":
        """See `plan`."""
        where = self.workbook
        return plan(self.content, self.side, unit_id=where.unit_id, on=where.on)

    def write(self, loading: Loading, actor: Actor) -> None:
        """Insert the new files in the order of the workbook, correct the others with the workbook as the basis."""
        Folder.objects.loaded(self.new, loading.entry)
        basis = _("theo bảng tính {digest}").format(digest=self.workbook.digest[:12])
        for one in self.changed:
            correct(one.folder, one.changes, actor, basis=basis, unit_id=one.folder.unit_id)


def plan(content: bytes, side: str, *, unit_id: int, on: date) -> PlanPreview:
    """Read and check a workbook against the plans of a side as of `on`, writing nothing."""
    kind = f"folders_{side}"
    preview = PlanPreview(Workbook(kind, digest_of(content), unit_id, book_mark(), on), content, side=side)
    if preview.known_before():
        return preview
    read = sheets.read(content, FOLDERS, on=on)
    held = {(one.year, one.code): one for one in Folder.objects.filter(unit_id=unit_id, side=side)}
    met: dict[tuple[int, str], Row] = {}
    for row in read.rows:
        if row.bad:
            continue
        key = (row["year"], row["code"])
        if wrong := _wrong(row, met.setdefault(key, row), held.get(key), on):
            read.found.add(row.fault("code", wrong, right=_("Sửa hoặc bỏ dòng này.")))
            continue
        _sort_out(row, held.get(key), preview)
    preview.account(read)
    return preview


def _wrong(row: Row, first: Row, old: Folder | None, on: date) -> str:
    """What stands in the way of a row; empty when nothing does."""
    said = _said(row)
    for wrong, words in (
        (first is not row, _("đã có ở dòng {number} của cùng năm").format(number=first.number)),
        (len(row["code"]) > 20, _("dài quá 20 ký tự")),
        (row["year"] > on.year + 1, _("là hồ sơ của một năm còn xa")),
        (len(said["title"]) > 500, _("có tiêu đề dài quá 500 ký tự")),
        (any(len(said.get(name) or "") > most for name, most in (("heading", 200), ("term_source", 200), ("keeper", 160), ("rights", 30))), _("có ô dài quá mức sổ giữ")),
        (old is not None and old.state == Folder.DESTROYED, _("là hồ sơ đã hủy, không sửa nữa")),
    ):  # fmt: skip
        if wrong:
            return words
    return ""


def _said(row: Row) -> dict[str, Any]:
    """What the row says, without what it leaves blank; a term without end is None, as the book keeps it."""
    said = {name: row[name] for name in _SAID if row[name] is not None}
    return {**said, "keep_years": said["keep_years"] or None}


def _sort_out(row: Row, old: Folder | None, preview: PlanPreview) -> None:
    """Put a row among the new, the same or the changed."""
    said = _said(row)
    if old is None:
        where = preview.workbook
        opened = max(date(row["year"], 1, 1), tree().nodes[where.unit_id].since)
        made = Folder(
            unit_id=where.unit_id, side=preview.side, year=row["year"], code=row["code"],
            place=len(preview.new) + 1, opened_on=min(opened, where.on), **said,
        )  # fmt: skip
        preview.new.append(made)
        return
    changes = {name: value for name, value in said.items() if getattr(old, name) != value}
    if "keep_years" in changes:
        changes["term_confirmed"] = False
    if changes:
        preview.changed.append(Change(old, changes))
    else:
        preview.same += 1
