"""The life of a filing: begun, filled, submitted, checked, approved and so locked; after that a number is only corrected."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.room import must_fit, takes_room
from soxa.kernel import files
from soxa.kernel.access import Actor
from soxa.kernel.flow import Flow, Refused, Step, all_or_nothing, record, reference
from soxa.kernel.models import Entry
from soxa.kernel.sheets.load import Loading
from soxa.kernel.units.tree import tree
from soxa.law.acts_of_values import STATISTICS
from soxa.law.periods import Period
from soxa.values.filing import effects, forms
from soxa.values.filing.grid import Grid, below, grid, measures_of
from soxa.values.filing.models import FiledPaper, Filing
from soxa.values.filing.saving import WRITE, Held, Judged, weighed
from soxa.values.filing.typed import Read, Typed, read
from soxa.values.models import Measure, ReportedValue

CHECK, APPROVE = "values.check", "values.approve"
_LAW = STATISTICS.at("")

FILE = Flow(
    "filing",
    Step(
        "submit", gettext_lazy("Trình"), (Filing.OPEN,), Filing.SUBMITTED, WRITE, _LAW, forms.Submit,
        then=effects.submit, untold=frozenset({"gaps_why"}),
    ),
    Step(
        "check", gettext_lazy("Kiểm tra xong"), (Filing.SUBMITTED,), Filing.CHECKED, CHECK, _LAW, forms.Check,
        then=effects.check,
    ),
    Step(
        "approve", gettext_lazy("Duyệt và khóa"), (Filing.CHECKED,), Filing.APPROVED, APPROVE, _LAW, forms.Approve,
        then=effects.approve,
    ),
    Step(
        "send_back", gettext_lazy("Trả lại để bổ sung"), (Filing.SUBMITTED, Filing.CHECKED), Filing.OPEN, CHECK, _LAW,
        forms.SendBack, then=effects.send_back, untold=frozenset({"why"}),
    ),
    bars=effects.other_hands,
)  # fmt: skip
takes_room("values.FiledPaper", "unit_id")


@dataclass(frozen=True)
class Wish:
    """Which filing is begun: of a catalogue, or of one measure for the units below; for which period; estimates or final values."""

    unit_id: int
    period: Period
    sort: str
    group: str = ""
    measure: Measure | None = None


def _must(actor: Actor, act: str) -> None:
    if not actor.may(act):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))


# no commune of this State reports of an earlier year; what is held against a year before still has one
_FIRST = 1946


def begin(wish: Wish, actor: Actor, *, today: date) -> Filing:
    """The filing, begun now or standing already. Refused in words for a period not begun or nothing to fill in."""
    _must(actor, WRITE)
    if wish.period.since.year < _FIRST:
        raise Refused(_("Sổ nhận số liệu từ năm {year}.").format(year=_FIRST))
    if wish.period.since > today:
        raise Refused(_("Kỳ này chưa bắt đầu."))
    if wish.sort == Filing.ACTUAL and wish.period.until > today:
        raise Refused(_("Kỳ này chưa hết: lập bảng số ước trước."))
    node = tree().nodes[wish.unit_id]
    if node.since >= wish.period.until or node.until <= wish.period.since:
        raise Refused(_("Đơn vị này không hoạt động trong kỳ ấy."))
    if wish.measure is None and not measures_of(wish.group, wish.period, wish.unit_id):
        raise Refused(_("Nhóm này không có chỉ tiêu nào báo cáo theo kỳ ấy."))
    if wish.measure is not None and not below(wish.unit_id, wish.period):
        raise Refused(_("Đơn vị này không có thôn, xã nào bên dưới để nhập từng nơi."))
    key = {
        "unit_id": wish.unit_id, "group": "" if wish.measure else wish.group, "measure": wish.measure,
        "since": wish.period.since, "until": wish.period.until, "sort": wish.sort,
    }  # fmt: skip
    standing: Filing | None = Filing.objects.filter(**key).first()
    if standing is not None:
        return standing
    filing = Filing(**key)
    with all_or_nothing():
        facts = {"since": wish.period.since.isoformat(), "until": wish.period.until.isoformat()}
        filing.entry = FILE.start(filing, actor, unit_id=wish.unit_id, facts=facts)
        filing.save(update_fields=["entry"])
    return filing


def take(name: str, filing: Filing, actor: Actor, facts: dict[str, Any]) -> Entry:
    """Take one step of FILE; Refused in words, nothing written."""
    with all_or_nothing():
        return FILE.take(name, filing, actor, facts)


def add_paper(filing: Filing, key: str, paper: Any, actor: Actor, *, today: date) -> FiledPaper:
    """Lay a paper behind a number while the filing is open. Refused in words."""
    _must(actor, WRITE)
    must_fit(filing.unit_id, paper.name, len(paper.content))  # type: ignore[attr-defined]
    digest = files.keep(paper.content)
    with all_or_nothing():
        held = Filing.objects.select_for_update(of=("self",)).get(pk=filing.pk)
        if held.state == Filing.APPROVED:
            raise Refused(_("Bảng này đã duyệt, đã khóa."))
        line = grid(held, shown=False).by_key[key]
        entry = record(
            ("filing", "paper"), reference(held), actor, on=today, unit_id=held.unit_id, facts={"digest": digest}
        )  # fmt: skip
        made: FiledPaper = FiledPaper.objects.create(
            filing=held, measure=line.measure, unit_id=line.unit_id, name=paper.name[-200:],
            media_type=paper.media_type, size=len(paper.content), digest=digest, entry=entry,
        )  # fmt: skip
    return made


def correct_value(
    filing: Filing, key: str, typed: Typed, actor: Actor, *, basis: str, today: date
) -> ReportedValue:
    """A new version of an approved number, with its basis; the old one stays, replaced. Held or Refused in words."""
    _must(actor, APPROVE)
    if not basis.strip():
        raise Refused(_("Đính chính phải ghi căn cứ (văn bản, ngày, người đồng ý)."))
    with all_or_nothing():
        held = Filing.objects.select_for_update(of=("self",)).get(pk=filing.pk)
        found = grid(held, shown=False)
        line = found.by_key[key]
        if held.state != Filing.APPROVED:
            raise Refused(_("Bảng chưa khóa: sửa thẳng trên bảng."))
        if line.now and line.now.filing_id not in (None, held.pk):  # type: ignore[attr-defined]
            raise Refused(_("Số này thuộc bảng khác cùng kỳ: đính chính ở bảng ấy."))
        told = _weighed(found, read(line, typed))
        if told.stops:
            raise Held(Judged(found, {key: told}))
        if told.kept is None:
            raise Refused(_("Ghi số đúng; một số đã duyệt không để trống được."))
        if typed.print == Typed.of(line, held).print:
            raise Refused(_("Không có gì thay đổi so với dữ liệu đang có trong sổ."))
        old = line.now
        facts = {"basis": basis, "code": line.measure.code}
        entry = record(
            ("filing", "correct"), reference(held), actor, on=today, unit_id=held.unit_id, facts=facts
        )
        new = ReportedValue(
            pk=Loading(entry).reserve(ReportedValue, 1)[0], measure=line.measure, unit_id=line.unit_id, since=held.since,
            until=held.until, sort=old.sort if old else held.sort, source=old.source if old else "", note=typed.note,
            filing=held, approved_on=today, basis=basis, looked_at=typed.looked, **vars(told.kept),
        )  # fmt: skip
        if old is not None:
            ReportedValue.objects.filter(pk=old.pk).moved(entry, replaced_by=new.pk)
        ReportedValue.objects.loaded([new], entry)
    return new


def _weighed(found: Grid, told: Read) -> Read:
    """A number that is corrected, held against the others as at a saving.

    Numbers are corrected one after the other, so that a sum which the next correction will make right again is asked about.
    """
    judged = Judged(found, {told.line.key: told})
    if told.kept is not None:
        refused = weighed(judged)
        told.asked = " ".join([told.asked, *refused]).strip()
    return told
