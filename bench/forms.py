"""Forms 1 to 4 of a province as an engineer writes them by hand: one scan for what stands, one for what came, one for
what went, one for each day the tree changed, one for each other form; women counted beside all in the same scan.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection

from bench.by_hand import (
    _COMMUNE,
    _LYING,
    _NUMBER,
    CLOSED,
    CLOSED_IN,
    OPENED,
    OPENED_IN,
    _by_event,
    _carried,
    _count,
    _named,
    _official,
    _probationary,
    _rolled,
)

Table = dict[tuple[str, str, int], int]
_BANDS = ((18, 30), (31, 35), (36, 40), (41, 45), (46, 50), (51, 55), (56, 60), (61, None))
_WOMAN = "p.sex = 'F'"
_PEOPLE = "JOIN party_member m ON m.id = s.member_id JOIN org_person p ON p.id = m.person_id"
_FROM = f"FROM party_membership s {_PEOPLE} WHERE s.kind = 'home'"
_STOOD = "s.since <= %(on)s AND s.until > %(on)s"
_BEFORE = "s.since <= %(before)s AND s.until > %(before)s"
_JOINED = ((None, 19540721), (19540721, 19750501), (19750501, 19960000), (19960000, 20060000), (20060000, 20160000), (20160000, None))  # fmt: skip


def forms_by_hand(on: date, period: tuple[date, date], root: int, changes: list[date]) -> Table:
    """(form, line, unit) → count where it is not 0, of the root and of each commune."""
    table: dict[tuple[str, str, int], int] = defaultdict(int)
    since, until = period
    asked = {"on": on, "since": since, "until": until, "before": since - timedelta(days=1)}
    _add(table, "1", _standing(on), asked, root)
    _add(table, "1", _by_event(_moves(OPENED), *OPENED_IN, joined=_PEOPLE), asked, root)
    _add(table, "1", _by_event(_moves(CLOSED), *CLOSED_IN, joined=_PEOPLE), asked, root)
    for day in changes:
        _add(table, "1", _carried(dict(_both("reorganised")), _PEOPLE), {"day": day}, root)
    _add(table, "2", _admitted(dict(_profile(_NUMBER[connection.vendor].format("s.since")))), asked, root)
    third = dict(_profile(str(int(f"{on:%Y%m%d}")), whole=True))
    _add(table, "3", _rolled(f"{_FROM} AND {_STOOD}", third), asked, root)
    _groups(table, asked, root)
    return {key: count for key, count in table.items() if count}


def _add(table: Any, form: str, statement: str, asked: dict[str, Any], root: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        names = [column[0] for column in cursor.description][1:]
        for commune, *sums in cursor.fetchall():
            for name, count in zip(names, sums, strict=True):
                table[form, name, root] += int(count)
                table[form, name, commune] += int(count)


def _both(name: str, condition: str = "") -> Iterator[tuple[str, str]]:
    yield name, _count(condition) if condition else "COUNT(*)"
    yield f"{name}.women", _count(f"{_WOMAN} AND ({condition})" if condition else _WOMAN)


def _moves(known: dict[str, tuple[str, str]]) -> dict[str, str]:
    return {
        one: sign + count
        for name, (sign, condition) in known.items()
        for one, count in _both(name, condition)
    }


def _standing(on: date) -> str:
    """What stood before the period and stands at its end, by own unit in one scan; each added up as the tree lay then."""
    official, probationary = _official(f"{on:%Y%m%d}"), _probationary(f"{on:%Y%m%d}")
    at_end = {
        **dict(_both("closing", _STOOD)),
        **dict(_both("official", f"{_STOOD} AND {official}")),
        **dict(_both("probationary", f"{_STOOD} AND {probationary}")),
    }
    first = dict(_both("opening", _BEFORE))
    lay = {
        "before": "w.since <= %(before)s AND w.until > %(before)s",
        "on": "w.since <= %(on)s AND w.until > %(on)s",
    }
    added = {
        name: f'SUM(CASE WHEN {lay["before" if name in first else "on"]} THEN own."{name}" ELSE 0 END)'
        for name in (*first, *at_end)
    }
    lying = _LYING.format(unit="own.unit_id", during=f"({lay['before']} OR {lay['on']})")
    return (
        f"WITH own AS (SELECT s.unit_id, {_named({**first, **at_end})} {_FROM} "
        "AND s.since <= %(on)s AND s.until > %(before)s GROUP BY s.unit_id) "
        f"SELECT w.ancestor_id, {_named(added)} FROM own {lying} {_COMMUNE} GROUP BY w.ancestor_id"
    )


def _admitted(sums: dict[str, str]) -> str:
    """Those admitted in the period, each where his cell lay on that day."""
    lying = _LYING.format(unit="s.unit_id", during="w.since <= s.since AND w.until > s.since")
    joined = _FROM.replace("WHERE", f"{lying} {_COMMUNE} WHERE")
    return (
        f"SELECT w.ancestor_id, {_named(sums)} {joined} AND s.opened_by = 'admitted' "
        "AND s.since >= %(since)s AND s.since < %(until)s GROUP BY w.ancestor_id"
    )


def _profile(day: str, *, whole: bool = False) -> Iterator[tuple[str, str]]:
    yield from _both("total")
    if whole:
        yield from _both("official", _official(day))
        yield from _both("probationary", _probationary(day))
        yield from _both("exempt", "s.member_id IN (SELECT member_id FROM party_exemption WHERE kind = 'exempt' AND since <= %(on)s AND until > %(on)s)")  # fmt: skip
        for first, stop in _JOINED:
            parts = [f"m.admitted_on >= {first}"] if first else []
            parts += [f"m.admitted_on < {stop}"] if stop else []
            yield from _both(f"joined_{(first or 0) // 10000 or 'before'}", " AND ".join(parts))
        yield from _both("joined_unknown", "m.admitted_on IS NULL")
    for first, last in _BANDS:
        condition = f"p.born <= {day} - {first * 10_000}"
        if last:
            condition += f" AND p.born > {day} - {(last + 1) * 10_000}"
        yield from _both(f"age_{first}_{last}" if last else f"age_{first}", condition)
    yield from _both("age_below", f"p.born > {day} - 180000")
    yield from _both("age_unknown", "p.born IS NULL")
    for field, texts in _texts().items():
        for code, said in texts.items():
            quoted = ", ".join("'" + text.replace("'", "''") + "'" for text in said)
            yield from _both(f"{field}_{code}", f"p.{field} IN ({quoted})")
    for field in ("ethnicity", "religion"):
        yield from _both(field, f"p.{field}_token IN ({_tokens(field)})")


def _texts() -> dict[str, dict[str, list[str]]]:
    """What files say, by class: the engineer has looked once, and wrote the words into the statement."""
    from soxa.party.statistics.figures import texts_by_class
    from soxa.party.statistics.rules import CLASSES

    found = {}
    for field in CLASSES:
        said = texts_by_class(field)
        codes = [code for code, _pattern in CLASSES[field]]
        found[field] = {code: said.get(code) or [" "] for code in (*codes, "other")} | {"unstated": [""]}
    return found


def _tokens(field: str) -> str:
    from soxa.law.peoples import ETHNIC_GROUPS, MAJORITY, RELIGIONS
    from soxa.party.statistics.figures import tokens_of

    known = tokens_of(ETHNIC_GROUPS if field == "ethnicity" else RELIGIONS, field)
    return ", ".join(f"'{mark}'" for mark, name in known.items() if name != MAJORITY)


def _groups(table: Any, asked: dict[str, Any], root: int) -> None:
    """Form 4: members by commune, ethnic group and religion, added up by either."""
    sums = _named({"every": "COUNT(*)", "women": _count(_WOMAN)})
    lying = _LYING.format(unit="own.unit_id", during="w.since <= %(on)s AND w.until > %(on)s")
    statement = (
        f"WITH own AS (SELECT s.unit_id, p.ethnicity_token AS people, p.religion_token AS faith, {sums} {_FROM} "
        f"AND {_STOOD} GROUP BY s.unit_id, p.ethnicity_token, p.religion_token) "
        f"SELECT w.ancestor_id, own.people, own.faith, SUM(own.every), SUM(own.women) FROM own {lying} "
        f"{_COMMUNE} GROUP BY w.ancestor_id, own.people, own.faith"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        for commune, people, faith, every, women in cursor.fetchall():
            for unit in (root, commune):
                for line in ("total", f"ethnicity.{people}", f"religion.{faith}"):
                    table["4", line, unit] += int(every)
                    table["4", f"{line}.women", unit] += int(women)


_UNPRINTED = ("minority", "religious")  # lines of forms 2 and 3 that form 4 has in full
_BELOW = {
    "1": {
        "opening": ["opening"],
        "closing": ["closing"],
        "moved": ["moved_within"],
        "reorganised": ["reorganised"],
    },
    "2": {"total": ["total"], "total.women": ["total.women"]},
    "3": {"total": ["total"], "total.women": ["total.women"], "official": ["official"]},
    "4": {"total": ["total"]},
}
_CAME = ["admitted", "transferred_in", "restored"]
_WENT = ["transferred_out", "died", "struck_off", "expelled", "left"]
_SUMS = {"came": _CAME, "went": _WENT, "moved": ["moved_within"]}


def same(ours: dict[str, Any], hand: Table, root: int) -> list[str]:
    """Numbers in which the read forms and the hand-written table differ: every line, and of the communes the main ones."""
    wrong = []
    for number, form in ours.items():
        for line in form.lines:
            if line.numbers and line.key not in _UNPRINTED:
                theirs = [_by_key(hand, number, line.key, root, more) for more in ("", ".women")]
                if [one.count for one in line.numbers] != theirs:
                    wrong.append(f"form {number} {line.key}: {[one.count for one in line.numbers]}, {theirs}")
        for one in form.below:
            for key, names in (
                _BELOW[number] | ({"came": _CAME, "went": _WENT} if number == "1" else {})
            ).items():
                if one.counts[key] != sum(hand.get((number, name, one.unit_id), 0) for name in names):
                    wrong.append(f"form {number} {key} of unit {one.unit_id}")
    return wrong


def _by_key(hand: Table, number: str, key: str, root: int, more: str) -> int:
    if number == "1":
        names = _SUMS.get(key, [key.removeprefix("party.")])
    elif number == "4" and key != "total":
        names = _marks(hand, key)
    else:
        names = [key]
    return sum(hand.get((number, f"{name}{more}", root), 0) for name in names)


def _marks(hand: Table, key: str) -> list[str]:
    """The lines of the hand-written table, named by token, that make one of form 4, named by group."""
    from soxa.law.peoples import ETHNIC_GROUPS, RELIGIONS
    from soxa.party.statistics.figures import tokens_of

    field, wanted = key.split(".", 1)
    known = tokens_of(ETHNIC_GROUPS if field == "ethnicity" else RELIGIONS, field)
    said = {line.split(".")[1] for form, line, _unit in hand if form == "4" and line.startswith(f"{field}.")}
    named = {mark: known.get(mark, "unknown") if mark else "unstated" for mark in said}
    return [f"{field}.{mark}" for mark, name in named.items() if name == wanted]
