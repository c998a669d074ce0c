"""Acts on studies and commitments, each with its entry: opened, held, attended, followed by a plan, reviewed; registered."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, correct, record, reference, strike
from soxa.kernel.locks import one_at_a_time
from soxa.kernel.models import Entry, Unit
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.words import name_key
from soxa.party.models import Member
from soxa.party.study.models import Attendance, Commitment, Sitting, Studied, Study, UnitCommitment
from soxa.party.year_opens import PLANS_AHEAD, opens

WRITE = "study.write"
PRESENT, ABSENT, NOT_REQUIRED = "co", "vang", "khong"
Facts = dict[str, Any]


def open_study(
    unit_id: int, about: Facts, paper: Facts, actor: Actor, *, on: date, document_key: str = ""
) -> Study:
    """Put a study with its first document into the plan of work. Refused for one that is there, and for due days long past."""
    for due in (about.get("due_on"), about.get("essays_due_on")):
        _near(due, on)
    with transaction.atomic():
        one_at_a_time(Study)
        there = Studied.objects.filter(unit_id=unit_id, number=paper["number"], study__title=about["title"])
        if there.filter(study__opened_on=on).exists():
            raise Refused(_("Nội dung học tập này hôm nay đã ghi với văn bản này."))
        made: Study = Study.objects.create(unit_id=unit_id, opened_on=on, **about)
        made.entry = _told("open", made, actor, on=on, facts={"paper": paper["number"]})
        made.save(update_fields=["entry"])
        Studied.objects.create(
            study=made, unit_id=unit_id, document_key=document_key, entry=made.entry, **paper
        )
    return made


def add_paper(study: Study, paper: Facts, actor: Actor, *, on: date, document_key: str = "") -> Studied:
    """Add a document; it was studied at the first sitting, if there was one. Refused for one that is there."""
    with transaction.atomic():
        locked = Study.objects.select_for_update().get(pk=study.pk)
        if locked.papers.filter(number=paper["number"]).exists():
            raise Refused(_("Văn bản này đã có trong nội dung học tập."))
        first = locked.sittings.order_by("held_on").first()
        entry = _told("paper", locked, actor, on=on, facts={"paper": paper["number"]})
        made: Studied = Studied.objects.create(
            study=locked, unit_id=locked.unit_id, document_key=document_key, entry=entry,
            studied_on=first.held_on if first else None, **paper,
        )  # fmt: skip
    return made


def hold(study: Study, facts: Facts, actor: Actor) -> Sitting:
    """Write down a sitting; its documents count as studied from the first one. Refused for a second of one day."""
    on: date = facts["on"]
    _near(on, study.opened_on)
    with all_or_nothing():
        locked = Study.objects.select_for_update().get(pk=study.pk)
        if locked.sittings.filter(held_on=on).exists():
            raise Refused(_("Ngày {day} đã ghi một buổi học tập nội dung này.").format(day=day_text(on)))
        made = Sitting(
            study=locked, unit_id=locked.unit_id, held_on=on, place=facts["place"], speaker=facts["speaker"],
            masses=facts["masses"],
        )  # fmt: skip
        made.entry = _told("hold", locked, actor, on=on, facts={"masses": facts["masses"]})
        made.save(force_insert=True)
        later = Q(studied_on=None) | Q(studied_on__gt=on)
        Studied.objects.filter(later, study=locked).moved(made.entry, studied_on=on)
    return made


def issue_plan(study: Study, facts: Facts, actor: Actor) -> None:
    """Write down the plan that followed. Refused before the study has sat, and for a second plan."""
    with transaction.atomic():
        locked = Study.objects.select_for_update().get(pk=study.pk)
        if locked.plan_on:
            raise Refused(_("Đã ghi kế hoạch ban hành ngày {day}.").format(day=day_text(locked.plan_on)))
        first = locked.sittings.order_by("held_on").first()
        if first is None or facts["on"] < first.held_on:
            raise Refused(_("Chỉ ghi kế hoạch thực hiện sau khi đã tổ chức học tập."))
        _told("plan", locked, actor, on=facts["on"], facts={"paper": facts["paper"]})
        locked.plan_paper, locked.plan_on = facts["paper"], facts["on"]
        locked.save(update_fields=["plan_paper", "plan_on"])
    study.refresh_from_db()


def review(study: Study, facts: Facts, actor: Actor) -> None:
    """Write down what came of it. Refused before the first sitting, and for a second review."""
    with transaction.atomic():
        locked = Study.objects.select_for_update().get(pk=study.pk)
        first = locked.sittings.order_by("held_on").first()
        if first is None or facts["on"] < first.held_on:
            raise Refused(_("Chỉ kiểm điểm, sơ kết sau khi đã tổ chức học tập."))
        if locked.reviewed_on:
            raise Refused(_("Đã ghi sơ kết ngày {day}.").format(day=day_text(locked.reviewed_on)))
        _told("review", locked, actor, on=facts["on"], facts={})
        locked.reviewed_on, locked.review = facts["on"], facts["review"]
        locked.save(update_fields=["reviewed_on", "review"])
    study.refresh_from_db()


def mend(study: Study, changes: Facts, actor: Actor, *, basis: str) -> None:
    """Correct what is said of a study; its review stays on the day of the first sitting or after it. Refused in words."""
    first = study.sittings.order_by("held_on").values_list("held_on", flat=True).first()
    if first and changes.get("reviewed_on") and changes["reviewed_on"] < first:
        raise Refused(_("Chỉ kiểm điểm, sơ kết sau khi đã tổ chức học tập."))
    correct(study, changes, actor, basis=basis, unit_id=study.unit_id)


def call_roll(
    sitting: Sitting, unit_id: int, answers: dict[int, str], actor: Actor, *, basis: str = ""
) -> int:
    """Write who of a unit came; how many rows changed. What was written before is corrected with its basis.

    `answers`: member → PRESENT, ABSENT or NOT_REQUIRED. Refused when nobody was to come, or nothing changes.
    """
    with all_or_nothing():
        locked = Sitting.objects.select_for_update().get(pk=sitting.pk)
        held = {one.member_id: one for one in Attendance.objects.filter(sitting=locked, member__in=answers)}
        came = {key: said == PRESENT for key, said in answers.items() if said != NOT_REQUIRED}
        new = [key for key in came if key not in held]
        changed = [one for key, one in held.items() if key in came and one.present != came[key]]
        gone = [one for key, one in held.items() if key not in came]
        if not (new or changed or gone):
            raise Refused(
                _("Không có gì thay đổi so với dữ liệu đang có trong sổ.")
                if held
                else _("Chưa có đồng chí nào phải dự.")
            )
        if held and not basis:
            raise Refused(_("Đã ghi điểm danh của chi bộ này; sửa thì ghi căn cứ đính chính."))
        for one in changed:
            correct(one, {"present": came[one.member_id]}, actor, basis=basis, unit_id=unit_id, about=locked)
        for one in gone:
            strike(one, actor, basis=basis, unit_id=unit_id, about=locked)
        if new:
            _load(locked, unit_id, {key: came[key] for key in new}, actor)
    return len(new) + len(changed) + len(gone)


def call_rest(sitting: Sitting, rolls: dict[int, dict[int, str]], actor: Actor) -> int:
    """Write the rolls of several units that have none yet (unit → its answers); how many. Refused when there is nothing to write."""
    with all_or_nothing():
        locked = Sitting.objects.select_for_update().get(pk=sitting.pk)
        held = set(Attendance.objects.filter(sitting=locked).values_list("unit_id", flat=True))
        fresh = {
            unit_id: {key: said == PRESENT for key, said in answers.items() if said != NOT_REQUIRED}
            for unit_id, answers in rolls.items()
            if unit_id not in held
        }
        fresh = {unit_id: came for unit_id, came in fresh.items() if came}
        if not fresh:
            raise Refused(_("Không có chi bộ nào còn phải ghi điểm danh buổi này."))
        for unit_id, came in fresh.items():
            _load(locked, unit_id, came, actor)
    return len(fresh)


def _load(sitting: Sitting, unit_id: int, came: dict[int, bool], actor: Actor) -> None:
    told = {"rows": len(came), "present": sum(came.values())}
    entry = record(
        ("sitting", "roll"), reference(sitting), actor, on=sitting.held_on, unit_id=unit_id, facts=told
    )
    names = dict(Member.objects.filter(pk__in=came).values_list("pk", "person__full_name"))
    rows = [
        Attendance(sitting=sitting, unit_id=unit_id, member_id=key, present=present, name_key=name_key(names[key]))
        for key, present in came.items()
    ]  # fmt: skip
    Attendance.objects.loaded(rows, entry)


def essays(sitting: Sitting, unit_id: int, members: list[int], actor: Actor, *, on: date) -> int:
    """Write who of a unit handed in the essay; how many. Refused when all of them had."""
    with transaction.atomic():
        locked = Sitting.objects.select_for_update().get(pk=sitting.pk)
        rows = Attendance.objects.filter(
            sitting=locked, unit_id=unit_id, member_id__in=members, essay_on=None
        )
        count: int = rows.count()
        if not count:
            raise Refused(_("Các đồng chí đã chọn đều đã nộp bài thu hoạch."))
        if on < locked.held_on:
            raise Refused(_("Ngày nộp không trước ngày học tập {day}.").format(day=day_text(locked.held_on)))
        entry = record(
            ("sitting", "essays"), reference(locked), actor, on=on, unit_id=unit_id, facts={"rows": count}
        )
        rows.moved(entry, essay_on=on)
    return count


def register(unit_id: int, year: int, members: list[int], actor: Actor, *, on: date) -> int:
    """Write who registered what he will do in a year; how many. Refused when all had, or the day lies in another year."""
    _in_its_year(on, year)
    with all_or_nothing():
        list(Member.objects.select_for_update().filter(pk__in=members).order_by("pk").values_list("pk"))
        held = set(
            Commitment.objects.filter(year=year, member_id__in=members).values_list("member_id", flat=True)
        )
        new = [key for key in members if key not in held]
        if not new:
            raise Refused(_("Các đồng chí đã chọn đều đã đăng ký, cam kết năm {year}.").format(year=year))
        entry = _of_year("register", unit_id, year, actor, on=on, count=len(new))
        rows = [Commitment(member_id=key, unit_id=unit_id, year=year, made_on=on) for key in new]
        Commitment.objects.loaded(rows, entry)
    return len(new)


def review_commitments(
    unit_id: int, year: int, members: list[int], result: str, actor: Actor, *, on: date
) -> int:
    """Write how commitments were kept; how many. Refused for members who registered nothing, and before they did."""
    with transaction.atomic():
        rows = Commitment.objects.select_for_update().filter(
            year=year, member_id__in=members, reviewed_on=None
        )
        found = list(rows)
        if len(found) < len(members):
            raise Refused(
                _(
                    "Có đồng chí chưa đăng ký, hoặc đã kiểm điểm; chỉ chọn đồng chí đã đăng ký, chưa kiểm điểm."
                )
            )
        if on < max(one.made_on for one in found):
            raise Refused(_("Ngày kiểm điểm không trước ngày đăng ký."))
        entry = _of_year("review", unit_id, year, actor, on=on, count=len(found))
        Commitment.objects.filter(pk__in=[one.pk for one in found]).moved(
            entry, reviewed_on=on, result=result
        )
    return len(found)


def register_unit(unit_id: int, year: int, facts: Facts, actor: Actor) -> UnitCommitment:
    """Write what a unit registered to do in a year: `on`, `content`, `paper`. Refused for a second one of the year."""
    _in_its_year(facts["on"], year)
    with all_or_nothing():
        Unit.objects.select_for_update().get(pk=unit_id)
        if UnitCommitment.objects.filter(unit_id=unit_id, year=year).exists():
            raise Refused(_("Đơn vị đã đăng ký năm {year}; muốn sửa thì đính chính.").format(year=year))
        made = UnitCommitment(
            unit_id=unit_id, year=year, content=facts["content"], paper=facts["paper"], made_on=facts["on"]
        )
        made.entry = _of_year("register_unit", unit_id, year, actor, on=facts["on"], count=1)
        made.save(force_insert=True)
    return made


def review_unit(one: UnitCommitment, facts: Facts, actor: Actor) -> None:
    """Write how a unit kept what it registered: `on`, `result`, `review`. Refused before it registered, and twice."""
    with all_or_nothing():
        held = UnitCommitment.objects.select_for_update().get(pk=one.pk)
        if held.reviewed_on:
            raise Refused(_("Đã kiểm điểm ngày {day}.").format(day=day_text(held.reviewed_on)))
        if facts["on"] < held.made_on:
            raise Refused(_("Ngày kiểm điểm không trước ngày đăng ký."))
        _of_year("review_unit", held.unit_id, held.year, actor, on=facts["on"], count=1)
        held.reviewed_on, held.result, held.review = facts["on"], facts["result"], facts["review"]
        held.save(update_fields=["reviewed_on", "result", "review"])
    one.refresh_from_db()


def _near(day: date | None, opened: date) -> None:
    """A day of a study lies in the year in which it was put into the plan, in the year before, or later."""
    if day and day.year < opened.year - 1:
        raise Refused(
            _("Ngày {day} quá sớm: nội dung này đưa vào kế hoạch ngày {opened}.").format(
                day=day_text(day), opened=day_text(opened)
            )
        )


def _in_its_year(on: date, year: int) -> None:
    if not (first := opens(year, PLANS_AHEAD)) <= on <= date(year, 12, 31):
        raise Refused(
            _("Ngày đăng ký phải trong năm {year} hoặc cuối năm trước, từ ngày {first}.").format(
                year=year, first=day_text(first)
            )
        )


def _told(step: str, study: Study, actor: Actor, *, on: date, facts: Facts) -> Entry:
    return record(("study", step), reference(study), actor, on=on, unit_id=study.unit_id, facts=facts)


def _of_year(step: str, unit_id: int, year: int, actor: Actor, *, on: date, count: int) -> Entry:
    subject = ("unit", tree().nodes[unit_id].code)
    facts = {"year": year, "rows": count}
    return record(("commitment", step), subject, actor, on=on, unit_id=unit_id, facts=facts)
