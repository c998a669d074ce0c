"""Lights: how a reported value stands against its plan and the time that has passed; a hint, never a judgement."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

GOOD, WARN, BAD, QUIET = "good", "warn", "bad", "quiet"
# below this share of what the time passed asks for, the plan is hard to reach
HARD = Fraction(4, 5)


@dataclass(frozen=True)
class Light:
    """A level for the shape and colour, and the words beside it."""

    level: str
    words: Any

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


@dataclass(frozen=True)
class Progress:
    """A value, its plan, the share of the plan's time that has passed (0 to 1), and which way is better."""

    value: Fraction | None
    plan: Fraction | None
    elapsed: Fraction = Fraction(1)
    higher: bool = True


def light(progress: Progress) -> Light:
    """Met when the whole plan is reached; on track when the time's part of it is; far below four fifths of that part.

    Where less is better the value is held against the plan alone.
    """
    value, plan = progress.value, progress.plan
    if value is None or plan is None:
        return NOT_YET
    if not progress.higher:
        return MET if value <= plan else _of_share(plan / value)
    if value >= plan:
        return MET
    asked = plan * progress.elapsed
    return _of_share(value / asked) if asked else ON_TRACK


def _of_share(share: Fraction) -> Light:
    if share >= 1:
        return ON_TRACK
    return SLOW if share >= HARD else FAR
