"""Writes what was typed on a grid, whole or not at all, in a fixed number of questions; and says who wrote what meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Case, F, Value, When
from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import all_or_nothing, record, reference
from soxa.kernel.models import Entry
from soxa.kernel.refusal import Refused
from soxa.kernel.sheets.load import Loading
from soxa.kernel.shown import Shown
from soxa.values.figures import value_text
from soxa.values.filing import checks
from soxa.values.filing.grid import Grid, Line, grid
from soxa.values.filing.models import Filing
from soxa.values.filing.typed import NOTE, OVER, VALUE, Kept, Read, Typed, read
from soxa.values.models import Measure, ReportedValue

WRITE = "values.write"
_COLUMNS = (
    "measure_id", "unit_id", "since", "until", "sort", "value", "met", "of", "numerator", "denominator", "word",
    "source", "note", "filing_id", "looked_at",
)  # fmt: skip


class Held(Refused):
    """Nothing was written, because lines are wrong or something is asked; carries how every line was read."""

    def __init__(self, judged: "Judged") -> None:
        super().__init__(_("Chưa ghi gì."))
        self.judged = judged


@dataclass
class Judged:
    """Every posted line as it was read, by key; `whole`: what parts and wholes say; `theirs`: lines another hand changed."""

    grid: Grid
    reads: dict[str, Read] = field(default_factory=dict)
    whole: list[str] = field(default_factory=list)
    theirs: list[Line] = field(default_factory=list)

    @property
    def stops(self) -> bool:
        """Whether nothing may be written."""
        return bool(self.whole) or any(one.stops for one in self.reads.values())


@dataclass(frozen=True)
class Saved:
    """What one saving did: how many numbers are new, how many replaced, how many emptied, and what others had changed meanwhile."""

    fresh: int = 0
    changed: int = 0
    emptied: int = 0
    theirs: tuple[Line, ...] = ()
    entry: Entry | None = None


def judged(found: Grid, posted: Mapping[str, str], shown: Shown) -> Judged:
    """Read every posted line against the grid as it stands; a line left as it was shown keeps what another hand wrote."""
    told = Judged(found)
    for line in found.lines:
        typed = Typed.posted(posted, line.key)
        if typed is None:
            continue
        standing = Typed.of(line, found.filing)
        if not shown.was(line.key, standing.print):
            told.theirs.append(line)
            if shown.was(line.key, typed.print):
                typed = standing
        told.reads[line.key] = _read(line, typed, standing, shown)
    told.whole = weighed(told)
    return told


def _read(line: Line, typed: Typed, standing: Typed, shown: Shown) -> Read:
    if typed.print == standing.print:
        return Read(line, standing, Kept.of_row(line.now) if line.now else None)
    found = read(line, typed)
    place = OVER if line.measure.kind == Measure.RATIO else VALUE
    if line.locked:
        found.wrong[place] = _("Ô này {why}.").format(why=line.locked)
    elif not shown.was(line.key, standing.print):
        found.wrong.setdefault(place, _theirs(line))
    elif typed.blank and line.now and line.now.filing_id is None:  # type: ignore[attr-defined]
        found.wrong[place] = _("Số {value} đã có trong sổ (nhập từ tệp): ghi số khác, không để trống được.").format(value=line.text)  # fmt: skip
    elif standing.final and not typed.final and line.now and not line.now.unapproved:
        found.wrong[place] = _("Kỳ này đã có số chính thức {value} trong sổ: giữ dấu “số chính thức”.").format(value=line.text)  # fmt: skip
    elif typed.blank and typed.note:
        found.wrong[NOTE] = _("Ghi chú phải đi cùng một số.")
    return found


def _theirs(line: Line) -> str:
    now = line.text or _("để trống")
    who = f" ({line.now.entry.actor})" if line.now and line.now.entry else ""
    return _("Người khác vừa ghi ô này: sổ đang ghi “{now}”{who}. Xem lại; bấm Ghi lần nữa thì theo số trong ô.").format(now=now, who=who)  # fmt: skip


def weighed(told: Judged) -> list[str]:
    """What parts and wholes refuse, of catalogues whose lines are each of another measure of one unit.

    What is only asked about is put to the line that was changed, parts before the whole.
    """
    if told.grid.filing.measure_id is not None:  # type: ignore[attr-defined]
        return []
    numbers, changed = {}, {}
    for line in told.grid.lines:
        one = told.reads.get(line.key)
        number = one.number() if one else checks.number_of(line.now)
        if number is not None:
            numbers[line.measure.code] = number
        if one and one.typed.print != Typed.of(line, told.grid.filing).print:
            changed[line.measure.code] = one
    refused = []
    for broken in checks.disagreeing(numbers, (line.measure for line in told.grid.lines)):
        if not broken.asks:
            refused.append(broken.words)
        elif asked := next((changed[code] for code in broken.codes if code in changed), None):
            asked.asked = f"{asked.asked} {broken.words}".strip()
    return refused


def save(filing: Filing, posted: Mapping[str, str], shown: Shown, actor: Actor, *, today: date) -> Saved:
    """Write the lines that were changed. Held with every bad line, nothing written; Refused where the filing is not open."""
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    with all_or_nothing():
        held = Filing.objects.select_for_update(of=("self",)).select_related("measure").get(pk=filing.pk)
        if held.state != Filing.OPEN:
            raise Refused(
                _("Bảng này đang ở bước “{state}”: không ghi được nữa.").format(
                    state=held.get_state_display()
                )
            )
        told = judged(grid(held, shown=False), posted, shown)
        _keep_what_stood(told)
        _final_in_time(told, held, today)
        if told.stops:
            raise Held(told)
        return _write(held, told, actor, today)


def _keep_what_stood(told: Judged) -> None:
    """A draft that took the place of a number from elsewhere is not emptied: that number would be gone with it."""
    drafts = {
        one.line.now.pk: one for one in told.reads.values()
        if one.typed.blank and not one.wrong and one.line.now and one.line.now.unapproved
    }  # fmt: skip
    while drafts:
        older = ReportedValue.objects.filter(replaced_by__in=list(drafts)).select_related("measure")
        followed = {}
        for row in older:
            if row.pk == row.replaced_by_id:
                continue
            one = drafts[row.replaced_by_id]
            if row.unapproved:
                followed[row.pk] = one
            else:
                one.wrong[VALUE] = _("Số này đang thay số {value} đã có trong sổ: ghi số đúng, không để trống được.").format(value=value_text(row))  # fmt: skip
        drafts = followed


def _final_in_time(told: Judged, filing: Filing, today: date) -> None:
    """No number of a period that is not over is final."""
    if filing.until <= today:
        return
    for one in told.reads.values():
        if one.typed.final and not one.wrong:
            one.wrong[VALUE] = _("Kỳ này chưa hết nên chỉ ghi số ước: bỏ đánh dấu “số chính thức”.")


def _write(filing: Filing, told: Judged, actor: Actor, today: date) -> Saved:
    changed = [one for one in told.reads.values() if _differs(one, filing)]
    fresh = [one for one in changed if one.kept]
    emptied = [one.line.now for one in changed if not one.kept and one.line.now]
    if not fresh and not emptied:
        return Saved(theirs=tuple(told.theirs))
    replacing = {one.line.key: _gives_way(one, filing) for one in fresh}
    counts = {
        "new": sum(1 for one in fresh if not replacing[one.line.key]),
        "changed": sum(1 for one in fresh if replacing[one.line.key]), "emptied": len(emptied),
    }  # fmt: skip
    entry = record(
        ("filing", "save"), reference(filing), actor, on=today, unit_id=filing.unit_id, facts=counts  # type: ignore[attr-defined]
    )  # fmt: skip
    loading = Loading(entry)
    keys = dict(zip(replacing, loading.reserve(ReportedValue, len(fresh)), strict=True))
    whens = [
        When(pk=old.pk, then=Value(keys[name])) for name, old in replacing.items() if old is not None
    ] + [When(pk=one.pk, then=Value(one.pk)) for one in emptied]
    steps_aside = [old.pk for old in replacing.values() if old is not None] + [one.pk for one in emptied]
    # asked even of none, so that a saving asks the same however little it changes
    ReportedValue.objects.filter(pk__in=steps_aside or [0]).moved(
        entry, replaced_by=Case(*whens, default=F("replaced_by"), output_field=BigIntegerField())
    )
    names = ("id", *_COLUMNS)
    loading.insert(ReportedValue, names, [(keys[one.line.key], *_row(one, filing)) for one in fresh])
    return Saved(counts["new"], counts["changed"], len(emptied), tuple(told.theirs), entry)


def _differs(one: Read, filing: Filing) -> bool:
    return one.typed.print != Typed.of(one.line, filing).print


def sort_of(one: Read, filing: Filing) -> str:
    """Whether the line is an estimate or a final value."""
    if filing.sort == Filing.ESTIMATE and not one.typed.final:
        return ReportedValue.ESTIMATE
    return ReportedValue.ACTUAL


def _gives_way(one: Read, filing: Filing) -> ReportedValue | None:
    """The value that the new one takes the place of: of the same sort, or a draft of this very filing of the other."""
    now = one.line.now
    if now is None or (now.sort != sort_of(one, filing) and not now.unapproved):
        return None
    return now


def _row(one: Read, filing: Filing) -> tuple[Any, ...]:
    assert one.kept is not None  # noqa: S101 – only lines with a number are written
    kept, line = one.kept, one.line
    source = line.now.source if line.now else ""
    return (
        line.measure.pk, line.unit_id, filing.since, filing.until, sort_of(one, filing), kept.value, kept.met, kept.of,
        kept.numerator, kept.denominator, kept.word, source, one.typed.note, filing.pk, one.typed.looked,
    )  # fmt: skip
