"""What a meeting's page shows of its quality: both scores side by side, criterion by criterion, and who may score now."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied

from soxa.law.numbers import quantity_text
from soxa.meetings.models import Meeting
from soxa.meetings.quality.flow import actor_of, followers_of, sheet_of
from soxa.meetings.quality.models import LEVELS, SCORED, Score

WORDS = dict(LEVELS)
LIGHTS = {"good": "good", "fair": "quiet", "average": "warn", "poor": "bad"}


@dataclass(frozen=True)
class Side:
    """One side's score: its points as printed by number of the criterion, its notes, its level with a light."""

    score: Any
    decides: bool

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


def sides_of(meeting: Meeting) -> dict[str, Side]:
    """What each side gave, with the one the level is read from."""
    found = list(Score.objects.filter(meeting=meeting).select_related("sheet"))
    last = max(found, key=lambda one: one.until, default=None)
    return {one.side: Side(one, one is last) for one in found}


def lines(criteria: list[Any], sides: dict[str, Side]) -> list[dict[str, Any]]:
    """A line for each criterion: what both sides gave, and the follower's less the cell's own."""
    own, other = sides.get(Score.SELF), sides.get(Score.FOLLOWER)
    told = []
    for one in criteria:
        mine, theirs = (side.points(one.number) if side else None for side in (own, other))
        differs = theirs - mine if mine is not None and theirs is not None else None
        notes = [note for side in (own, other) if side and (note := side.note(one.number))]
        told.append(
            {
                "criterion": one, "own": _text(mine), "other": _text(theirs),
                "differs": _signed(differs), "notes": list(dict.fromkeys(notes)),
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
        "lines": lines(criteria, sides), "sheet": sheet, "followers": followers, "offered": offered,
    }  # fmt: skip
