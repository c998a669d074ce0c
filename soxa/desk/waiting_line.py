"""One line of what waits: how long is left, what it is, where to do it, and why it is due then."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

BAD, WARN, QUIET = "bad", "warn", "quiet"
SOON = 7
_LEVELS = (BAD, WARN, QUIET)


@dataclass(frozen=True)
class Waiting:
    """One thing to do: how long is left in words, what, where to do it, and why it is due when it is.

    `on` is the day that `words` count to, None when the law sets none. `later`: not to be shown among what waits now;
    the words by which it may be named as the nearest to come. `answers`: what may be said at once, (label, value) posted
    as `answer` to `answer_to`.
    """

    title: str
    detail: str
    verb: str
    address: str
    level: str = QUIET
    words: str = ""
    on: date | None = None
    why: tuple[str, ...] = ()
    later: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    answer_to: str = ""

    @property
    def order(self) -> tuple[bool, date, int]:
        """By due date; what has none after it, the gravest first."""
        return self.on is None, self.on or date.max, _LEVELS.index(self.level)


def due_words(on: date, today: date) -> tuple[str, str]:
    """Level and words of a last day: ("bad", "Quá hạn 3 ngày"), ("warn", "Còn 2 ngày"), ("warn", "Hôm nay")."""
    left = (on - today).days
    if left < 0:
        return BAD, _("Quá hạn {days} ngày").format(days=-left)
    if left == 0:
        return WARN, _("Hôm nay")
    return (WARN if left <= SOON else QUIET), _("Còn {days} ngày").format(days=left)
