"""Scoring a meeting, by the cell and by who follows it; putting a score right; a new version of a sheet."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import Actor, actor_for
from soxa.kernel.flow import Refused, all_or_nothing, correct, record, reference
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.units.tree import tree
from soxa.law.meetings import SCORING
from soxa.law.periods import FOREVER
from soxa.meetings.flow import WRITE
from soxa.meetings.models import Meeting
from soxa.meetings.quality import rules
from soxa.meetings.quality.models import SCORED, Criterion, Score, ScoreSheet
from soxa.org.models import Account, Office
from soxa.org.roles import COMMITTEE_MEMBER, PARTY
from soxa.party.posts import FOLLOWER

FOLLOW = "meetings.follow"
WHOSE = declare(
    Preference(
        "meetings.whose_score",
        gettext_lazy("Xếp loại buổi sinh hoạt chi bộ theo điểm của ai, khi hai bên đều chấm"),
        Score.FOLLOWER,
        "choice",
        gettext_lazy("Chưa thấy văn bản trung ương; điểm bên kia vẫn hiện bên cạnh. Đổi thì tính cho điểm ghi từ đó."),
        cite=SCORING.at(""),
        confirmed=False,
        choices=tuple(Score.SIDES),
    )
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Given:
    """What one side gives: (points, what the book proposed, note) by number of the criterion; the day, a remark."""

    points: dict[int, tuple[Decimal, Decimal | None, str]]
    on: date
    note: str = ""


def sheets_until(kind: str, on: date) -> list[Any]:
    """Every ScoreSheet of a kind that began by a day, with its criteria, the latest last."""
    rows = ScoreSheet.objects.filter(kind=kind, since__lte=on)
    return list(rows.prefetch_related("criteria").order_by("since", "pk"))


def nearest(sheets: list[Any], unit_id: int, on: date) -> Any:
    """Of these sheets the last of the unit, else of the nearest above it, else the book's; None where there is none."""
    for unit in (*tree().ancestors(unit_id, on), None):
        if here := [one for one in sheets if one.unit_id == unit]:
            return here[-1]
    return None


def sheet_of(meeting: Meeting) -> Any:
    """The ScoreSheet in force on the day of the meeting for its cell; None where there is none."""
    on = meeting.held_on or meeting.planned_on
    return nearest(sheets_until(meeting.kind, on), meeting.unit_id, on)


def followers_of(meeting: Meeting) -> list[Office]:
    """Who followed the cell on the day of the meeting."""
    on = meeting.held_on or meeting.planned_on
    held = Office.objects.filter(Office.standing(on), unit_id=meeting.unit_id, code=FOLLOWER)
    return list(held.select_related("person").order_by("since", "pk"))


def actor_of(reader: Any, meeting: Meeting, side: str) -> Actor:
    """The reader in the office that scores for a side; PermissionDenied in words where he holds none.

    For the cell itself whoever writes of its meetings; for its follower the one assigned to this very cell, or an office
    that writes down what he scored on paper.
    """
    if side == Score.SELF:
        return actor_for(reader, WRITE, meeting.unit_id, domain=PARTY)
    for held in reader.held_offices():
        if held.role == COMMITTEE_MEMBER and held.unit_id == meeting.unit_id:
            return Actor(reader.full_name(), held.title, held.unit_id, reader.pk, held.role)
    return actor_for(reader, FOLLOW, meeting.unit_id, domain=PARTY)


def objection(meeting: Meeting, side: str, actor: Actor, on: date, today: date) -> str:
    """Why a side may not score the meeting now; empty when nothing stands in the way."""
    if not actor.may(WRITE if side == Score.SELF else FOLLOW):
        return _("Chức vụ hiện nay của đồng chí không làm được việc này.")
    if meeting.kind not in SCORED:
        return _("Loại cuộc họp này không chấm điểm chất lượng.")
    if meeting.held_on is None:
        return _("Buổi họp chưa diễn ra; họp rồi mới chấm điểm.")
    if not meeting.held_on <= on <= today:
        return _("Ngày chấm từ ngày họp {held} đến hôm nay {today}.").format(
            held=day_text(meeting.held_on), today=day_text(today)
        )
    return _follower_objection(meeting, actor) if side == Score.FOLLOWER else ""


def _follower_objection(meeting: Meeting, actor: Actor) -> str:
    if actor.role == COMMITTEE_MEMBER and actor.unit_id != meeting.unit_id:
        return _("Đồng chí không được phân công theo dõi chi bộ này.")
    following = [one.person_id for one in followers_of(meeting)]
    if not following:
        return _("Ngày họp, chi bộ chưa có đồng chí được phân công theo dõi.")
    himself = Account.objects.filter(pk=actor.account_id or 0, person__in=following)
    if actor.role == COMMITTEE_MEMBER and not himself.exists():
        return _("Ngày họp, đồng chí chưa được phân công theo dõi chi bộ này.")
    return ""


