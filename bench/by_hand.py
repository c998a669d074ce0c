"""The party's figures by commune as an engineer writes them by hand: one scan per source with conditional sums."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db import connection

Table = dict[tuple[str, int], tuple[int, int]]

_BANDS = ((18, 30), (31, 35), (36, 40), (41, 45), (46, 50), (51, 55), (56, 60), (61, None))
_KINDS = ("village", "agency", "school", "enterprise", "military", "police", "health", "cooperative", "other")
# a day as the whole number YYYYMMDD in which partial dates are kept
_NUMBER = {
    "sqlite": "CAST(replace({}, '-', '') AS INTEGER)",
    "postgresql": "CAST(to_char({}, 'YYYYMMDD') AS INTEGER)",
}
_LYING = "JOIN kernel_within w ON w.unit_id = {unit} AND NOT w.custody AND {during}"
_COMMUNE = "JOIN kernel_unit u ON u.id = w.ancestor_id AND u.kind = 'commune'"


def by_hand(on: date, period: tuple[date, date], changes: list[date]) -> Table:
    """(part, whole) by code and commune, where either is not 0: stocks at the end of `on`, events in the half-open period.

    `changes` are the days of the period, its first included, on which the tree changed.
    """
    table: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    since, until = period
    asked = {"on": on, "since": since, "until": until}
    numbers = {"first": int(f"{since:%Y%m%d}"), "stop": int(f"{until:%Y%m%d}")}
    statements = [_members(on), _cells(), _opened(), _closed(), _recognised(), _recognised_once()]
    for statement, facts in [(one, asked | numbers) for one in statements] + [
        (_carried(), {"day": day}) for day in changes
    ]:
        with connection.cursor() as cursor:
            cursor.execute(statement, facts)
            names = [column[0] for column in cursor.description][1:]
            for commune, *sums in cursor.fetchall():
                for name, count in zip(names, sums, strict=True):
                    table[name.removesuffix("__of"), commune][name.endswith("__of")] += int(count)
    return {
        (f"party.{code}", unit): (part, whole)
        for (code, unit), (part, whole) in table.items()
        if part or whole
    }


def _count(condition: str) -> str:
    return f"COUNT(*) FILTER (WHERE {condition})"


def _named(sums: dict[str, str]) -> str:
    return ", ".join(f'{sql} AS "{name}"' for name, sql in sums.items())


def _rolled(source: str, sums: dict[str, str]) -> str:
    """A stock: conditional sums by own unit in one scan, then added up by the commune above it on the day."""
    added = _named({name: f'SUM(own."{name}")' for name in sums})
    lying = _LYING.format(unit="own.unit_id", during="w.since <= %(on)s AND w.until > %(on)s")
    return (
        f"WITH own AS (SELECT s.unit_id, {_named(sums)} {source} GROUP BY s.unit_id) "
        f"SELECT w.ancestor_id, {added} FROM own {lying} {_COMMUNE} GROUP BY w.ancestor_id"
    )


def _by_event(sums: dict[str, str], inside: str, during: str, *, joined: str = "") -> str:
    """Events: few, each counted where its unit lay on its own day, so they are joined row by row."""
    lying = _LYING.format(unit="s.unit_id", during=inside)
    return (
        f"SELECT w.ancestor_id, {_named(sums)} FROM party_membership s {joined} {lying} {_COMMUNE} "
        f"WHERE s.kind = 'home' AND {during} GROUP BY w.ancestor_id"
    )


def _official(day: str) -> str:
    """Recognised by the end of a day; a spell before the member was admitted again keeps the recognition of that life."""
    return f"(m.recognised_on <= {day} OR s.recognised_then <= {day})"


def _probationary(day: str) -> str:
    now = f"(m.recognised_on IS NULL OR m.recognised_on > {day})"
    return f"({now} AND (s.recognised_then IS NULL OR s.recognised_then > {day}))"


def _ages(on: date) -> Iterator[tuple[str, str]]:
    day = on.month * 100 + on.day
    for first, last in _BANDS:
        condition = f"p.born <= {(on.year - first) * 10000 + day}"
        if last:
            condition += f" AND p.born > {(on.year - last - 1) * 10000 + day}"
        yield (f"age_{first}_{last}" if last else f"age_over_{first - 1}"), _count(condition)
    yield "age_unknown", _count("p.born IS NULL")


def _members(on: date) -> str:
    official, probationary = _official(f"{on:%Y%m%d}"), _probationary(f"{on:%Y%m%d}")
    sums = {
        "members": "COUNT(*)",
        "members_official": _count(official),
        "members_probationary": _count(probationary),
        "women": _count("p.sex = 'F'"),
        "women_share": _count("p.sex = 'F'"),
        "women_share__of": "COUNT(*)",
        **dict(_ages(on)),
        "files_complete": _count(
            "m.file_checked_on <= %(on)s AND m.id NOT IN "
            "(SELECT member_id FROM party_missingpaper WHERE since <= %(on)s AND until > %(on)s)"
        ),
        "files_complete__of": "COUNT(*)",
        "card_exchange": _count(f"{official} AND m.card_exchanged_on <= %(on)s"),
        "card_exchange__of": _count(official),
    }
    source = """
      FROM party_membership s JOIN party_member m ON m.id = s.member_id JOIN org_person p ON p.id = m.person_id
      WHERE s.kind = 'home' AND s.since <= %(on)s AND s.until > %(on)s
    """
    return _rolled(source, sums)


def _cells() -> str:
    sums = {"cells": "COUNT(*)"} | {f"cells_{kind}": _count(f"s.kind = '{kind}'") for kind in _KINDS}
    return _rolled("FROM party_cell s WHERE s.since <= %(on)s AND s.until > %(on)s", sums)


# movement → which spells make it, opened or closed, and whether they add or take
OPENED = {
    "admitted": ("", "s.opened_by = 'admitted'"),
    "transferred_in": ("", "s.opened_by = 'in'"),
    "restored": ("", "s.opened_by = 'restored'"),
    "moved_within": ("", "s.opened_by = 'internal'"),
    "reorganised": ("", "s.opened_by = 'reorganised'"),
}
CLOSED = {
    "transferred_out": ("", "s.closed_by = 'out'"),
    "died": ("", "s.closed_by = 'died'"),
    "struck_off": ("", "s.closed_by = 'struck_off'"),
    "expelled": ("", "s.closed_by = 'expelled'"),
    "left": ("", "s.closed_by = 'left'"),
    "moved_within": ("-", "s.closed_by = 'internal'"),
    "reorganised": ("-", "s.closed_by = 'reorganised'"),
}
# an end is counted where the unit lay on the last day of the spell
OPENED_IN = ("w.since <= s.since AND w.until > s.since", "s.since >= %(since)s AND s.since < %(until)s")
CLOSED_IN = ("w.since < s.until AND w.until >= s.until", "s.until >= %(since)s AND s.until < %(until)s")


def _opened() -> str:
    return _by_event({name: sign + _count(said) for name, (sign, said) in OPENED.items()}, *OPENED_IN)


def _closed() -> str:
    return _by_event({name: sign + _count(said) for name, (sign, said) in CLOSED.items()}, *CLOSED_IN)


def _recognised() -> str:
    """Whose day is the one of now: found by it, then the spell of this life that stood on it."""
    source = "FROM party_member m JOIN party_membership s ON s.member_id = m.id AND s.recognised_then IS NULL"
    return _recognised_on("m.recognised_on", source)


def _recognised_once() -> str:
    """Those recognised before they left and were admitted again."""
    return _recognised_on(
        "s.recognised_then", "FROM party_membership s", "NOT (s.recognised_then IS NULL) AND "
    )


def _recognised_on(day: str, source: str, where: str = "") -> str:
    number = _NUMBER[connection.vendor].format

    def stood(row: str) -> str:
        return f"{number(f'{row}.since')} <= {day} AND {number(f'{row}.until')} > {day}"

    lying = _LYING.format(unit="s.unit_id", during=stood("w"))
    return (
        f"SELECT w.ancestor_id, COUNT(*) AS recognised {source} {lying} {_COMMUNE} "
        f"WHERE {where}s.kind = 'home' AND {stood('s')} AND {day} >= %(first)s AND {day} < %(stop)s GROUP BY w.ancestor_id"
    )


def _carried(sums: dict[str, str] | None = None, joined: str = "") -> str:
    """Members whose cell came into a commune on a day, less those whose cell left it."""
    counted = sums or {"reorganised": "COUNT(*)"}
    changed = "NOT w.custody AND (w.since = %(day)s OR w.until = %(day)s)"
    signed = {
        name: f'SUM(CASE WHEN w.since = %(day)s THEN own."{name}" ELSE -own."{name}" END)' for name in counted
    }
    return (
        f"WITH own AS (SELECT s.unit_id, {_named(counted)} FROM party_membership s {joined} "
        "WHERE s.kind = 'home' AND s.since < %(day)s AND s.until > %(day)s "
        f"AND s.unit_id IN (SELECT w.unit_id FROM kernel_within w WHERE {changed}) GROUP BY s.unit_id) "
        f"SELECT w.ancestor_id, {_named(signed)} "
        f"FROM own JOIN kernel_within w ON w.unit_id = own.unit_id AND {changed} {_COMMUNE} GROUP BY w.ancestor_id"
    )
