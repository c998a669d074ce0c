"""What a meeting's page shows of its quality: both scores side by side, criterion by criterion, and who may score now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from soxa.law.numbers import quantity_text
from soxa.meetings.models import Meeting
from soxa.meetings.quality.filling import proposals
from soxa.meetings.quality.flow import actor_of, followers_of, sheet_of
from soxa.meetings.quality.models import LEVELS, SCORED, Score

WORDS = dict(LEVELS)
LIGHTS = {"good": "good", "fair": "quiet", "average": "warn", "poor": "bad"}


@dataclass(frozen=True)
class Side:
    """One side's score: its points as printed by number of the criterion, its notes, its level with a light.

    `now`: what the book would propose today, where that is neither what it proposed then nor what was given.
    """

    score: Any
    decides: bool
    now: Mapping[int, Decimal | None] = field(default_factory=dict)

    @property
    def total(self) -> str:
        """The sum as printed."""
        return quantity_text(self.score.total)

    @property
    def light(self) -> tuple[str, Any]:
        """(kind of light, words) of its level."""
        return LIGHTS[self.score.level], WORDS[self.score.level]

    def points(self, number: int) -> Decimal | None:
        """Points for a criterion; None where the side scored on another sheet."""
        told = self.score.points.get(str(number))
        return Decimal(told[0]) if told else None

    def note(self, number: int) -> str:
        """The note on a criterion."""
        told = self.score.points.get(str(number))
        return told[2] if told else ""

    def outrun(self, number: int) -> str:
        """In words, that the record of a criterion was mended since it was scored; empty where it was not."""
        if number not in self.now:
            return ""
        return _("{side} khi sổ đề xuất {was}; nay sổ đề xuất {now}").format(
            side=self.score.get_side_display(),
            was=_text(Decimal(self.score.points[str(number)][1])),
            now=_text(self.now[number]),
        )


def sides_of(meeting: Meeting) -> dict[str, Side]:
    """What each side gave, with the one the level is read from."""
    found = list(Score.objects.filter(meeting=meeting).select_related("sheet"))
    last = max(found, key=lambda one: one.until, default=None)
    return {one.side: Side(one, one is last, _proposed_since(meeting, one)) for one in found}


def _proposed_since(meeting: Meeting, score: Score) -> dict[int, Decimal | None]:
    """Number of the criterion → what the record as it is now comes to on the day of the scoring, where it was mended since."""
    kept = {int(number): told for number, told in score.points.items() if told[1]}
    if not kept:
        return {}
    criteria = [one for one in score.sheet.criteria.all() if one.number in kept]
    today = {number: one.points for number, one in proposals(meeting, criteria, score.scored_on).items()}
    return {
        number: points
        for number, points in today.items()
        if points not in (Decimal(kept[number][0]), Decimal(kept[number][1]))
    }


def lines(criteria: list[Any], sides: dict[str, Side]) -> list[dict[str, Any]]:
    """A line for each criterion: what both sides gave, and the follower's less the cell's own."""
    own, other = sides.get(Score.SELF), sides.get(Score.FOLLOWER)
    told = []
    for one in criteria:
        mine, theirs = (side.points(one.number) if side else None for side in (own, other))
        differs = theirs - mine if mine is not None and theirs is not None else None
        both = [side for side in (own, other) if side]
        notes = [note for side in both if (note := side.note(one.number))]
        outrun = [said for side in both if (said := side.outrun(one.number))]
        told.append(
            {
                "criterion": one, "own": _text(mine), "other": _text(theirs),
                "differs": _signed(differs), "notes": list(dict.fromkeys(notes)), "outrun": outrun,
            }
        )  # fmt: skip
    return told


def _text(points: Decimal | None) -> str:
    return "–" if points is None else quantity_text(points)


def _signed(points: Decimal | None) -> str:
    if points is None:
        return "–"
    return "0" if not points else f"{'+' if points > 0 else '−'}{quantity_text(abs(points))}"


def may_score(reader: Any, meeting: Meeting) -> list[str]:
    """Sides for which the reader may score this meeting."""
    found = []
    for side, _words in Score.SIDES:
        try:
            actor_of(reader, meeting, side)
        except PermissionDenied:
            continue
        found.append(side)
    return found


def laid_by_quality(meeting: Meeting, reader: Any) -> dict[str, Any] | None:
    """The part of a meeting's page that this room lays."""
    if meeting.kind not in SCORED or meeting.held_on is None:
        return None
    sides = sides_of(meeting)
    first = next(iter(sides.values()), None)
    sheet: Any = first.score.sheet if first else sheet_of(meeting)
    if sheet is None:
        return None
    criteria = list(sheet.criteria.all())
    own, other = sides.get(Score.SELF), sides.get(Score.FOLLOWER)
    apart = _signed(other.score.total - own.score.total) if own and other else "–"
    followers = followers_of(meeting)
    offered = [side for side in may_score(reader, meeting) if side == Score.SELF or followers]
    return {
        "template": "meetings/quality/beside.html", "sides": sides, "own": own, "other": other, "apart": apart,
        "lines": lines(criteria, sides), "outrun": any(side.now for side in sides.values()), "sheet": sheet, "followers": followers, "offered": offered,
    }  # fmt: skip
