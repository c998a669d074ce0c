"""Acts on a programme and what lies in it: begun, an inspection planned or added, approved, corrected; recommendations followed."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, correct, plain, record, reference
from soxa.kernel.locks import one_at_a_time
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.party.inspection.catalogue import kinds, stages
from soxa.party.inspection.flow import LIFE
from soxa.party.inspection.models import Answer, Inspection, Programme, Recommendation, Stage
from soxa.party.inspection.rules import quarter_end, stage_days
from soxa.party.models import Member
from soxa.party.year_opens import PLANS_AHEAD, opens

Facts = dict[str, Any]


def begin(unit_id: int, year: int, actor: Actor, *, on: date) -> Programme:
    """Begin a year's programme of a unit; Refused when there is one."""
    with transaction.atomic():
        one_at_a_time(Programme)
        if Programme.objects.filter(unit_id=unit_id, year=year).exists():
            raise Refused(_("Đã có chương trình năm {year} của đơn vị này.").format(year=year))
        made: Programme = Programme.objects.create(unit_id=unit_id, year=year)
        made.entry = record(
            ("inspections", "begin"), reference(made), actor, on=on, unit_id=unit_id, facts={"year": year}
        )
        made.save(update_fields=["entry"])
    return made


def approve(programme: Programme, actor: Actor, *, on: date, paper: str) -> None:
    """Issue a programme: what was planned stands in it from that day to the end of its year. Refused for an empty one."""
    with transaction.atomic():
        locked = Programme.objects.select_for_update().get(pk=programme.pk)
        if locked.approved_on:
            raise Refused(_("Chương trình đã ban hành ngày {day}.").format(day=day_text(locked.approved_on)))
        if on >= _year_end(locked.year):
            raise Refused(_("Năm {year} đã hết; chương trình ban hành trong năm.").format(year=locked.year))
        if on < (first := opens(locked.year, PLANS_AHEAD)):
            raise Refused(
                _("Chương trình năm {year} ban hành từ {day}.").format(year=locked.year, day=day_text(first))
            )
        items = Inspection.objects.filter(programme=locked, dropped_on=None)
        if not items.exists():
            raise Refused(_("Chương trình chưa có cuộc kiểm tra, giám sát nào."))
        entry = record(
            ("inspections", "approve"), reference(locked), actor, on=on, unit_id=locked.unit_id, facts={"paper": paper}
        )  # fmt: skip
        locked.approved_on, locked.paper = on, paper
        locked.save(update_fields=["approved_on", "paper"])
        items.moved(entry, since=on, until=_year_end(locked.year))
    programme.refresh_from_db()


def _year_end(year: int) -> date:
    return date(year + 1, 1, 1)


def plan(
    programme: Programme | None, facts: Facts, member: Member | None, actor: Actor, *, unit_id: int, year: int, on: date
) -> Inspection:  # fmt: skip
    """Put an inspection into a programme, or beside it (`beside`); once the programme is issued, by a paper of a day."""
    since = facts.get("on")
    if programme and programme.approved_on and since and since < programme.approved_on:
        raise Refused(
            _("Chương trình ban hành ngày {day}; bổ sung không trước ngày ấy.").format(
                day=day_text(programme.approved_on)
            )
        )
    kind = kinds()[facts["kind"]]
    due = quarter_end(year, facts["quarter"])
    beside = bool(facts.get("beside")) or programme is None
    case = Inspection(
        unit_id=unit_id, year=year, programme=None if beside else programme, body=facts["body"], kind=kind.code,
        closed=kind.closed, subject_id=facts["subject"], member=member, content=facts["content"],
        period=facts.get("period", ""), team=facts.get("team", ""), quarter=facts["quarter"], due_on=due,
        since=None if beside else since, until=_year_end(year), added_by=facts.get("paper", ""),
    )  # fmt: skip
    told = plain({"kind": kind.code, "due": due, "paper": facts.get("paper", "")})
    with transaction.atomic():
        one_at_a_time(Inspection)
        if _written_already(case):
            raise Refused(_("Cuộc kiểm tra, giám sát này đã ghi rồi: cùng loại, đối tượng, nội dung và quý."))
        entry = LIFE.start(case, actor, unit_id=unit_id, facts=told)
        case.entry = entry
        case.save(update_fields=["entry"])
        for stage in stage_rows(case):
            stage.entry = entry
            stage.save(force_insert=True)
    return case


