"""What an inspection of the State found: stated, put right, corrected."""

from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, correct, record, reference
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.law.periods import FOREVER
from soxa.steering.programmes.flow import must
from soxa.steering.programmes.models import Finding, WorkProgramme

Facts = dict[str, Any]


def _about(finding: Finding, step: str, actor: Actor, on: date) -> Entry:
    programme, facts = finding.programme, {"number": finding.number}
    act = ("workprogramme", step)
    return record(act, reference(programme), actor, on=on, unit_id=programme.unit_id, facts=facts)


def state(programme: WorkProgramme, facts: Facts, actor: Actor) -> Finding:
    """One more finding of a programme that has been adopted. Refused in words."""
    must(actor)
    told = dict(facts)
    told["unit_id"] = told.pop("unit")
    with all_or_nothing():
        held: WorkProgramme = WorkProgramme.objects.select_for_update().get(pk=programme.pk)
        if not held.finds:
            raise Refused(_("Loại chương trình này không ghi kết luận, kiến nghị."))
        if held.adopted_on is None:
            raise Refused(_("Chương trình còn dự thảo: ghi ban hành trước."))
        last = Finding.objects.filter(programme=held).aggregate(last=Max("number"))["last"] or 0
        finding = Finding(programme=held, number=last + 1, **told)
        finding.entry = _about(finding, "finding", actor, finding.since)
        finding.save(force_insert=True)
    return finding


def put_right(finding: Finding, facts: Facts, actor: Actor) -> None:
    """The finding has been put right, as somebody has seen. Refused in words."""
    must(actor)
    on: date = facts["on"]
    with all_or_nothing():
        held: Finding = Finding.objects.select_for_update().get(pk=finding.pk)
        if held.put_right_on:
            raise Refused(_("Kiến nghị này đã ghi khắc phục xong."))
        if on < held.since:
            said = _("Ngày khắc phục trước ngày kết luận {day}.")
            raise Refused(said.format(day=day_text(held.since)))
        _within(held, facts["amount"])
        held.put_right_on, held.put_right_basis = on, facts["basis_words"]
        held.amount_put_right, held.until = facts["amount"], on
        held.entry = _about(held, "finding_put_right", actor, on)
        held.save()


def _within(finding: Finding, amount: Any) -> None:
    if amount is not None and finding.amount is None:
        raise Refused(_("Kết luận này không có số tiền phải thu hồi, xử lý; để trống ô số tiền."))
    if amount is not None and amount > finding.amount:
        raise Refused(_("Số tiền đã thu hồi, xử lý lớn hơn số phải thu hồi, xử lý."))


def mend(finding: Finding, facts: Facts, actor: Actor, *, basis: str) -> None:
    """Put right what is said of a finding, with the basis. Refused in words."""
    must(actor)
    told = dict(facts)
    told["unit_id"] = told.pop("unit")
    if finding.put_right_on and told["since"] > finding.put_right_on:
        said = _("Ngày kết luận sau ngày khắc phục {day}.")
        raise Refused(said.format(day=day_text(finding.put_right_on)))
    with all_or_nothing():
        programme = finding.programme
        correct(finding, told, actor, basis=basis, unit_id=programme.unit_id, about=programme)


def reopen(finding: Finding, actor: Actor, *, basis: str) -> None:
    """The finding was not put right after all. Refused in words."""
    must(actor)
    if finding.put_right_on is None:
        raise Refused(_("Kiến nghị này chưa ghi khắc phục."))
    with all_or_nothing():
        programme = finding.programme
        undone = {"put_right_on": None, "put_right_basis": "", "amount_put_right": None, "until": FOREVER}
        correct(finding, undone, actor, basis=basis, unit_id=programme.unit_id, about=programme)
