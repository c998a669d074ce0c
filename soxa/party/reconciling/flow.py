"""The acts of reconciliation: hold an export against the book, settle differences one or many at a time, finish."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from soxa.kernel import files, flow
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.sealed import open_text
from soxa.law.partial import PartialDate
from soxa.party import flow as members
from soxa.party.forms import Correct
from soxa.party.models import Member
from soxa.party.reconciling.comparing import PURPOSE, compare
from soxa.party.reconciling.models import Difference, Reconciliation

FLOW = "reconciling"
READ = "party.import"
_DATES = ("born", "decision_on", "admitted_on", "recognised_on")
# facts that are no correction of the record: where somebody is at home is an act of its own
NOT_CORRECTED = frozenset(("cell",))
Facts = dict[str, Any]


def begin(content: bytes, name: str, actor: Actor, *, on: date) -> Reconciliation:
    """Keep an export, sealed, for the actor's unit; one still waiting with the same bytes is gone on with."""
    if actor.unit_id is None:
        raise Refused(_("Chức vụ hiện nay của đồng chí không gắn với đơn vị nào."))
    digest = files.keep(content, sealed=True)
    waiting = Reconciliation.objects.filter(
        unit_id=actor.unit_id, file=digest, state=Reconciliation.READING, on=on
    )
    return waiting.first() or Reconciliation.objects.create(
        unit_id=actor.unit_id, on=on, file=digest, name=name[-200:], account_id=actor.account_id
    )


def confirm(found: Reconciliation, layout: dict[str, str], actor: Actor) -> Reconciliation:
    """Hold the export against the book with these columns and keep every difference; Refused when no row could be read."""
    compared = compare(files.fetch(found.file), layout, unit_id=found.unit_id, on=found.on)
    if not compared.rows:
        why = compared.read.faults[0].text if compared.read.faults else ""
        raise Refused(_("Không đọc được dòng nào của tệp. {why}").format(why=why).strip())
    with transaction.atomic():
        locked = _locked(found, Reconciliation.READING)
        entry = _record("compare", locked, actor, compared.counts)
        for one in compared.differences:
            one.reconciliation = locked
        Difference.objects.all().loaded(compared.differences, entry)
        _moved(locked, entry, state=Reconciliation.OPEN, layout=layout, counts=compared.counts, entry=entry)
    found.refresh_from_db()
    return found


def settle(
    found: Reconciliation, chosen: Sequence[Difference], actor: Actor, *, today: date, facts: Facts
) -> Entry:
    """Decide of differences: correct the book by the export with basis and consent, or keep the book with a reason.

    All or nothing; Refused in words when one of them cannot be.
    """
    if not chosen:
        raise Refused(_("Đánh dấu ít nhất một dòng ở danh sách."))
    with flow.all_or_nothing():
        locked = _locked(found, Reconciliation.OPEN)
        rows = Difference.objects.select_for_update().filter(
            reconciliation=locked, pk__in=[one.pk for one in chosen]
        )
        open_rows = [one for one in rows.order_by("pk") if not one.answer]
        if len(open_rows) != len({one.pk for one in chosen}):
            raise Refused(_("Có dòng vừa được xử lý ở nơi khác. Tải lại trang rồi chọn lại."))
        if facts["answer"] == Difference.ACCEPTED:
            _correct(open_rows, actor, today=today, facts=facts)
        reason = facts.get("reason") or _("{basis}; cấp ủy đồng ý: {consent}").format(
            basis=facts.get("basis"), consent=facts.get("consent")
        )
        counts = {"answer": facts["answer"], "count": len(open_rows)}
        entry = _record("settle", locked, actor, counts)
        Difference.objects.filter(pk__in=[one.pk for one in open_rows]).moved(
            entry, answer=facts["answer"], reason=reason[:300], entry=entry
        )
    return entry


def _correct(rows: Sequence[Difference], actor: Actor, *, today: date, facts: Facts) -> None:
    by_member: dict[int, list[Difference]] = defaultdict(list)
    for one in rows:
        if one.sort != Difference.DIFFERS or one.member_id is None or one.field in NOT_CORRECTED:
            raise Refused(
                _("Chỉ sửa được dữ liệu của hồ sơ. Khác chi bộ thì ghi chuyển sinh hoạt ở trang đảng viên.")
            )
        by_member[one.member_id].append(one)
    for key, differences in by_member.items():
        member = Member.objects.select_related("person").get(pk=key)
        given = {name: getattr(member.person, name) for name in Correct.PERSON}
        given |= {name: getattr(member, name) for name in Correct.MEMBER}
        given |= {one.field: value_of(one) for one in differences}
        given |= {"basis": facts["basis"], "consent": facts["consent"], "scan": facts.get("scan")}
        try:
            members.correct(member, actor, today=today, facts=given, unit_id=differences[0].unit_id)
        except Refused as why:
            raise Refused(f"{member.person.full_name}: {why}") from why


def value_of(difference: Difference) -> Any:
    """What the export says of the field, as the book keeps it."""
    text = open_text(difference.theirs, PURPOSE)
    return PartialDate.parse(text) if difference.field in _DATES else text


def finish(found: Reconciliation, actor: Actor) -> Entry:
    """The work on this export is done; Refused while a difference waits."""
    with transaction.atomic():
        locked = _locked(found, Reconciliation.OPEN)
        waiting = locked.differences.filter(answer="").count()
        if waiting:
            raise Refused(_("Còn {count} dòng chưa xử lý.").format(count=waiting))
        entry = _record("finish", locked, actor, {})
        _moved(locked, entry, state=Reconciliation.DONE)
    return entry


def set_aside(found: Reconciliation, actor: Actor) -> Entry:
    """Leave an export alone, whether or not it was held against the book; what was corrected stays corrected."""
    with transaction.atomic():
        locked = _locked(found, Reconciliation.READING, Reconciliation.OPEN)
        entry = _record("set_aside", locked, actor, {})
        _moved(locked, entry, state=Reconciliation.SET_ASIDE)
    return entry


def _locked(found: Reconciliation, *states: str) -> Reconciliation:
    locked = Reconciliation.objects.select_for_update().get(pk=found.pk)
    if locked.state not in states:
        said = _("Lần đối chiếu này đang ở bước “{state}”, không làm được việc này.")
        raise Refused(said.format(state=locked.get_state_display()))
    return locked


def _record(step: str, found: Reconciliation, actor: Actor, facts: Facts) -> Entry:
    subject = flow.reference(found)
    return flow.record((FLOW, step), subject, actor, on=found.on, unit_id=found.unit_id, facts=facts)


def _moved(found: Reconciliation, act: Entry, /, **facts: Any) -> None:
    Reconciliation.objects.filter(pk=found.pk).moved(act, **facts)
