"""What was written of study put right with its basis: a sitting, a member's commitment, what followed a study."""

from datetime import date
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, correct, strike
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.party.study.models import Commitment, Sitting, Studied, Study, UnitCommitment

Facts = dict[str, Any]


def mend_sitting(sitting: Sitting, facts: Facts, actor: Actor, *, basis: str) -> None:
    """Put a sitting right: `on`, `place`, `speaker`, `masses`; or take it back (`taken_back`) while nobody's coming is written.

    The documents count as studied from the first sitting that stands then. Refused for a second one of a day.
    """
    with all_or_nothing():
        study = Study.objects.select_for_update().get(pk=sitting.study_id)
        if facts.get("taken_back"):
            if sitting.attendances.exists():
                raise Refused(
                    _("Buổi này đã ghi điểm danh; đính chính điểm danh thành “không phải dự” rồi mới bỏ.")
                )
            entry = strike(sitting, actor, basis=basis, about=study, unit_id=study.unit_id)
        else:
            on: date = facts["on"]
            if study.sittings.filter(held_on=on).exclude(pk=sitting.pk).exists():
                raise Refused(_("Ngày {day} đã ghi một buổi học tập nội dung này.").format(day=day_text(on)))
            if study.reviewed_on and study.reviewed_on < on:
                raise Refused(
                    _("Đã sơ kết ngày {day}; buổi học không sau ngày ấy.").format(
                        day=day_text(study.reviewed_on)
                    )
                )
            changes = {"held_on": on, **{name: facts[name] for name in ("place", "speaker", "masses")}}
            entry = correct(sitting, changes, actor, basis=basis, unit_id=study.unit_id)
        _documents_follow(study, entry)


def _documents_follow(study: Study, entry: Entry) -> None:
    first = study.sittings.aggregate(first=Min("held_on"))["first"]
    Studied.objects.filter(study=study).moved(entry, studied_on=first)


def mend_commitment(one: Commitment, facts: Facts, actor: Actor, *, basis: str) -> None:
    """Put a commitment right: `made_on`, and once reviewed `reviewed_on` and `result`; or take it back (`taken_back`)."""
    with all_or_nothing():
        held = Commitment.objects.select_for_update().get(pk=one.pk)
        if facts.get("taken_back"):
            strike(held, actor, basis=basis, about=held.member, unit_id=held.unit_id)
            return
        made: date = facts["made_on"]
        if made.year not in (held.year, held.year - 1):
            raise Refused(_("Ngày đăng ký phải trong năm {year} hoặc cuối năm trước.").format(year=held.year))
        changes: Facts = {"made_on": made}
        if held.reviewed_on:
            if facts["reviewed_on"] < made:
                raise Refused(_("Ngày kiểm điểm không trước ngày đăng ký."))
            changes |= {"reviewed_on": facts["reviewed_on"], "result": facts["result"]}
        correct(one, changes, actor, basis=basis, unit_id=held.unit_id, about=held.member)


def mend_unit_commitment(one: UnitCommitment, facts: Facts, actor: Actor, *, basis: str) -> None:
    """Put what a unit registered right: `content`, `paper`, `made_on`, and once reviewed the review; or take it back."""
    with all_or_nothing():
        held = UnitCommitment.objects.select_for_update().get(pk=one.pk)
        if facts.get("taken_back"):
            strike(held, actor, basis=basis, about=held, unit_id=held.unit_id)
            return
        made: date = facts["made_on"]
        if made.year not in (held.year, held.year - 1):
            raise Refused(_("Ngày đăng ký phải trong năm {year} hoặc cuối năm trước.").format(year=held.year))
        names: tuple[str, ...] = ("content", "paper", "made_on")
        if held.reviewed_on:
            if facts["reviewed_on"] < made:
                raise Refused(_("Ngày kiểm điểm không trước ngày đăng ký."))
            names = (*names, "reviewed_on", "result", "review")
        correct(one, {name: facts[name] for name in names}, actor, basis=basis, unit_id=held.unit_id)