def score(meeting: Meeting, side: str, given: Given, actor: Actor, *, today: date, basis: str = "") -> Score:
    """Write what a side gives a meeting; what it gave before is corrected, and needs its basis. Refused in words."""
    with all_or_nothing():
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if why := objection(locked, side, actor, given.on, today):
            raise Refused(why)
        sheet, held = sheet_of(locked), {one.side: one for one in locked.scores.all()}
        if side in held:
            sheet = held[side].sheet  # what was scored on a sheet stays on it
        if sheet is None:
            raise Refused(_("Chưa có phiếu chấm điểm áp dụng cho ngày họp này."))
        facts: dict[str, Any] = {
            "points": _points(list(sheet.criteria.all()), given), "scored_on": given.on, "note": given.note
        }  # fmt: skip
        facts["total"] = sum((points for points, _was, _why in given.points.values()), Decimal())
        facts["level"] = rules.level_of(facts["total"], sheet.bounds)
        if side in held:
            correct(held[side], facts, actor, basis=basis, unit_id=locked.unit_id, about=locked)
        else:
            _write(locked, Score(meeting=locked, side=side, sheet=sheet, **facts), actor)
        return _decided(locked, side, today)


def _points(criteria: list[Criterion], given: Given) -> dict[str, list[str]]:
    if set(given.points) != {one.number for one in criteria}:
        raise Refused(_("Phiếu chấm điểm vừa đổi; mở lại trang rồi chấm."))
    told = {}
    for one in criteria:
        points, proposed, note = given.points[one.number]
        if not 0 <= points <= one.most:
            raise Refused(_("Tiêu chí {n}: điểm từ 0 đến {most}.").format(n=one.number, most=one.most))
        if proposed is not None and points != proposed and not note:
            raise Refused(_("Tiêu chí {n}: cho điểm khác sổ đề xuất thì ghi vì sao.").format(n=one.number))
        told[str(one.number)] = [str(points), "" if proposed is None else str(proposed), note]
    return told


def _write(meeting: Meeting, new: Any, actor: Actor) -> None:
    new.unit_id, new.month, new.since = meeting.unit_id, meeting.month, new.scored_on
    new.entry = record(
        ("meeting", f"score_{new.side}"), reference(meeting), actor, on=new.scored_on, unit_id=meeting.unit_id,
        facts={"total": str(new.total), "grade": new.level},
    )  # fmt: skip
    new.save(force_insert=True)


def _decided(meeting: Meeting, side: str, today: date) -> Score:
    """Say of both scores on which days the level is read from them: the preferred side's from its day on."""
    held = {one.side: one for one in Score.objects.filter(meeting=meeting)}
    first = str(value_of(WHOSE, tuple(tree().ancestors(meeting.unit_id, meeting.month)), today))
    for one in held.values():
        begun = held[first].scored_on if first in held and one.side != first else FOREVER
        since, until = one.scored_on, max(begun, one.scored_on)
        if (one.since, one.until) != (since, until):
            one.since, one.until = since, until
            one.save(update_fields=["since", "until"])
    return held[side]


@dataclass(frozen=True, kw_only=True)
class Version:
    """A new version of a sheet: of a kind, from a day, by which paper, its levels, and (criterion, most, fills) in order."""

    kind: str
    since: date
    paper: str
    bounds: tuple[Decimal, Decimal, Decimal]
    criteria: tuple[tuple[str, Decimal, str], ...]


def new_version(unit_id: int, version: Version, actor: Actor, *, today: date) -> ScoreSheet:
    """Give a unit a sheet from a day on; what was scored stays with the sheet it was scored on. Refused in words."""
    if not actor.may(FOLLOW) or version.kind not in SCORED:
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    if not version.criteria or rules.sheet_fault([most for _t, most, _f in version.criteria], version.bounds):
        raise Refused(_("Mức điểm phải giảm dần Tốt, Khá, Trung bình và không quá tổng điểm của phiếu."))
    with all_or_nothing():
        held = ScoreSheet.objects.select_for_update().filter(kind=version.kind, unit_id=unit_id)
        if any(one.since >= version.since for one in held):
            raise Refused(
                _("Đã có phiếu áp dụng từ ngày {day} hoặc sau đó; phiếu mới phải từ một ngày sau.").format(
                    day=day_text(version.since)
                )
            )
        good, fair, average = version.bounds
        sheet = ScoreSheet(
            kind=version.kind, unit_id=unit_id, since=version.since, paper=version.paper, good=good, fair=fair, average=average
        )  # fmt: skip
        sheet.entry = _told(unit_id, version, actor, today)
        sheet.save(force_insert=True)
        rows = [
            Criterion(sheet=sheet, number=number, title=title, most=most, fills=fills)
            for number, (title, most, fills) in enumerate(version.criteria, start=1)
        ]
        Criterion.objects.loaded(rows, sheet.entry)
    return sheet


def _told(unit_id: int, version: Version, actor: Actor, today: date) -> Entry:
    facts = {"kind": version.kind, "since": version.since.isoformat(), "rows": len(version.criteria)}
    unit = ("unit", tree().nodes[unit_id].code)
    return record(("score_sheet", "new"), unit, actor, on=today, unit_id=unit_id, facts=facts)