def _written_already(case: Inspection) -> bool:
    same = (
        "unit_id",
        "year",
        "programme_id",
        "kind",
        "subject_id",
        "member_id",
        "content",
        "period",
        "quarter",
    )
    there = Inspection.objects.filter(dropped_on=None, **{name: getattr(case, name) for name in same})
    return bool(there.exists())


def stage_rows(case: Inspection) -> list[Stage]:
    """Rows of every stage of a case, with the due days that its day of conclusion gives."""
    days = stage_days(case.due_on, {one.code: one.days for one in stages().values()})
    return [Stage(inspection=case, code=code, due_on=due) for code, due in days.items()]


def mend(case: Inspection, changes: Facts, actor: Actor, *, basis: str) -> None:
    """Correct what is said of an inspection; the due days of stages still to do follow its day of conclusion."""
    with transaction.atomic():
        entry = correct(case, changes, actor, basis=basis, unit_id=case.unit_id)
        days = stage_days(case.due_on, {one.code: one.days for one in stages().values()})
        for code, due in days.items():
            Stage.objects.filter(inspection=case, code=code, done_on=None).moved(entry, due_on=due)


def recommend(case: Inspection, facts: Facts, actor: Actor, *, on: date) -> Recommendation:
    """Write down what a conclusion asks for; Refused where there is no conclusion, or its follow-up has ended."""
    with transaction.atomic():
        locked = Inspection.objects.select_for_update().get(pk=case.pk)
        if locked.state != Inspection.CONCLUDED or locked.concluded_on is None:
            raise Refused(_("Chỉ ghi kiến nghị, yêu cầu khi đã kết luận và còn đang theo dõi."))
        last = locked.recommendations.aggregate(last=Max("number"))["last"] or 0
        made = Recommendation(
            inspection=locked, unit_id=locked.unit_id, number=last + 1, since=locked.concluded_on, **facts
        )
        made.save(force_insert=True)
        told = {"number": last + 1, "due": facts["due_on"]}
        made.entry = _told("recommend", locked, actor, on=on, facts=told)
        made.save(update_fields=["entry"])
    return made


def answer(one: Recommendation, facts: Facts, actor: Actor) -> None:
    """Write down what was done about a recommendation; Refused before its conclusion, and while an answer waits."""
    with transaction.atomic():
        locked = Recommendation.objects.select_for_update().select_related("inspection").get(pk=one.pk)
        if locked.verified_on:
            raise Refused(_("Kiến nghị này đã được xác minh là thực hiện xong."))
        if locked.answers.filter(checked_on=None).exists():
            raise Refused(_("Đã có báo cáo đang chờ xác minh."))
        if facts["on"] < locked.since:
            raise Refused(
                _("Ngày báo cáo không trước ngày kết luận {day}.").format(day=day_text(locked.since))
            )
        told = {"number": locked.number, "paper": facts.get("paper", "")}
        entry = _told("answer", locked.inspection, actor, on=facts["on"], facts=told)
        Answer.objects.create(recommendation=locked, entry=entry, **facts)


def verify(one: Recommendation, facts: Facts, actor: Actor) -> None:
    """Say whether what was reported is done; not done, the recommendation waits for another answer under the same due day."""
    with transaction.atomic():
        locked = Recommendation.objects.select_for_update().select_related("inspection").get(pk=one.pk)
        waiting = locked.answers.select_for_update().filter(checked_on=None).first()
        if waiting is None:
            raise Refused(_("Chưa có báo cáo kết quả thực hiện để xác minh."))
        if facts["on"] < waiting.on:
            raise Refused(_("Ngày xác minh không trước ngày báo cáo {day}.").format(day=day_text(waiting.on)))
        done = facts["outcome"] == "done"
        told = {"number": locked.number, "done": done}
        _told("verify", locked.inspection, actor, on=facts["on"], facts=told)
        waiting.checked_on, waiting.done, waiting.found = facts["on"], done, facts["found"]
        waiting.save(update_fields=["checked_on", "done", "found"])
        if done:
            locked.verified_on = facts["on"]
            locked.save(update_fields=["verified_on"])


def _told(step: str, case: Inspection, actor: Actor, *, on: date, facts: Facts) -> Entry:
    return record(("inspection", step), reference(case), actor, on=on, unit_id=case.unit_id, facts=facts)
