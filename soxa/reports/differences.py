"""What has changed in the book since a report was issued, row by row, and whether what was kept is still whole."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import files, journal
from soxa.kernel.figures import Figure, Reading, Source, find, read_many
from soxa.kernel.figures.kept import declared_source, title_of
from soxa.kernel.figures.row_sets import Rows, RowSet
from soxa.kernel.flow import step_label
from soxa.kernel.models import Entry
from soxa.kernel.paper.record import from_json
from soxa.kernel.request_memo import held_anyway
from soxa.party.flow import ACTS
from soxa.reports.freezing import kept_rows, moment_of, narrowed
from soxa.reports.models import FrozenFigure, Report
from soxa.values.row_sets import PLAN, row_set


@dataclass(frozen=True)
class Difference:
    """A frozen figure against the book of today: the text now, and the keys of rows that came, went or changed.

    `source`: whose rows they are, where a declared figure looks at them.
    """

    frozen: FrozenFigure
    now: str
    came: tuple[int, ...] = ()
    went: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    redefined: str = ""
    of_whole: bool = False
    source: Source | None = None

    @property
    def same(self) -> bool:
        """Whether the book still says what was printed, over the same rows."""
        return self.now == self.frozen.text and not (self.came or self.went or self.changed or self.redefined)

    @property
    def why(self) -> str:
        """What happened to the rows, in words: "thêm 2 dòng, bớt 1 dòng"; empty when nothing did.

        Where only the denominator of a share moved, it is said to be so.
        """
        told = ((_("thêm"), self.came), (_("bớt"), self.went), (_("sửa"), self.changed))
        words = ", ".join(
            _("{verb} {count} dòng").format(verb=verb, count=len(keys)) for verb, keys in told if keys
        )
        return _("mẫu số {words}").format(words=words) if self.of_whole else words


@dataclass(frozen=True)
class MovedRow:
    """One row that differs, in words: what happened to it, the columns its source shows, and its page."""

    sort: str
    cells: tuple[str, ...] = ()
    href: str = ""
    entry: Entry | None = None

    @property
    def act(self) -> str:
        """What the entry did, in the words of the button pressed: "Từ trần", "Đính chính"; empty without an entry."""
        if self.entry is None:
            return ""
        if self.entry.flow == "party" and self.entry.step in ACTS:
            return str(ACTS[self.entry.step].label)
        return step_label(self.entry.flow, self.entry.step) or (
            _("Đính chính") if self.entry.flow == "correction" else _("Ghi sổ")
        )


@dataclass
class Comparison:
    """Every figure of a report's own unit beside the book of today; rows are compared for the figures that are asked."""

    lines: list[Difference] = field(default_factory=list)

    @property
    def differing(self) -> list[Difference]:
        """Figures that the book tells otherwise today."""
        return [one for one in self.lines if not one.same]

    @property
    def same(self) -> list[Difference]:
        """Figures that the book still tells as printed."""
        return [one for one in self.lines if one.same]


def compare(report: Report) -> Comparison:
    """Frozen figures of the report's own unit against the book as it is now."""
    frozen = list(report.figures.filter(unit_id=report.unit_id).select_related("report").order_by("pk"))
    looked = Looked()
    with held_anyway():
        readings = _readings(frozen)
        return Comparison([_difference(one, readings.get(one.pk), looked) for one in frozen])


def _readings(frozen: Iterable[FrozenFigure]) -> dict[int, Reading]:
    by_moment: dict[Any, list[FrozenFigure]] = defaultdict(list)
    for one in frozen:
        if not one.code.endswith(PLAN):
            by_moment[moment_of(one)].append(one)
    found: dict[int, Reading] = {}
    for moment, together in by_moment.items():
        known = [(one, figure) for one in together if (figure := figure_of(one.code))]
        readings = read_many(
            [figure for _one, figure in known], moment, {one.unit_id for one, _figure in known}
        )
        found |= {one.pk: readings[figure.code, one.unit_id] for one, figure in known}
    return found


def figure_of(code: str) -> Any:
    """The figure of a frozen code; None when the book no longer knows it."""
    try:
        return find(code.removesuffix(PLAN))
    except KeyError:
        return None


def difference_of(frozen: FrozenFigure) -> Difference:
    """One frozen figure against the book as it is now."""
    return _difference(frozen, _readings([frozen]).get(frozen.pk), Looked())


def _difference(frozen: FrozenFigure, reading: Reading | None, looked: "Looked") -> Difference:
    figure = figure_of(frozen.code)
    if figure is None:
        return Difference(frozen, "", redefined=_("không còn con số mang mã này"))
    now = reading.text if reading else frozen.text
    try:
        then, today = looked.then(frozen, "part"), looked.now(frozen, "part")
        if then.source != today.source:
            words = _("nay đếm từ {now}, khi phát hành lấy từ {then}")
            told = words.format(now=title_of(today.source), then=title_of(then.source))
            return Difference(frozen, now, redefined=told)
        moved = _moved(then, today)
        of_whole = frozen.whole is not None and frozen.rows != frozen.part_rows and not any(moved)
        if of_whole:
            moved = _moved(looked.then(frozen, "whole"), looked.now(frozen, "whole"))
    except (FileNotFoundError, ValueError):
        return Difference(frozen, now, redefined=_("tệp dòng gốc không đọc được"))
    redefined = ""
    if figure.version != frozen.version:
        redefined = _("định nghĩa nay là bản {new}, khi phát hành là bản {old}").format(
            new=figure.version, old=frozen.version
        )
    source = figure.source if isinstance(figure, Figure) else declared_source(today.source)
    return Difference(
        frozen, now, *moved, redefined=redefined, of_whole=of_whole and any(moved), source=source
    )


