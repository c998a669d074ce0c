"""A recognition is written down with its decision, withdrawn with another, put right with its basis."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.documents.files import Paper
from soxa.documents.room import must_fit
from soxa.kernel import files
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, correct, record, reference, strike
from soxa.kernel.models import Entry, Unit
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.acts_of_criteria import QD_18_2022
from soxa.law.periods import FOREVER
from soxa.values.criteria.flow import must
from soxa.values.recognition import rules
from soxa.values.recognition.models import Recognition, ReplacedPaper

WRITE = "criteria.write"
LAW = QD_18_2022.at("")


def _about(one: Recognition, step: str, actor: Actor, *, on: date, facts: dict[str, Any]) -> Entry:
    return record(("recognition", step), reference(one), actor, on=on, unit_id=one.unit_id, facts=facts)  # type: ignore[attr-defined]


def _may_stand(unit_id: int, facts: dict[str, Any], today: date) -> None:
    """Refused in words for what no decision can say."""
    since: date = facts["since"]
    if since > today:
        raise Refused(
            _("Ngày quyết định {day} chưa đến; hôm nay là {today}.").format(
                day=day_text(since), today=day_text(today)
            )
        )
    if tree().nodes[unit_id].kind != "commune":
        raise Refused(_("Chỉ xã được công nhận; đơn vị này không phải là xã."))
    if unit_id not in tree().ancestors(unit_id, since):
        said = _(
            "Ngày {day} {unit} chưa thành lập hoặc đã thôi hoạt động. Ghi vào xã có tên trong quyết định."
        )
        raise Refused(said.format(day=day_text(since), unit=tree().name(unit_id, today)))
    if not rules.year_fits(facts["year"], since):
        raise Refused(
            _("Năm đạt chuẩn từ {first} đến năm của quyết định ({year}).").format(
                first=rules.first_year(today), year=since.year
            )
        )


def new(unit_id: int, facts: dict[str, Any], actor: Actor, *, today: date) -> Recognition:
    """Write down a decision that recognises a commune; one of the same kind before it gives way that day. Refused in words.

    `facts`: kind, year, decision, decided_by, since, of (a set or None), paper.
    """
    must(actor, WRITE)
    told = dict(facts)
    paper: Paper | None = told.pop("paper", None)
    _may_stand(unit_id, told, today)
    if paper:
        must_fit(unit_id, paper.name, len(paper.content))
    with all_or_nothing():
        Unit.objects.select_for_update(no_key=True).get(pk=unit_id)
        same = Recognition.objects.filter(unit_id=unit_id, kind=told["kind"])
        if same.filter(since=told["since"]).exists():
            raise Refused(
                _("Sổ đã có quyết định công nhận này ngày {day}.").format(day=day_text(told["since"]))
            )
        made = Recognition(unit_id=unit_id, until=told["since"], **told)
        if paper:
            for name, value in _kept(paper).items():
                setattr(made, name, value)
        made.save(force_insert=True)
        about = {"kind": made.kind, "year": made.year, "on": made.since}
        made.entry = _about(made, "new", actor, on=today, facts=about)
        made.save(update_fields=["entry"])
        _lay(unit_id, made.kind, made.entry)
    made.refresh_from_db()
    return made


def _corrected(
    one: Recognition, facts: dict[str, Any], paper: Paper | None, actor: Actor, *, basis: str, today: date
) -> Entry:
    """Correct a recognition; the paper that another takes the place of stays beside it."""
    unit_id: int = one.unit_id  # type: ignore[attr-defined]
    former = ReplacedPaper(
        recognition=one, digest=one.digest, name=one.name, media_type=one.media_type, size=one.size,
        replaced_on=today, basis=basis,
    )  # fmt: skip
    if paper:
        must_fit(unit_id, paper.name, len(paper.content))
        facts = {**facts, **_kept(paper)}
    entry = correct(one, facts, actor, basis=basis, unit_id=unit_id)
    if former.digest not in ("", one.digest):
        ReplacedPaper.objects.loaded([former], entry)
    return entry


def _kept(paper: Paper) -> dict[str, Any]:
    """What a recognition holds of its paper; the bytes are kept."""
    size = len(paper.content)
    return {
        "digest": files.keep(paper.content), "name": paper.name[-200:], "media_type": paper.media_type, "size": size
    }  # fmt: skip


def _lay(unit_id: int, kind: str, entry: Entry) -> None:
    """Each decision stands until it was withdrawn or the next of its kind, whichever comes first."""
    rows = list(Recognition.objects.filter(unit_id=unit_id, kind=kind).order_by("since"))
    ends = [
        min(one.until if one.withdrawn_decision else FOREVER, after.since if after else FOREVER)
        for one, after in zip(rows, [*rows[1:], None][: len(rows)], strict=True)
    ]
    # the one that ends first gives way first: two of one kind are never both in force
    for one, until in sorted(zip(rows, ends, strict=True), key=lambda told: told[1]):
        if one.until != until:
            Recognition.objects.filter(pk=one.pk).moved(entry, until=until)


def withdraw(one: Recognition, facts: dict[str, Any], actor: Actor, *, today: date) -> None:
    """The recognition in force is withdrawn from a day by another decision. Refused in words."""
    must(actor, WRITE)
    on: date = facts["on"]
    with all_or_nothing():
        held = Recognition.objects.select_for_update().get(pk=one.pk)
        if held.withdrawn_decision:
            raise Refused(_("Sổ đã ghi thu hồi từ ngày {day}.").format(day=day_text(held.until)))
        if on > today:
            raise Refused(_("Ngày thu hồi {day} chưa đến.").format(day=day_text(on)))
        if not held.since < on < held.until:
            end = _(" đến trước ngày {day}").format(day=day_text(held.until)) if held.until != FOREVER else ""
            said = _(
                "Quyết định này có giá trị từ ngày {since}{end}; ngày thu hồi ở trong khoảng ấy, sau ngày công nhận."
            )
            raise Refused(said.format(since=day_text(held.since), end=end))
        held.entry = _about(held, "withdraw", actor, on=today, facts={"kind": held.kind, "on": on})
        held.until, held.withdrawn_decision = on, facts["decision"]
        held.withdrawn_by, held.withdrawn_why = facts["by"], facts["why"]
        held.save()


def mend(
    one: Recognition, facts: dict[str, Any], actor: Actor, *, basis: str, struck: bool, today: date
) -> None:
    """Put a recognition right, or take it out of the book, with the basis; those around it follow. Refused in words.

    `facts` as of `new`; a paper takes the place of the one kept, which stays as a replaced one.
    """
    must(actor, WRITE)
    facts = dict(facts)
    unit_id: int = one.unit_id  # type: ignore[attr-defined]
    paper: Paper | None = facts.pop("paper", None)
    with all_or_nothing():
        Unit.objects.select_for_update(no_key=True).get(pk=unit_id)
        if struck:
            entry = strike(one, actor, basis=basis, about=one, unit_id=unit_id)
        else:
            _may_stand(unit_id, facts, today)
            others = Recognition.objects.filter(unit_id=unit_id, kind=facts["kind"]).exclude(pk=one.pk)
            if others.filter(since=facts["since"]).exists():
                raise Refused(
                    _("Sổ đã có quyết định công nhận này ngày {day}.").format(day=day_text(facts["since"]))
                )
            if one.withdrawn_decision and facts["since"] >= one.until:
                raise Refused(
                    _("Công nhận đã bị thu hồi từ ngày {day}; ngày quyết định ở trước ngày ấy.").format(
                        day=day_text(one.until)
                    )
                )
            whole = dict(facts)
            if not one.withdrawn_decision and (facts["kind"], facts["since"]) != (one.kind, one.since):
                whole["until"] = facts["since"]  # it steps aside until all are laid anew
            entry = _corrected(one, whole, paper, actor, basis=basis, today=today)
        for kind in {one.kind, facts["kind"]}:
            _lay(unit_id, kind, entry)
