"""What each step of a filing changes, and what stands in its way."""

from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.refusal import Refused
from soxa.values.filing import checks
from soxa.values.filing.grid import Grid, grid
from soxa.values.filing.models import Filing
from soxa.values.models import ReportedValue

Facts = dict[str, Any]


def other_hands(filing: Any, actor: Actor) -> str:
    """Who submitted a filing neither checks nor approves it, nor sends it back; empty for anybody else."""
    waits = filing.state in (Filing.SUBMITTED, Filing.CHECKED)
    if waits and filing.submitted_by is not None and filing.submitted_by == actor.account_id:
        return _("Đồng chí đã trình bảng này: người khác kiểm tra và duyệt.")
    return ""


def submit(filing: Filing, facts: Facts, entry: Entry) -> None:
    """Every number agrees with the others, and what stays empty has its reason; a final value is of a period that has ended."""
    on = facts["on"]
    if filing.sort == Filing.ACTUAL and on < filing.until:
        raise Refused(
            _("Kỳ này đến hết ngày {last}: chưa có số chính thức. Lập bảng số ước.").format(
                last=day_text(filing.period.last_day)
            )
        )
    if on < filing.since:
        raise Refused(_("Kỳ này chưa bắt đầu."))
    found = grid(filing, shown=False)
    if not found.filled:
        raise Refused(_("Bảng chưa có số nào."))
    if broken := _disagreeing(found):
        raise Refused(" ".join(broken))
    if found.empty and not facts["gaps_why"]:
        raise Refused(
            _("Còn {n} ô trống ({names}). Nhập đủ, hoặc ghi vì sao còn trống.").format(
                n=len(found.empty), names=", ".join(line.name for line in found.empty[:3]) + (" …" if len(found.empty) > 3 else "")
            )
        )  # fmt: skip
    filing.submitted_on, filing.submitted_by = on, entry.account_id
    filing.gaps_why = facts["gaps_why"] if found.empty else ""
    filing.returned_why = ""


def _disagreeing(found: Grid) -> list[str]:
    """What refuses; what is only asked about was looked at when it was saved."""
    if found.filing.measure_id is not None:  # type: ignore[attr-defined]
        return []
    numbers = {line.measure.code: checks.number_of(line.now) for line in found.lines}
    known = {code: number for code, number in numbers.items() if number is not None}
    broken = checks.disagreeing(known, (line.measure for line in found.lines))
    return [one.words for one in broken if not one.asks]


def _not_before(day: Any, earlier: Any, what: str) -> None:
    if earlier and day < earlier:
        raise Refused(_("Ngày {day} sớm hơn {what} {earlier}.").format(day=day_text(day), what=what, earlier=day_text(earlier)))  # fmt: skip


def check(filing: Filing, facts: Facts, entry: Entry) -> None:
    """The numbers were looked through."""
    _not_before(facts["on"], filing.submitted_on, _("ngày trình"))
    filing.checked_on = facts["on"]


def approve(filing: Filing, facts: Facts, entry: Entry) -> None:
    """The numbers stand approved from the day on and are locked."""
    _not_before(facts["on"], filing.checked_on, _("ngày kiểm tra"))
    filing.approved_on = facts["on"]
    rows: Any = ReportedValue.objects.filter(filing=filing, replaced_by=None)
    rows.moved(entry, approved_on=facts["on"])


def send_back(filing: Filing, facts: Facts, entry: Entry) -> None:
    """The filing is open again for whoever enters; why is told at its head."""
    _not_before(facts["on"], filing.submitted_on, _("ngày trình"))
    filing.returned_why = facts["why"]
    filing.submitted_on = filing.submitted_by = filing.checked_on = None
