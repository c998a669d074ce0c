"""Acts of planning and of training: a post planned for, people put in and taken out, the yearly review; courses and certificates."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import flow
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.law.periods import FOREVER
from soxa.org.models import Person
from soxa.party.cadres.models import Attended, Candidate, Course, PlannedPost, PlanReview
from soxa.party.cadres.rules import higher
from soxa.party.flow import WRITE
from soxa.party.models import Member, Membership
from soxa.party.rules import is_official


def _ask(actor: Actor, on: date | None, today: date) -> None:
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    if on and on > today:
        raise Refused(_("Ngày {day} chưa đến; sổ chỉ ghi việc đã có hiệu lực.").format(day=day_text(on)))


def add_post(unit_id: int, actor: Actor, facts: dict[str, Any], *, today: date) -> PlannedPost:
    """A post of a term for which people will be planned; Refused when it is there already."""
    _ask(actor, None, today)
    if PlannedPost.objects.filter(unit_id=unit_id, term=facts["term"], title=facts["title"]).exists():
        raise Refused(_("Nhiệm kỳ này đã có chức danh ấy trong quy hoạch."))
    with flow.all_or_nothing():
        made = PlannedPost(unit_id=unit_id, **facts)
        made.save(force_insert=True)
        made.entry = flow.record(
            ("cadres", "post"), flow.reference(made), actor, on=today, unit_id=unit_id, facts=facts
        )
        made.save(update_fields=["entry"])
    return made


def put_in(post: PlannedPost, person: Person, actor: Actor, *, on: date, paper: str, today: date) -> Entry:
    """Plan a member for a post from a day; Refused for one who is no official member then, or is planned for it already."""
    _ask(actor, on, today)
    with flow.all_or_nothing():
        locked = PlannedPost.objects.select_for_update().get(pk=post.pk)
        member = Member.objects.filter(person=person).first()
        home = Membership.objects.filter(Membership.standing(on), member=member, kind=Membership.HOME)
        if member is None or not is_official(member.recognised_on, on) or not home.exists():
            raise Refused(
                _("Ngày {day}, {name} không phải là đảng viên chính thức trong sổ.").format(
                    day=day_text(on), name=person.full_name
                )
            )
        if locked.candidates.filter(member=member, until__gt=on).exists():
            raise Refused(_("Đồng chí này đã ở trong quy hoạch chức danh ấy."))
        facts = {"paper": paper, "person": person.pk}
        entry = flow.record(
            ("cadres", "put_in"), flow.reference(locked), actor, on=on, unit_id=locked.unit_id, facts=facts
        )
        Candidate(post=locked, member=member, since=on, paper=paper, entry=entry).save(force_insert=True)
    return entry


def take_out(candidate: Candidate, actor: Actor, facts: dict[str, Any], *, today: date) -> Entry:
    """End a planning on a day with its paper and reason; Refused before its beginning, or when it has ended."""
    on: date = facts["on"]
    _ask(actor, on, today)
    with flow.all_or_nothing():
        locked = Candidate.objects.select_for_update().select_related("post").get(pk=candidate.pk)
        if locked.until != FOREVER:
            raise Refused(_("Đồng chí này đã đưa ra khỏi quy hoạch từ ngày {day}.").format(day=day_text(locked.until)))  # fmt: skip
        if on <= locked.since:
            raise Refused(
                _("Vào quy hoạch ngày {day}; chỉ đưa ra từ ngày sau đó.").format(day=day_text(locked.since))
            )
        told = {"paper": facts["paper"], "person": locked.member.person_id}
        entry = flow.record(
            ("cadres", "take_out"), flow.reference(locked.post), actor, on=on, unit_id=locked.post.unit_id,
            facts=told,
        )  # fmt: skip
        locked.until, locked.closing_paper, locked.reason = on, facts["paper"], facts["reason"]
        locked.save(update_fields=["until", "closing_paper", "reason"])
    return entry


def review(unit_id: int, actor: Actor, facts: dict[str, Any], *, today: date) -> PlanReview:
    """The review of a term's planning in the year of its day; once a year."""
    on: date = facts["on"]
    _ask(actor, on, today)
    if not PlannedPost.objects.filter(unit_id=unit_id, term=facts["term"]).exists():
        raise Refused(_("Sổ chưa có quy hoạch của nhiệm kỳ này."))
    if PlanReview.objects.filter(unit_id=unit_id, term=facts["term"], year=on.year).exists():
        raise Refused(_("Năm {year} đã ghi rà soát quy hoạch của nhiệm kỳ này.").format(year=on.year))
    with flow.all_or_nothing():
        made = PlanReview(unit_id=unit_id, year=on.year, **facts)
        made.save(force_insert=True)
        told = {"term": facts["term"], "year": on.year, "paper": facts["paper"]}
        made.entry = flow.record(
            ("cadres", "review"), flow.reference(made), actor, on=on, unit_id=unit_id, facts=told
        )
        made.save(update_fields=["entry"])
    return made


