"""Removal from posts: which posts a decision takes, ended on the day it is announced, gone on with when it never was."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import flow
from soxa.kernel.access import Actor
from soxa.kernel.journal import signer
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.refusal import Refused
from soxa.law.periods import FOREVER
from soxa.org.models import Office
from soxa.party.discipline.models import Discipline, RemovedPost
from soxa.party.discipline.rules import REMOVAL
from soxa.party.models import Member
from soxa.party.posts import ended, party_posts

Facts = dict[str, Any]


def choose(case: Discipline, facts: Facts, on: date) -> None:
    """Keep the posts that a removal takes; Refused when none is named, or one was not held on the day."""
    if facts["level"] != REMOVAL:
        return
    held = {one.pk: one for one in party_posts(case.member, on)}
    chosen = [int(one) for one in facts.get("posts") or ()]
    if not chosen:
        raise Refused(_("Cách chức thì chọn chức vụ bị cách."))
    for key in chosen:
        if key not in held:
            raise Refused(
                _("Có chức vụ được chọn mà đồng chí không giữ vào ngày {day}.").format(day=day_text(on))
            )
        case.removed.create(office=held[key], title=held[key].title)


def take_effect(case: Discipline, on: date, act: Entry) -> None:
    """End the posts on the day the decision is announced, with an entry each."""
    kept = case.removed.exclude(office=None).values_list("office_id", flat=True)
    ended(case.member, Office.objects.select_for_update().filter(pk__in=list(kept), until__gt=on), on, act)


def give_back(case: Discipline, facts: Facts, act: Entry) -> None:
    """Who is let keep a post after a complaint holds it anew from that day."""
    titles = {one.pk: one for one in case.removed.exclude(office=None).select_related("office")}
    for key in facts.get("posts_back") or ():
        was = titles[int(key)].office
        again = Office(
            person_id=was.person_id, unit_id=was.unit_id, role=was.role, code=was.code, title=was.title, way=was.way,
            rank=was.rank, decision=facts["paper"], since=facts["on"],
        )  # fmt: skip
        others = Office.objects.filter(unit_id=was.unit_id, code=was.code, until=FOREVER).exclude(code="")
        if holder := others.exclude(code="cell_committee").select_related("person").first():
            raise Refused(
                _("{title} nay là đồng chí {name}.").format(title=was.title, name=holder.person.full_name)
            )
        again.entry = flow.record(
            ("post", "begin"), flow.reference(case.member), signer(act), on=facts["on"], unit_id=was.unit_id, facts={"title": was.title}
        )  # fmt: skip
        again.save(force_insert=True)


def moved(case: Discipline, until: date, actor: Actor, *, basis: str) -> None:
    """The posts that this decision ended, ended on another day: the right day of the announcement, or never."""
    for one in case.removed.exclude(office=None).select_related("office"):
        office = one.office
        if office.until == case.announced_on and office.until != until:
            flow.correct(office, {"until": until}, actor, basis=basis, unit_id=office.unit_id, about=case)


def choices(member: Member, first: date, last: date) -> list[tuple[int, str]]:
    """The posts in the Party that a member holds on the first or the last of two days, for a form."""
    found = {one.pk: one.title for day in (first, last) for one in party_posts(member, day)}
    return list(found.items())


def back_choices(case: Discipline) -> list[tuple[int, str]]:
    """The posts that this decision took, for a form."""
    rows: list[RemovedPost] = list(case.removed.exclude(office=None)) if case.announced_on else []
    return [(one.pk, one.title) for one in rows]
