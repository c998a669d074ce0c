"""Form 4: members by ethnic group and religion, as totals; counted by token in one scan, so that no file is opened."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import add

from django.db.models import Count
from django.utils.translation import gettext as _

from soxa.kernel.figures import Moment
from soxa.kernel.units.tree import tree
from soxa.law.peoples import ETHNIC_GROUPS, RELIGIONS
from soxa.org.models import Person
from soxa.party.models import Membership
from soxa.party.statistics.figures import tokens_of
from soxa.party.statistics.rules import hidden
from soxa.party.statistics.table import TOTAL, Below, Form, Line, Number, Table, columns, rest_name

UNSTATED, UNKNOWN = "unstated", "unknown"


def peoples(form: Form, moment: Moment, unit_id: int, fewest: int) -> Table:
    """Counted by token in one scan; the names come from the lists' own tokens, so that no row is opened."""
    ethnic, faith = tokens_of(ETHNIC_GROUPS, "ethnicity"), tokens_of(RELIGIONS, "religion")
    counts = _by_token(moment, unit_id)
    found = Table(form, moment, unit_id, columns())
    everyone = [sum(both[at] for both in counts[unit_id, "ethnicity"].values()) for at in (0, 1)]
    found.lines.append(
        Line(_("Tổng số đảng viên có đến cuối kỳ"), (Number(everyone[0], "party.members"), Number(everyone[1], "party.women")), key=TOTAL, strong=True)
    )  # fmt: skip
    for mark, title, field_name, known, lists in (
        ("I", _("Dân tộc"), "ethnicity", ethnic, ETHNIC_GROUPS),
        ("II", _("Tôn giáo"), "religion", faith, RELIGIONS),
    ):
        found.lines.append(Line(title, mark=mark, key=field_name))
        named = _named(counts[unit_id, field_name], known)
        found.lines += _group_lines(found, named, field_name, [row[0] for row in lists], fewest)
    found.beside = (
        (TOTAL, _("Tổng số")),
        ("minority", _("Dân tộc thiểu số")),
        ("religious", _("Theo tôn giáo")),
    )
    found.opens = {TOTAL: ("party.members", False)}
    found.below = _units_below(counts, moment, unit_id, (ethnic, faith, fewest))
    found.held = found.held or any(-1 in one.counts.values() for one in found.below)
    return found


Counts = Mapping[tuple[int, str], Mapping[str, list[int]]]
Known = tuple[Mapping[str, str], Mapping[str, str], int]


def _units_below(counts: Counts, moment: Moment, unit_id: int, known: Known) -> list[Below]:
    """The sums of the units below, and of what stands in none of them; -1 stands for a number held back.

    A number is held back where it is small, and with it, by column, the next one that it could be reckoned from.
    """
    standing, on = tree(), moment.on
    below = {
        node.id: (standing.name(node.id, on), _main_counts(counts, node.id, known))
        for node in standing.children(unit_id, on)
    }
    whole = _main_counts(counts, unit_id, known)
    rest = {key: whole[key] - sum(row[key] for _name, row in below.values()) for key in whole}
    rows = [Below(key, name, row) for key, (name, row) in below.items() if row[TOTAL]]
    if below and rest[TOTAL]:
        rows.append(Below(None, rest_name(), rest, whole=False))
    wholes = {str(at): one.counts[TOTAL] for at, one in enumerate(rows)}
    held = {
        key: hidden(
            {str(at): one.counts[key] for at, one in enumerate(rows)},
            known[2],
            wholes=wholes,
            among=key == "religious",
        )
        for key in ("minority", "religious")
    }
    return [
        replace(one, counts={key: -1 if str(at) in held.get(key, ()) else n for key, n in one.counts.items()})
        for at, one in enumerate(rows)
    ]