def open_course(unit_id: int, actor: Actor, facts: dict[str, Any], *, today: date) -> Course:
    """A course with its days; it may lie ahead."""
    _ask(actor, None, today)
    with flow.all_or_nothing():
        made = Course(unit_id=unit_id, **facts)
        made.save(force_insert=True)
        told = {"paper": facts["paper"], "course_kind": str(made.get_kind_display())}
        made.entry = flow.record(
            ("training", "course"),
            flow.reference(made),
            actor,
            on=made.starts_on,
            unit_id=unit_id,
            facts=told,
        )
        made.save(update_fields=["entry"])
    return made


def enrol(course: Course, people: Sequence[Person], actor: Actor, *, today: date) -> Entry:
    """Put members on the list of a course, one entry for all; Refused when one of them stands there already."""
    _ask(actor, None, today)
    with flow.all_or_nothing():
        locked = Course.objects.select_for_update().get(pk=course.pk)
        members = {one.person_id: one for one in Member.objects.filter(person__in=people)}
        there = set(locked.attended.values_list("member__person_id", flat=True))
        twice = [one.full_name for one in people if one.pk in there]
        if twice:
            raise Refused(_("Đã có trong danh sách lớp: {names}.").format(names=", ".join(twice)))
        entry = flow.record(
            ("training", "enrol"), flow.reference(locked), actor, on=today, unit_id=locked.unit_id,
            facts={"rows": len(people)},
        )  # fmt: skip
        rows = [Attended(course=locked, member=members[one.pk]) for one in people]
        Attended.objects.loaded(rows, entry)  # type: ignore[attr-defined]
    return entry


def certify(row: Attended, actor: Actor, *, on: date, number: str, today: date) -> Entry:
    """The certificate of one who attended; a course of political theory raises the level on his record."""
    _ask(actor, on, today)
    with flow.all_or_nothing():
        locked = (
            Attended.objects.select_for_update().select_related("course", "member__person").get(pk=row.pk)
        )
        course, person = locked.course, locked.member.person
        if locked.certified_on:
            raise Refused(_("Đã ghi chứng chỉ cấp ngày {day}.").format(day=day_text(locked.certified_on)))
        if on < course.starts_on:
            raise Refused(_("Lớp bắt đầu ngày {day}; chứng chỉ không cấp trước đó.").format(day=day_text(course.starts_on)))  # fmt: skip
        entry = flow.record(
            ("training", "certify"), flow.reference(course), actor, on=on, unit_id=course.unit_id,
            facts={"person": person.pk},
        )  # fmt: skip
        locked.certificate_no, locked.certified_on = number, on
        locked.save(update_fields=["certificate_no", "certified_on"])
        if course.level and higher(course.level, person.theory):
            basis = _("{course}, cấp ngày {day}").format(course=course.title, day=day_text(on))
            flow.correct(
                person, {"theory": course.level}, actor, basis=basis, unit_id=course.unit_id, about=locked.member
            )  # fmt: skip
    return entry
