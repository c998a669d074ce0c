"""Forms 2 and 3: who was admitted, who is a member, by age, schooling, theory and work; one scan whatever the lines."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from operator import add
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from soxa.kernel.figures import Figure, Moment, Source, grouped, spans
from soxa.kernel.request_memo import held_reading, once_per_request
from soxa.kernel.units.tree import tree
from soxa.law.acts import HD_11
from soxa.party.models import Membership
from soxa.party.statistics.figures import FORM_FIGURES, GROUPS, SOURCES, WOMEN, LineOf, and_women
from soxa.party.statistics.rules import tells_of_others
from soxa.party.statistics.table import (
    TOTAL,
    Below,
    Form,
    Line,
    Number,
    Table,
    Unlisted,
    columns,
    rest_name,
    stayed,
)


def profile(form: Form, moment: Moment, unit_id: int, fewest: int) -> Table:
    number, source = form.number, SOURCES[form.number]
    sealed = [line for group in GROUPS[number] for line in group.lines if line.sealed]
    own = [figure for code, figure in FORM_FIGURES.items() if code.startswith(f"form{number}.")]
    figures = [*own, *(one for line in sealed for one in _sealed_figures(number, line, source))]
    sums, names = _summed(figures, moment, unit_id)
    total = sums[unit_id].get(f"form{number}.{TOTAL}", 0)
    everyone = (total, sums[unit_id].get(f"form{number}.{TOTAL}.{WOMEN}", 0))
    found = Table(form, moment, unit_id, columns())

    def numbers(line: str, *, closed: bool = False) -> tuple[Number, ...]:
        code = f"form{number}.{line}"
        counts = [sums[unit_id].get(one, 0) for one in (code, f"{code}.{WOMEN}")]
        held = closed and _points_at_people(counts, everyone, fewest, among=line == "religious")
        found.held = found.held or held
        codes = [one if not closed else "" for one in (code, f"{code}.{WOMEN}")]
        return tuple(
            Number(count, one if count else "", held) for one, count in zip(codes, counts, strict=True)
        )

    found.lines.append(Line(_whole_title(number), numbers(TOTAL), key=TOTAL, strong=True))
    for place, group in enumerate(GROUPS[number], 1):
        found.lines.append(Line(str(group.title), mark=_roman(place)))
        for at, line in enumerate(group.lines, 1):
            counted = numbers(line.code, closed=line.sealed)
            if line.gap and not counted[0].count:
                continue
            found.lines.append(Line(str(line.title), counted, str(at), line.code, gap=line.gap, share=total))
    main = [(TOTAL, _("Tổng số")), (f"{TOTAL}.{WOMEN}", _("Nữ"))]
    if number == "3":
        main += [(one.code, str(one.title)) for one in GROUPS["3"][0].lines]
    found.beside = tuple(main)
    found.opens = {code: (f"form{number}.{code}", False) for code, _title in main}
    found.below = [
        Below(
            key,
            name,
            {code: sums[key or 0].get(f"form{number}.{code}", 0) for code, _title in main},
            key is not None and (figures[0].is_stock or stayed(key, unit_id, moment)),
        )
        for key, name in names
    ]
    return found


def _points_at_people(counts: Sequence[int], everyone: Sequence[int], fewest: int, *, among: bool) -> bool:
    """Whether all, women or men of a sealed group, or those not in it, are so few that the number points at them."""
    both = [(*counts, counts[0] - counts[1]), (*everyone, everyone[0] - everyone[1])]
    return any(
        0 < count < fewest or tells_of_others(count, whole, fewest, among=among)
        for count, whole in zip(*both, strict=True)
    )


def _whole_title(number: str) -> str:
    return _("Tổng số đảng viên kết nạp trong kỳ") if number == "2" else _("Tổng số đảng viên có đến cuối kỳ")


def _sealed_figures(number: str, line: LineOf, source: Any) -> list[Figure]:
    code, cite = f"form{number}.{line.code}", HD_11.at(f"biểu {number}-TCTW")
    return [
        Unlisted(code, line.title, "", source, cite, "", counts=line.counts),
        Unlisted(f"{code}.{WOMEN}", line.title, "", source, cite, "", counts=and_women(line.counts)),
    ]


Sums = dict[int, dict[str, int]]
Names = list[tuple[int | None, str]]


def _summed(figures: Sequence[Figure], moment: Moment, unit_id: int) -> tuple[Sums, Names]:
    """Counts by unit and code, of the unit and of every unit directly below it while it lay there; key 0 is the rest."""
    standing, source = tree(), figures[0].source
    pieces = [(moment.on, moment.on)] if figures[0].is_stock else spans(moment, standing)
    counted: dict[int, list[int]] = defaultdict(lambda: [0] * len(figures))
    with held_reading():
        conditions = [figure.counts(moment) if figure.counts else Q() for figure in figures]
        for own, piece, counts in grouped(source, _lying(source, moment, unit_id), conditions, pieces):
            for key in _belongs(own, unit_id, pieces[piece][0]):
                counted[key] = list(map(add, counted[key], counts))
    codes = [figure.code for figure in figures]
    sums: Sums = {key: dict(zip(codes, row, strict=True)) for key, row in counted.items()}
    below = {key for key in sums if key not in (unit_id, 0) and any(sums[key].values())}
    below |= {node.id for node in standing.children(unit_id, moment.on)} & set(sums)
    names: Names = [
        (key, standing.name(key, moment.on))
        for key in sorted(below, key=lambda key: standing.nodes[key].code)
    ]
    if not names:
        sums.pop(0, None)
    elif any(sums.get(0, {}).values()):
        names.append((None, rest_name()))
    sums.setdefault(unit_id, {})
    return sums, names


def _lying(source: Source, moment: Moment, unit_id: int) -> list[Q]:
    met = [Membership.standing(moment.on)] if source.kind == "stock" else []
    if unit_id in tree().roots():
        return met
    inside = sorted({row[0] for row in tree().inside.get(unit_id, ()) if not row[3]})
    return [*met, Q(unit_id__in=inside)]


@once_per_request
def _belongs(own: int, unit_id: int, day: date) -> tuple[int, ...]:
    """The unit and the one directly below it in which `own` lay on a day, 0 where it lay in none below; () outside."""
    standing = tree()
    around = standing.ancestors(own, day)
    if unit_id not in around:
        return ()
    return unit_id, next((up for up in around if standing.parent(up, day) == unit_id), 0)


def _roman(place: int) -> str:
    return ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")[place - 1]
