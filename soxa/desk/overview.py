"""Tổng quan xã: the commune at a glance on a day, each number the door to its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse

from soxa.desk.asked import Asked, asked
from soxa.desk.figure_pages import FIGURE_READERS, asof
from soxa.desk.glance.communes import communes
from soxa.desk.glance.late import late
from soxa.desk.glance.views import glance_domain, opened_in, set_beside
from soxa.desk.measure_groups import first, folded
from soxa.kernel.access import allow
from soxa.kernel.figures import FIGURES, Moment, Reading, read_many
from soxa.kernel.page import page
from soxa.law.party import AGE_BANDS
from soxa.org.roles import PARTY, STEERING, TASKS, VALUES
from soxa.party.balance import Row, balance
from soxa.party.models import Cell
from soxa.steering.resolutions.themes import theme_of
from soxa.steering.targets.lists import board
from soxa.values.asking import domain_of, reads
from soxa.values.told import Told, measures, period_title, tally, told

HEADLINE = (
    "party.members",
    "party.members_official",
    "party.members_probationary",
    "party.women_share",
    "party.files_complete",
    "party.card_exchange",
    "party.cells",
)
AGES = tuple(
    f"party.age_{band.first}_{band.last}" if band.last else f"party.age_over_{band.first - 1}"
    for band in AGE_BANDS
)
# of yellow and red targets and of those that turned so many stand here, the others behind the link to all
PRESSING, TURNED = 24, 12
KINDS = tuple(f"party.cells_{kind}" for kind, _title in Cell.KINDS)


@dataclass(frozen=True)
class Bar:
    """A bar from zero: its reading, its label, its length in thousandths of the longest."""

    reading: Reading
    label: str
    length: int


@dataclass(frozen=True)
class PartySide:
    """What the Party side shows: headline readings by code, bars of ages and kinds, the balance of the year so far."""

    headline: dict[str, Reading]
    ages: list[Bar]
    unknown_age: Reading
    kinds: list[Bar]
    balance: Row
    since: date


@allow(*FIGURE_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The commune on a day."""
    domain = glance_domain(request.user)
    found = asked(request, domain)
    return page(request, "desk/overview.html", **gathered(request, found), **asof(request, found, domain))


def gathered(request: HttpRequest, found: Asked) -> dict[str, Any]:
    """All that is glanced at of a unit on a day, as far as the reader reads it: on the page, on the wall, on paper."""
    reader, at = request.user, Moment.at(found.moment.on)
    values, steering = reads(reader, VALUES), reads(reader, STEERING)
    targets = board(found.unit.id, at.on) if steering else None
    if targets and not targets.assessment:
        targets = None
    pressing = targets.pressing[:PRESSING] if targets else []
    turned, turned_all = targets.turned(TURNED) if targets else ([], 0)
    lines = _reported(found) if values else []
    if targets:
        above = {row.target.code for row in pressing}
        lines = [line for line in targets.judged_of(lines) if line.figure.code not in above]
    shown = set_beside(request, found)
    return {
        "communes": communes(at, found.unit.id, steering=steering, values=values),
        "late": late(at, found.unit.id) if reads(reader, TASKS) else None,
        "beside": shown,
        "opened": opened_in(reader, TASKS),
        "opened_beside": opened_in(reader, domain_of(shown.figure)) if shown else None,
        "party": _party(found) if reads(reader, PARTY) else None,
        "first": first(lines),
        "folded": folded(lines),
        "ahead": _ahead(lines),
        "lights": tally(lines),
        "theme": theme_of(found.unit.id, at.on) if steering else None,
        "targets": targets,
        "pressing": pressing,
        "turned": turned,
        "turned_all": turned_all,
        "planned": sum(1 for line in lines if line.light),
    }


def _party(found: Asked) -> PartySide:
    unit, moment = found.unit.id, Moment.at(found.moment.on)
    codes = (*HEADLINE, *AGES, "party.age_unknown", *KINDS)
    readings = read_many([FIGURES[code] for code in codes], moment, [unit])
    by_code: dict[str, Reading] = {code: readings[code, unit] for code in codes}
    return PartySide(
        headline={code.removeprefix("party."): by_code[code] for code in HEADLINE},
        ages=bars([by_code[code] for code in AGES], [band.title for band in AGE_BANDS]),
        unknown_age=by_code["party.age_unknown"],
        kinds=bars([by_code[code] for code in KINDS], [str(title) for _kind, title in Cell.KINDS]),
        balance=balance(moment, unit).total,
        since=moment.since,
    )


def bars(readings: Sequence[Reading], labels: Sequence[Any]) -> list[Bar]:
    """Bars of the readings that are not zero, in the order given."""
    longest = max((reading.part or 0 for reading in readings), default=0) or 1
    return [
        Bar(reading, str(label), (reading.part or 0) * 1000 // longest)
        for reading, label in zip(readings, labels, strict=True)
        if reading.part
    ]


def _reported(found: Asked) -> list[Told]:
    """Measures with a value or a plan; what nobody reported yet is not listed."""
    lines = told(measures(), Moment.at(found.moment.on), found.unit.id)
    return [line for line in lines if line.value or line.plan]


def _ahead(lines: Sequence[Told]) -> tuple[str, date] | None:
    """The period under way that ends first and its last day; None when every value had come."""
    values = [line.ahead for line in lines if line.ahead]
    if not values:
        return None
    nearest = min(values, key=lambda value: value.until)
    return period_title(nearest), nearest.until - timedelta(days=1)