def _by_token(moment: Moment, unit_id: int) -> dict[tuple[int, str], dict[str, list[int]]]:
    """(unit, field) → token → people and women among them, of the unit and the units directly below it."""
    standing, on = tree(), moment.on
    asked = {unit_id, *(node.id for node in standing.children(unit_id, on))}
    spells = Membership.objects.home().filter(Membership.standing(on)).order_by()
    if unit_id not in standing.roots():
        spells = spells.filter(unit_id__in=sorted(standing.within(unit_id, on)))
    path = "member__person__"
    rows = spells.values_list("unit_id", f"{path}ethnicity_token", f"{path}religion_token", f"{path}sex")
    sums: dict[tuple[int, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for own, people, faith, sex, count in rows.annotate(Count("pk")):
        both = [count, count if sex == Person.FEMALE else 0]
        for up in standing.ancestors(own, on):
            if up in asked:
                for name, mark in (("ethnicity", people), ("religion", faith)):
                    kept = sums[up, name]
                    kept[mark] = list(map(add, kept[mark], both))
    return sums


def _named(counts: Mapping[str, list[int]], known: Mapping[str, str]) -> dict[str, list[int]]:
    """People and women by the list's name; tokens the list does not know under UNKNOWN, files without one under UNSTATED."""
    named: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for mark, both in counts.items():
        name = UNSTATED if not mark else known.get(mark, UNKNOWN)
        named[name] = list(map(add, named[name], both))
    return named


def _group_lines(
    found: Table, named: Mapping[str, list[int]], field_name: str, names: Sequence[str], fewest: int
) -> list[Line]:
    groups = {name: both for name, both in named.items() if name in {*names, UNKNOWN, UNSTATED}}
    whole = sum(both[0] for both in named.values())
    held, women_held = _held(groups, whole, fewest, faith=field_name == "religion")
    found.held = found.held or bool(held | women_held)
    rest = [(UNKNOWN, _("Tên khác, chưa có trong danh mục"), True)]
    stated = _("Chưa ghi dân tộc") if field_name == "ethnicity" else _("Không, hoặc chưa ghi tôn giáo")
    rest.append((UNSTATED, stated, field_name == "ethnicity"))
    lines = []
    for at, (name, title, gap) in enumerate([*((name, name, False) for name in names), *rest], 1):
        total, women = named.get(name, [0, 0])
        numbers = (Number(total, held=name in held), Number(women, held=name in held | women_held))
        lines.append(
            Line(title, numbers, str(at), f"{field_name}.{name}", gap=gap and total > 0, share=whole)
        )
    return lines


def _held(
    groups: Mapping[str, list[int]], whole: int, fewest: int, *, faith: bool
) -> tuple[frozenset[str], frozenset[str]]:
    """Groups whose number, and those whose women, are held back; those without one are a group, too, from which to reckon."""
    counts = {name: both[0] for name, both in groups.items()}
    wholes = dict.fromkeys(counts, whole) if faith else None
    held = hidden(counts, fewest, wholes=wholes, among=True)
    if faith and held:
        held |= {UNSTATED}  # also where nobody is without: its absence would tell that everybody has one
    few = {
        name
        for name, (total, women) in groups.items()
        if name != UNSTATED and any(0 < part < fewest for part in (women, total - women))
    }
    rest = sorted((groups[name][1], name) for name in groups if name not in held | few)
    if len(few | held) == 1 and rest:
        few.add(rest[0][1])
    return held, frozenset(few)


def _main_counts(counts: Counts, unit_id: int, known: Known) -> dict[str, int]:
    """A unit's sums beside the form."""
    ethnic, faith, _fewest = known
    people = _named(counts.get((unit_id, "ethnicity"), {}), ethnic)
    faiths = _named(counts.get((unit_id, "religion"), {}), faith)
    own = (ETHNIC_GROUPS[0][0], UNSTATED, UNKNOWN)
    return {
        TOTAL: sum(both[0] for both in people.values()),
        "minority": sum(both[0] for name, both in people.items() if name not in own),
        "religious": sum(both[0] for name, both in faiths.items() if name not in (UNSTATED, UNKNOWN)),
    }
