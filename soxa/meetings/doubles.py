"""Two records of one person that are made one: which of two rows of one meeting, or of one vote, stands for him."""

from typing import Any

from django.db import models

from soxa.meetings.convening.models import Reply
from soxa.meetings.models import Presence, Summons
from soxa.meetings.voting.models import Elector
from soxa.org.models import Person

_SAYS_MORE = (Presence.PRESENT, Presence.ONLINE, Presence.EXCUSED, Presence.ABSENT, Presence.NOT_REQUIRED)


def _of_roll(row: Presence) -> int:
    return -_SAYS_MORE.index(row.answer)


def _of_reply(row: Reply) -> tuple[int, int]:
    return row.told, row.replied_on.toordinal()


# by table: of what one person has one row, and what says more
_ONCE: tuple[tuple[type[models.Model], str, Any], ...] = (
    (Presence, "meeting_id", _of_roll),
    (Summons, "meeting_id", lambda row: -row.number),
    (Reply, "meeting_id", _of_reply),
    (Elector, "vote_id", lambda row: row.voted),
)


def rows_to_strike(kept: Person, gone: Person) -> list[models.Model]:
    """Of two rows of one meeting or vote, the one that says less; two ballots that were both cast are left, to be refused."""
    found = []
    for model, key, says in _ONCE:
        mine = {getattr(row, key): row for row in model._base_manager.filter(person=kept)}
        for again in model._base_manager.filter(person=gone, **{f"{key}__in": list(mine)}):
            pair = (mine[getattr(again, key)], again)
            if not all(getattr(row, "voted", False) for row in pair):
                found.append(min(pair, key=says))
    return found
