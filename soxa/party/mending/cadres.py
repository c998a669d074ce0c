"""Planning, courses, certificates and time outside the Party, put right with their basis."""

from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import flow
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.page import day_text
from soxa.law.periods import FOREVER
from soxa.party.badges.models import TimeOutside
from soxa.party.cadres.models import Attended, Candidate, Course, PlannedPost, PlanReview
from soxa.party.list_checks import first_of
from soxa.party.mending.said import Said, ask
from soxa.party.models import Member, Membership
from soxa.party.rules import is_official
from soxa.party.standing import life_of


def mend_candidate(candidate: Candidate, said: Said, actor: Actor) -> None:
    """When and by what paper a member was planned for a post; Refused before he was official, or planned for it twice."""
    ask(actor)
    since, until = said.changes["since"], said.changes.setdefault("until", FOREVER)
    with flow.all_or_nothing():
        post = PlannedPost.objects.select_for_update().get(pk=candidate.post_id)
        member, home = candidate.member, Membership.HOME
        stood = Membership.objects.filter(Membership.standing(since), member=member, kind=home).exists()
        if since > said.today or not stood or not is_official(member.recognised_on, since):
            raise Refused(
                _("Ngày {day}, {name} không phải là đảng viên chính thức trong sổ.").format(
                    day=day_text(since), name=member.person.full_name
                )
            )
        others = post.candidates.filter(member=member, since__lt=until, until__gt=since)
        if others.exclude(pk=candidate.pk).exists():
            raise Refused(_("Đồng chí này đã ở trong quy hoạch chức danh ấy."))
        flow.correct(candidate, said.changes, actor, basis=said.basis, unit_id=post.unit_id, about=post)


def strike_candidate(candidate: Candidate, said: Said, actor: Actor) -> None:
    """A planning that never was."""
    ask(actor)
    post = candidate.post
    flow.strike(candidate, actor, basis=said.basis, about=post, unit_id=post.unit_id)


def mend_post(post: PlannedPost, said: Said, actor: Actor) -> None:
    """The name, the term and the paper of a post planned for."""
    ask(actor)
    told = said.changes
    same = PlannedPost.objects.filter(unit_id=post.unit_id, term=told["term"], title=told["title"])
    if same.exclude(pk=post.pk).exists():
        raise Refused(_("Nhiệm kỳ này đã có chức danh ấy trong quy hoạch."))
    with flow.all_or_nothing():
        flow.correct(post, told, actor, basis=said.basis, unit_id=post.unit_id)


def strike_post(post: PlannedPost, said: Said, actor: Actor) -> None:
    """A post that was never planned for; Refused when somebody was."""
    ask(actor)
    with flow.all_or_nothing():
        if PlannedPost.objects.select_for_update().get(pk=post.pk).candidates.exists():
            raise Refused(_("Chức danh này đã có người trong quy hoạch; bỏ từng mục ghi nhầm trước."))
        flow.strike(post, actor, basis=said.basis, about=post, unit_id=post.unit_id)


def mend_review(review: PlanReview, said: Said, actor: Actor) -> None:
    """The day and the paper of a yearly review; one a year."""
    ask(actor)
    year = said.changes["on"].year
    same = PlanReview.objects.filter(unit_id=review.unit_id, term=review.term, year=year)
    if same.exclude(pk=review.pk).exists():
        raise Refused(_("Năm {year} đã ghi rà soát quy hoạch của nhiệm kỳ này.").format(year=year))
    changes = {**said.changes, "year": year}
    with flow.all_or_nothing():
        flow.correct(review, changes, actor, basis=said.basis, unit_id=review.unit_id)


def mend_course(course: Course, said: Said, actor: Actor) -> None:
    """The facts of a course; Refused when a certificate would be older than its beginning."""
    ask(actor)
    with flow.all_or_nothing():
        early = course.attended.filter(certified_on__lt=said.changes["starts_on"]).first()
        if early:
            raise Refused(_("Lớp đã có chứng chỉ cấp ngày {day}, không bắt đầu sau đó được.").format(day=day_text(early.certified_on)))  # fmt: skip
        flow.correct(course, said.changes, actor, basis=said.basis, unit_id=course.unit_id)


def strike_course(course: Course, said: Said, actor: Actor) -> None:
    """A course that never was; Refused while somebody stands on its list."""
    ask(actor)
    with flow.all_or_nothing():
        if Course.objects.select_for_update().get(pk=course.pk).attended.exists():
            raise Refused(_("Lớp đã có học viên; bỏ từng học viên ghi nhầm trước."))
        flow.strike(course, actor, basis=said.basis, about=course, unit_id=course.unit_id)


def mend_attended(row: Attended, said: Said, actor: Actor) -> None:
    """The number and the day of a certificate; what it raised on the record is put right there."""
    ask(actor)
    course, on = row.course, said.changes["certified_on"]
    if on and on < course.starts_on:
        raise Refused(_("Lớp bắt đầu ngày {day}; chứng chỉ không cấp trước đó.").format(day=day_text(course.starts_on)))  # fmt: skip
    flow.correct(row, said.changes, actor, basis=said.basis, unit_id=course.unit_id, about=course)


def strike_attended(row: Attended, said: Said, actor: Actor) -> None:
    """One who never was on the list."""
    ask(actor)
    flow.strike(row, actor, basis=said.basis, about=row.course, unit_id=row.course.unit_id)


def mend_outside(time: TimeOutside, said: Said, actor: Actor) -> None:
    """Time outside the Party; after admission and apart from what else is written. Party age follows by itself."""
    ask(actor)
    since, until = said.changes["since"], said.changes["until"]
    with flow.all_or_nothing():
        member = Member.objects.select_for_update().get(pk=time.member_id)
        start = member.decision_on or member.admitted_on
        if start and since < first_of(start):
            raise Refused(_("Thời gian này bắt đầu trước ngày vào Đảng {day}.").format(day=start.text()))
        others: Any = member.times_outside.filter(since__lt=until, until__gt=since).exclude(pk=time.pk)
        if met := others.first():
            raise Refused(
                _("Trùng với thời gian đã ghi, từ {since} đến trước {until}.").format(
                    since=day_text(met.since), until=day_text(met.until)
                )
            )
        unit_id = life_of(member, said.today).unit_id
        flow.correct(time, said.changes, actor, basis=said.basis, unit_id=unit_id, about=member)


def strike_outside(time: TimeOutside, said: Said, actor: Actor) -> None:
    """Time outside that never was."""
    ask(actor)
    unit_id = life_of(time.member, said.today).unit_id
    flow.strike(time, actor, basis=said.basis, about=time.member, unit_id=unit_id)


def strike_row(row: Any, said: Said, actor: Actor) -> None:
    """A row that nothing else rests on."""
    ask(actor)
    flow.strike(row, actor, basis=said.basis, about=row, unit_id=row.unit_id)
