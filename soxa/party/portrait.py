"""A member's page put together: facts, spells in order of time, duties eased, papers, offices, and the book's entries on him."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import sight_of
from soxa.kernel.flow import reference, step_label
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.org.models import Office
from soxa.party.badges.rules import days_outside
from soxa.party.flow import ACTS
from soxa.party.merging.lists import gone_keys
from soxa.party.models import Member, Membership
from soxa.party.rules import PartyAge, party_age, recognition_due
from soxa.party.standing import (
    EXPELLED,
    LEFT,
    MOVED_AWAY,
    PROBATIONARY,
    STANDINGS,
    STRUCK_OFF,
    Life,
    life_of,
)

SEALED = {
    "citizen_id": gettext_lazy("Số CCCD"),
    "ethnicity": gettext_lazy("Dân tộc"),
    "religion": gettext_lazy("Tôn giáo"),
}
_STEPS = {
    ("correction", "correct"): gettext_lazy("Đính chính"),
    ("correction", "strike"): gettext_lazy("Bỏ phần ghi nhầm"),
    ("person", "merge"): gettext_lazy("Nhập hai bản ghi của một người"),
    ("person", "apart"): gettext_lazy("Xác nhận là hai người khác nhau"),
    ("sealed", "read"): gettext_lazy("Xem dữ liệu niêm kín"),
    ("post", "begin"): gettext_lazy("Giữ lại chức vụ"),
    ("post", "end"): gettext_lazy("Thôi giữ chức vụ"),
    ("badge", "start"): gettext_lazy("Đề nghị, ghi Huy hiệu"),
}
_LOADS = {"sheets": gettext_lazy("Nhập từ Excel"), "samples": gettext_lazy("Lập sổ mẫu")}
_MOST_ENTRIES = 40
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """One spell as a line of time: from, to, what, where, why it began and ended, its papers."""

    since: date
    until: date
    home: bool
    unit_id: int
    where: str
    code: str
    began: str
    ended: str
    papers: str
    assumed: bool

    @property
    def stands(self) -> bool:
        """Whether it goes on."""
        return self.until == FOREVER


@dataclass(frozen=True)
class Written:
    """A journal entry on this member."""

    at: Any
    on: date
    what: str
    who: str
    number: int


@dataclass
class Portrait:
    """Everything a member's page shows; `whole` is False for a reader who sees only a spell of the past, or a stay.

    `guest`: he stays for a time in the reader's cell, whose secretary has to know him and to reach him, no more; the
    record is with `keeper`.
    """

    life: Life
    whole: bool
    standing: str
    age: int | None
    party_age: PartyAge
    due: date | None
    due_words: str
    stretches: list[Stretch]
    guest: bool = False
    keeper: str = ""
    offices: list[Office] = field(default_factory=list)
    entries: list[Written] = field(default_factory=list)


def member_seen(member_id: int, reader: Any) -> Member | None:
    """The member some spell of whom lies in the reader's sight; None for all others, as if there were no such record."""
    seen: Any = Membership.objects.seen_by(reader)
    spell = seen.filter(member_id=member_id).select_related("member__person").first()
    found: Member | None = spell.member if spell else None
    return found


