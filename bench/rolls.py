"""The rolls that are counted: a year of the province's cell meetings with who came, made once, and their count by hand."""

import sys
from datetime import date

YEAR = 2026
LAST_FREE, LAST_ABSENT, LAST_EXCUSED, LAST_ONLINE = (
    3,
    5,
    12,
    14,
)  # of a hundred on the rolls, up to which number

Count = dict[tuple[int, int], tuple[int, int]]
"""(cell, month) → (came, had to come)."""

_MONTH = {"sqlite": "CAST(substr(held_on, 6, 2) AS INTEGER)", "postgresql": "EXTRACT(MONTH FROM held_on)"}


def ensure_rolls() -> None:
    """Put a year of meetings and rolls into the book that is open, unless they are there."""
    from django.db import connection, transaction

    from soxa.meetings.models import Presence

    if Presence.objects.exists():
        return
    sys.stderr.write(f"{connection.vendor}: making a year of rolls …\n")
    with transaction.atomic():
        _make()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _make() -> None:
    from django.db import connection

    from soxa.kernel import journal
    from soxa.kernel.access import machine
    from soxa.kernel.units.tree import tree
    from soxa.meetings.models import Meeting

    first = date(YEAR, 1, 1)
    entry = journal.write(machine("bench"), "samples", "meetings", subject=("unit", "bench"), on=first)
    cells = [node.id for node in tree().of_kind("cell", first)]
    for month in range(1, 13):
        on = date(YEAR, month, 3)
        rows = [
            Meeting(unit_id=cell, month=on.replace(day=1), planned_on=on, held_on=on, state=Meeting.CLOSED)
            for cell in cells
        ]
        Meeting.objects.loaded(rows, entry)
        with connection.cursor() as cursor:
            cursor.execute(_ROLL, {"on": on, "month": month, "entry": entry.pk})


_CHANCE = "(s.member_id * 31 + %(month)s * 17) %% 100"
_ROLL = f"""
  INSERT INTO meetings_presence (meeting_id, kind, unit_id, person_id, member_id, held_on, answer, must, reason, name_key, entry_id)
  SELECT m.id, m.kind, m.unit_id, p.person_id, s.member_id, m.held_on,
    CASE WHEN {_CHANCE} < {LAST_FREE} THEN 'free' WHEN {_CHANCE} < {LAST_ABSENT} THEN 'absent'
      WHEN {_CHANCE} < {LAST_EXCUSED} THEN 'excused' WHEN {_CHANCE} < {LAST_ONLINE} THEN 'online' ELSE 'present' END,
    {_CHANCE} >= {LAST_FREE}, '', s.name_key, %(entry)s
  FROM meetings_meeting m
  JOIN party_membership s ON s.unit_id = m.unit_id AND s.kind = 'home' AND s.since <= m.held_on AND s.until > m.held_on
  JOIN party_member p ON p.id = s.member_id
  WHERE m.held_on = %(on)s
"""  # noqa: S608 – numbers of our own


def by_hand() -> Count:
    """Attendance by cell and month as an engineer writes it: one scan of the year with conditional sums."""
    from django.db import connection

    statement = f"""
      SELECT unit_id, {_MONTH[connection.vendor]}, COUNT(*) FILTER (WHERE answer IN ('present', 'online')),
        COUNT(*) FILTER (WHERE answer <> 'free')
      FROM meetings_presence WHERE kind = 'cell' AND held_on >= %s AND held_on < %s GROUP BY 1, 2
    """  # noqa: S608 – an expression of our own
    with connection.cursor() as cursor:
        cursor.execute(statement, [date(YEAR, 1, 1), date(YEAR + 1, 1, 1)])
        return {(unit, int(month)): (came, must) for unit, month, came, must in cursor.fetchall()}