class Looked:
    """Rows looked at for one comparison: those of a kept file are read once, and each row as it is now."""

    def __init__(self) -> None:
        self._kept: dict[str, RowSet] = {}
        self._told: dict[Any, Rows] = defaultdict(dict)

    def then(self, frozen: FrozenFigure, part: str) -> RowSet:
        """The rows of a frozen figure as they were kept."""
        digest = frozen.part_rows if part == "part" else frozen.rows
        if digest not in self._kept:
            self._kept[digest] = kept_rows(frozen, part=part)
        return self._kept[digest]

    def now(self, frozen: FrozenFigure, part: str) -> RowSet:
        """The rows of a frozen figure as they are."""
        figure = figure_of(frozen.code)
        told = self._told[figure.source.code, frozen.on] if isinstance(figure, Figure) else {}
        rows = row_set(frozen.code, moment_of(frozen), frozen.unit_id, part=part, told=told)
        told.update(rows.rows)
        return rows


def _moved(kept: RowSet, found: RowSet) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Keys of rows that came, went and changed since they were kept."""
    then, now = kept.rows, found.rows
    changed = (key for key in now.keys() & then.keys() if now[key] != then[key])
    return (
        tuple(sorted(now.keys() - then.keys())),
        tuple(sorted(then.keys() - now.keys())),
        tuple(sorted(changed)),
    )


def moved_rows(difference: Difference, reader: Any) -> tuple[list[MovedRow], int]:
    """The rows behind a difference that this reader may see, with what the book says of them now; and how many he may not."""
    source = difference.source
    named = [
        (_("thêm"), difference.came),
        (_("bớt"), difference.went),
        (_("sửa"), difference.changed),
    ]
    wanted = {key: sort for sort, keys in named for key in keys}
    if source is None:
        return [MovedRow(sort) for sort in wanted.values()], 0
    rows = source.told(
        source.rows().model.objects.filter(pk__in=list(wanted)), moment_of(difference.frozen).on
    )
    seen = rows.seen_by(reader) if hasattr(rows, "seen_by") else rows
    paths = dict.fromkeys((*(column.path for column in source.columns), source.link_path, source.unit))
    found = {row["pk"]: row for row in seen.values("pk", *paths)}
    subjects = {key: str(row[source.link_path]) for key, row in found.items()}
    entries = _entries_since(difference.frozen.report, source.link_path, set(subjects.values()))
    shown = [
        MovedRow(
            sort,
            tuple(str(column.show(found[key][column.path])) for column in source.columns),
            source.link(found[key]) if source.link else "",
            entries.get(subjects[key]),
        )
        for key, sort in wanted.items()
        if key in found
    ]
    return shown, len(wanted) - len(shown)


def _entries_since(report: Report, link_path: str, keys: set[str]) -> dict[str, Entry]:
    """The last act on each member (or unit) written down since the report went out."""
    kind = link_path.removesuffix("_id")
    acts = Entry.objects.filter(subject_kind=kind, subject_key__in=keys, id__gt=report.entry_id or 0)
    return {entry.subject_key: entry for entry in acts.exclude(flow="sealed").order_by("id")}


def verify(report: Report) -> list[str]:
    """What of an issued report is no longer as it was kept; empty when everything is whole.

    Every file is hashed anew, the counts are counted in the kept rows, the content is held against the frozen texts,
    the journal against its seal.
    """
    findings = [*_content_findings(report), *_file_findings(report)]
    if report.seal_id in {seal.pk for seal in journal.broken_seals()}:
        findings.append(_("Niêm sổ ghi trong báo cáo không còn khớp với nhật ký."))
    return findings


def _content_findings(report: Report) -> list[str]:
    try:
        paper = from_json(files.fetch(report.content))
    except (FileNotFoundError, ValueError):
        return [_("Bản nội dung đã phát hành không còn nguyên vẹn.")]
    frozen = set(report.figures.values_list("code", flat=True))
    strange = sorted({number.code for number in paper.numbers()} - frozen)
    written = Entry.objects.filter(
        flow="report", step="frozen", subject_kind="report", subject_key=str(report.pk)
    )
    told = {entry.facts.get("content") for entry in written}
    findings = [_("Con số {code} không có trong bảng đóng băng.").format(code=code) for code in strange]
    if report.content not in told:
        findings.append(_("Mã của bản nội dung không khớp với nhật ký."))
    return findings


def _file_findings(report: Report) -> list[str]:
    findings: list[str] = []
    read: dict[str, RowSet | None] = {}
    for one in report.figures.select_related("report"):
        for digest in (one.rows, one.part_rows):
            if digest not in read:
                read[digest] = _read(digest)
            if read[digest] is None:
                findings.append(_("Tệp dòng của {code} không còn nguyên vẹn.").format(code=one.code))
        rows, part = read[one.rows], read[one.part_rows]
        if rows is not None and part is not None and not _counts(one, rows, part):
            findings.append(_("Số dòng của {code} không khớp con số đã in.").format(code=one.code))
    return findings


def _read(digest: str) -> RowSet | None:
    try:
        return RowSet.read(files.fetch(digest))
    except (FileNotFoundError, ValueError):
        return None


def _counts(frozen: FrozenFigure, rows: RowSet, part: RowSet) -> bool:
    figure = figure_of(frozen.code)
    if not isinstance(figure, Figure) or figure.net or figure.amount or figure.version != frozen.version:
        return True
    if len(narrowed(frozen, part).rows) != frozen.part:
        return False
    return frozen.whole is None or len(narrowed(frozen, rows).rows) == frozen.whole
