"""What was written of an inspection put right with its basis: a stage and its conclusion, a recommendation, an answer to one."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, correct, strike
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.party.inspection.models import Answer, Inspection, Recommendation, Stage

Facts = dict[str, Any]


def mend_stage(stage: Stage, facts: Facts, actor: Actor, *, basis: str) -> None:
    """Put a stage that is done right: `on`, `paper`, `note`; of the conclusion `report_paper` and `conclusion` too.

    Refused for a stage still to do, for a day before the stage before it or after the one after it, and for a
    conclusion later than a recommendation is due.
    """
    on: date = facts["on"]
    with all_or_nothing():
        case = Inspection.objects.select_for_update().get(pk=stage.inspection_id)
        rows = list(Stage.objects.select_for_update().filter(inspection=case).order_by("pk"))
        place = next(index for index, one in enumerate(rows) if one.pk == stage.pk)
        if rows[place].done_on is None:
            raise Refused(_("Bước này chưa ghi nên không có gì để đính chính."))
        _must_lie_between(on, rows[:place], rows[place + 1 :])
        written = {"done_on": on, "paper": facts["paper"], "note": facts["note"]}
        if facts["paper"] != stage.paper:
            written["document_key"] = facts.get("document_key", "")
        changed = [_changed(stage, written)]
        if stage.code == "conclude":
            said = {
                "concluded_on": on,
                "report_paper": facts["report_paper"],
                "conclusion": facts["conclusion"],
            }
            changed.append(_changed(case, said))
        entries = [
            correct(one, changes, actor, basis=basis, unit_id=case.unit_id, about=case)
            for one, changes in changed
            if changes
        ]
        if not entries:
            raise Refused(_("Không có gì thay đổi so với dữ liệu đang có trong sổ."))
        if stage.code == "conclude":
            _move_recommendations(case, on, entries[-1])
    stage.refresh_from_db()


def _must_lie_between(on: date, before: list[Stage], after: list[Stage]) -> None:
    earliest = max((one.done_on for one in before if one.done_on), default=date.min)
    latest = min((one.done_on for one in after if one.done_on), default=date.max)
    if on < earliest:
        raise Refused(
            _("Bước trước ghi ngày {day}; bước này không trước ngày ấy.").format(day=day_text(earliest))
        )
    if on > latest:
        raise Refused(_("Bước sau ghi ngày {day}; bước này không sau ngày ấy.").format(day=day_text(latest)))


def _changed(one: Any, facts: Facts) -> tuple[Any, Facts]:
    return one, {name: value for name, value in facts.items() if getattr(one, name) != value}


def _move_recommendations(case: Inspection, on: date, entry: Entry) -> None:
    """What a conclusion asks for stands from its day."""
    asked = Recommendation.objects.select_for_update().filter(inspection=case)
    if early := asked.filter(due_on__lt=on).order_by("due_on").first():
        raise Refused(
            _("Kiến nghị số {number} có hạn ngày {day}; ngày kết luận không sau ngày ấy.").format(
                number=early.number, day=day_text(early.due_on)
            )
        )
    asked.moved(entry, since=on)


def mend_recommendation(one: Recommendation, facts: Facts, actor: Actor, *, basis: str) -> None:
    """Put a recommendation right, or take one back (`taken_back`) that nobody answered yet. Refused in words."""
    with all_or_nothing():
        held = Recommendation.objects.select_for_update().select_related("inspection").get(pk=one.pk)
        case = held.inspection
        if facts.get("taken_back"):
            if held.answers.exists():
                raise Refused(
                    _("Kiến nghị này đã có báo cáo kết quả nên không bỏ; chỉ đính chính nội dung, hạn.")
                )
            strike(held, actor, basis=basis, about=case, unit_id=case.unit_id)
            return
        if facts["due_on"] < held.since:
            raise Refused(_("Hạn thực hiện không trước ngày kết luận."))
        changes = {name: facts[name] for name in ("text", "addressee", "due_on")}
        correct(one, changes, actor, basis=basis, unit_id=case.unit_id, about=case)


def mend_answer(one: Answer, facts: Facts, actor: Actor, *, basis: str) -> None:
    """Put an answer right, and what was found of it; whether the recommendation is done follows the answers.

    Refused for days out of order, and for "not done" once the follow-up of the conclusion has been closed.
    """
    with all_or_nothing():
        asked = (
            Recommendation.objects.select_for_update()
            .select_related("inspection")
            .get(pk=one.recommendation_id)
        )
        case = Inspection.objects.select_for_update().get(pk=asked.inspection_id)
        changes = {name: facts[name] for name in ("on", "words", "paper")}
        if facts["on"] < asked.since:
            raise Refused(
                _("Ngày báo cáo không trước ngày kết luận {day}.").format(day=day_text(asked.since))
            )
        if one.checked_on:
            changes |= _checked(one, case, facts)
        entry = correct(one, changes, actor, basis=basis, unit_id=case.unit_id, about=case)
        done = asked.answers.filter(done=True).order_by("checked_on").first()
        Recommendation.objects.filter(pk=asked.pk).moved(entry, verified_on=done.checked_on if done else None)


def _checked(one: Answer, case: Inspection, facts: Facts) -> Facts:
    done = facts["outcome"] == "done"
    if facts["checked_on"] < facts["on"]:
        raise Refused(_("Ngày xác minh không trước ngày báo cáo {day}.").format(day=day_text(facts["on"])))
    if one.done and not done and case.state != Inspection.CONCLUDED:
        raise Refused(_("Đã ghi thực hiện xong kết luận; không sửa thành chưa xong nữa."))
    return {"checked_on": facts["checked_on"], "done": done, "found": facts["found"]}
