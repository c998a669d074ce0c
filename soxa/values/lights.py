"""Lights: how a reported value stands against its plan and the time that has passed; a hint, never a judgement."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

GOOD, WARN, BAD, QUIET = "good", "warn", "bad", "quiet"
# below this share of what the time passed asks for, the plan is hard to reach
HARD = Fraction(4, 5)


@dataclass(frozen=True)
class Light:
    """A level for the shape and colour, and the words beside it, which are not translated only to be counted by."""

    level: str
    words: Any = field(hash=False)

    @classmethod
    def in_order(cls) -> Iterator["Light"]:
        """The lights to count by, the good first; the two good ones are counted as one."""
        return iter((REACHED, SLOW, FAR, NOT_DUE, NOT_YET))

    @property
    def counted(self) -> "Light":
        """The light under which this one is counted."""
        return REACHED if self.level == GOOD else self


MET = Light(GOOD, _("Đạt kế hoạch"))
ON_TRACK = Light(GOOD, _("Đạt tiến độ"))
SLOW = Light(WARN, _("Cần tập trung"))
FAR = Light(BAD, _("Khó đạt"))
REACHED = Light(GOOD, _("Đạt kế hoạch, tiến độ"))
NOT_DUE = Light(QUIET, _("Chưa đến kỳ"))
NOT_YET = Light(QUIET, _("Chưa có số liệu"))


class Progress(NamedTuple):
    """A value, its plan, the share of the plan's time that has passed (0 to 1), and which way is better.

    `yellow_from`: the value from which on (or, where less is better, up to which) one still has to press on and not to
    despair, where the target says one; else `hard` of what the time passed asks for. `due`: whether it is judged yet.
    """

    value: Fraction | None
    plan: Fraction | None
    elapsed: Fraction = Fraction(1)
    higher: bool = True
    yellow_from: Fraction | None = None
    hard: Fraction = HARD
    due: bool = True


def light(progress: Progress) -> Light:
    """Met when the whole plan is reached; on track when the time's part of it is; far below `hard` of that part.

    Where less is better the value is held against the plan alone.
    """
    value, plan, elapsed, hard = progress.value, progress.plan, progress.elapsed, progress.hard
    if not progress.due:
        return NOT_DUE
    if value is None or plan is None:
        return NOT_YET
    if not progress.higher:
        return MET if value <= plan else _short(progress, value * hard.numerator <= plan * hard.denominator)
    if value >= plan:
        return MET
    # multiplied crosswise: whole numbers stay whole
    reached, asked = value * elapsed.denominator, plan * elapsed.numerator
    near = reached * hard.denominator >= asked * hard.numerator
    return ON_TRACK if reached >= asked else _short(progress, near)


def _short(progress: Progress, near: bool) -> Light:  # noqa: FBT001 – the answer of the rule where the target has none
    floor, value = progress.yellow_from, progress.value
    if floor is not None and value is not None:
        near = value >= floor if progress.higher else value <= floor
    return SLOW if near else FAR