def portrait(member: Member, reader: Any, on: date) -> Portrait:
    """The page of a member for a reader; what another unit keeps now is left out for one who sees only the past."""
    life, sight = life_of(member, on), sight_of(reader, "party")
    whole = life.unit_id in sight
    guest = not whole and life.stay is not None and life.stay.unit_id in sight
    spells = sorted([*life.homes, *life.stays], key=lambda spell: (spell.since, spell.pk), reverse=True)
    born, due = member.person.born, recognition_due(member.admitted_on)
    last_day = (
        _last_day(life, on)
        if whole or guest
        else max([*(one.until - _ONE_DAY for one in spells if one.unit_id in sight)], default=on)
    )
    shown = Portrait(
        life=life,
        whole=whole,
        guest=guest,
        keeper=tree().name(life.unit_id, on),
        standing=str(STANDINGS[life.standing if whole or guest else MOVED_AWAY]),
        age=born.age_on(member.person.died_on or on) if born else None,
        party_age=party_age(
            member.decision_on,
            member.recognised_on,
            on=last_day,
            admitted=member.admitted_on,
            days_outside=days_outside(
                ((one.since, one.until) for one in life.rows("times_outside")), last_day + _ONE_DAY
            ),
        ),
        due=due,
        due_words=_due_words(due, on) if due and whole and life.standing == PROBATIONARY else "",
        stretches=[_stretch(spell) for spell in spells if whole or spell.unit_id in sight],
    )
    if whole:
        offices: Any = Office.objects.filter(person_id=member.person_id)
        shown.offices = list(offices.order_by("-until", "rank", "-since"))
    if whole and life.unit_id in sight_of(reader, "journal"):
        shown.entries = _entries(life)
    return shown


def _last_day(life: Life, on: date) -> date:
    """The last day of time in the Party: today, the day of death, or the one before he was out of it."""
    if life.standing in (STRUCK_OFF, EXPELLED, LEFT):
        return life.homes[0].until - _ONE_DAY
    return life.member.person.died_on or on


def _due_words(due: date, on: date) -> str:
    days = (due - on).days
    if days > 0:
        return _("Hết 12 tháng dự bị ngày {day}, còn {days} ngày.").format(day=day_text(due), days=days)
    if days == 0:
        return _("Hôm nay hết 12 tháng dự bị.")
    return _("Đã hết 12 tháng dự bị ngày {day}, quá {days} ngày mà chưa ghi công nhận.").format(
        day=day_text(due), days=-days
    )


def _stretch(spell: Membership) -> Stretch:
    standing = tree()
    home = spell.kind == Membership.HOME
    papers = " · ".join(one for one in (spell.paper, spell.closing_paper) if one)
    return Stretch(
        since=spell.since,
        until=spell.until,
        home=home,
        unit_id=spell.unit_id,
        where=standing.name(spell.unit_id, spell.since if spell.until != FOREVER else None),
        code=standing.nodes[spell.unit_id].code,
        began=_with_place(str(spell.get_opened_by_display()), spell.came_from),
        ended=_with_place(str(spell.get_closed_by_display()), spell.went_to) if spell.closed_by else "",
        papers=papers,
        assumed=spell.assumed,
    )


def _with_place(words: str, place: str) -> str:
    return f"{words} ({place})" if place else words


def _entries(life: Life) -> list[Written]:
    member = life.member
    rows: list[Any] = [member, member.person, *life.homes, *life.stays, *life.exemptions, *life.missing]
    loads = {row.entry_id for row in rows if row.entry_id}
    kind, key = reference(member)
    person_kind, person_key = reference(member.person)
    gone_members, gone_people = gone_keys(member)
    badges = [str(one.pk) for one in life.rows("badges")]
    found: Any = Entry.objects.filter(
        Q(subject_kind=kind, subject_key__in=[key, *gone_members])
        | Q(subject_kind=person_kind, subject_key__in=[person_key, *gone_people])
        | Q(subject_kind="badge", subject_key__in=badges)
        | Q(pk__in=sorted(loads))
    )
    return [
        Written(
            at=entry.at,
            on=entry.on,
            what=step_words(entry.flow, entry.step),
            who=f"{entry.actor}, {entry.office}" if entry.office else entry.actor,
            number=entry.pk,
        )
        for entry in found.order_by("-id")[:_MOST_ENTRIES]
    ]


def step_words(flow: str, step: str) -> str:
    """What an entry's step is called on a page."""
    if flow == "party" and step in ACTS:
        return str(ACTS[step].label)
    told = _STEPS.get((flow, step)) or _LOADS.get(flow) or step_label(flow, step)
    return str(told or _("Ghi sổ"))
