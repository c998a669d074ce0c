"""Forms 1 to 4 of a province as an engineer writes them by hand: conditional sums, one scan for each form, women beside all."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection

from bench.by_hand import _COMMUNE, _LYING, _NUMBER, _carried, _closed, _count, _named, _opened, _rolled

Table = dict[tuple[str, str, int], int]
_BANDS = ((18, 30), (31, 35), (36, 40), (41, 45), (46, 50), (51, 55), (56, 60), (61, None))
_WOMAN = "p.sex = 'F'"
_FROM = (
    "FROM party_membership s JOIN party_member m ON m.id = s.member_id "
    "JOIN org_person p ON p.id = m.person_id WHERE s.kind = 'home'"
)
_JOINED = ((None, 19540721), (19540721, 19750501), (19750501, 19960000), (19960000, 20060000), (20060000, 20160000), (20160000, None))  # fmt: skip


def forms_by_hand(on: date, period: tuple[date, date], root: int, changes: list[date]) -> Table:
    """(form, line, unit) → count where it is not 0, of the root; of each commune the main lines."""
    table: dict[tuple[str, str, int], int] = defaultdict(int)
    since, until = period
    asked = {"on": on, "since": since, "until": until, "before": since - timedelta(days=1), "day": on}
    standing = "s.since <= %(on)s AND s.until > %(on)s"
    _add(table, "1", _rolled(f"{_FROM} AND {standing}", dict(_both("closing", "s.id = s.id"))), asked, root)
    stood = _rolled(f"{_FROM} AND {standing}", dict(_both("opening", "s.id = s.id")))
    _add(table, "1", stood, {**asked, "on": asked["before"]}, root)
    for statement in (_opened(), _closed(), _with_women(_opened()), _with_women(_closed())):
        _add(table, "moves", statement, asked, root)
    for day in changes:
        _add(table, "moves", _carried(), {**asked, "day": day}, root)
    number = _NUMBER[connection.vendor].format("s.since")
    _add(table, "2", _admitted(dict(_profile(number))), asked, root)
    _add(table, "3", _rolled(f"{_FROM} AND {standing}", dict(_profile(str(int(f"{on:%Y%m%d}")), whole=True))), asked, root)  # fmt: skip
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


def _both(name: str, condition: str) -> Iterator[tuple[str, str]]:
    yield name, _count(condition)
    yield f"{name}.women", _count(f"({condition}) AND {_WOMAN}")


def _admitted(sums: dict[str, str]) -> str:
    """Those admitted in the period, each where his cell lay on that day."""
    lying = _LYING.format(unit="s.unit_id", during="w.since <= s.since AND w.until > s.since")
    joined = _FROM.replace("WHERE", f"{lying} {_COMMUNE} WHERE")
    return (
        f"SELECT w.ancestor_id, {_named(sums)} {joined} AND s.opened_by = 'admitted' "
        "AND s.since >= %(since)s AND s.since < %(until)s GROUP BY w.ancestor_id"
    )


def _with_women(statement: str) -> str:
    joined = "JOIN party_member m ON m.id = s.member_id JOIN org_person p ON p.id = m.person_id"
    return statement.replace("party_membership s ", f"party_membership s {joined} ").replace(
        "WHERE s.kind = 'home'", f"WHERE {_WOMAN} AND s.kind = 'home'"
    )


def _profile(day: str, *, whole: bool = False) -> Iterator[tuple[str, str]]:
    yield from _both("total", "s.id = s.id")
    if whole:
        official = f"m.recognised_on <= {day}"
        yield from _both("official", official)
        yield from _both("probationary", f"m.recognised_on IS NULL OR m.recognised_on > {day}")
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
    """Form 4: members by commune, ethnic group and religion."""
    sums = _named({"every": "COUNT(*)", "women": _count(_WOMAN)})
    lying = _LYING.format(unit="own.unit_id", during="w.since <= %(on)s AND w.until > %(on)s")
    statement = (
        f"WITH own AS (SELECT s.unit_id, p.ethnicity_token AS people, p.religion_token AS faith, {sums} {_FROM} "
        "AND s.since <= %(on)s AND s.until > %(on)s GROUP BY s.unit_id, p.ethnicity_token, p.religion_token) "
        f"SELECT w.ancestor_id, own.people, own.faith, SUM(own.every), SUM(own.women) FROM own {lying} "
        "JOIN kernel_unit u ON u.id = w.ancestor_id AND u.kind = 'commune' "
        "GROUP BY w.ancestor_id, own.people, own.faith"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        for commune, _people, _faith, every, women in cursor.fetchall():
            for unit in (root, commune):
                table["4", "total", unit] += int(every)
                table["4", "total.women", unit] += int(women)


def same(ours: dict[str, Any], hand: Table, root: int) -> list[str]:
    """Lines in which the read forms and the hand-written table differ: of the root all, of the communes the totals."""
    wrong = []
    for number in ("2", "3"):
        for line in ours[number].lines:
            if line.numbers and line.key not in ("minority", "religious"):
                theirs = [hand.get((number, f"{line.key}{more}", root), 0) for more in ("", ".women")]
                if [one.count for one in line.numbers] != theirs:
                    wrong.append(f"form {number} {line.key}")
    first = {key: hand.get(("1", key, root), 0) for key in ("opening", "closing", "closing.women")}
    said = {"opening": ours["1"].count("opening"), "closing": ours["1"].count("closing"), "closing.women": ours["1"].count("closing", 1)}  # fmt: skip
    wrong += [f"form 1 {key}" for key in first if first[key] != said[key]]
    if ours["4"].count("total") != hand.get(("4", "total", root), 0):
        wrong.append("form 4 total")
    for one in ours["3"].below:
        if one.counts["total"] != hand.get(("3", "total", one.unit_id), 0):
            wrong.append(f"form 3 of unit {one.unit_id}")
    return wrong
