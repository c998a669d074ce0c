"""How documents are numbered and named: by kind within a term on the Party side, by year on the State side."""

from dataclasses import dataclass
from datetime import date

from soxa.documents.catalogue import IN, PARTY, bodies, kinds
from soxa.law.acts import HD_05_PAPERS, ND_30, QD_399
from soxa.law.calendar import Calendar
from soxa.law.citation import cites
from soxa.law.periods import FOREVER

LETTER = "cong_van"
"""The kind whose State notation names who drafted it: "15/UBND-VP"."""


@dataclass(frozen=True)
class Series:
    """A run of numbers: whose, which way, of which kind (empty: all kinds together), secret or not, and its spell."""

    side: str
    body: str
    direction: str
    kind: str
    secret: bool
    since: date
    until: date


@cites(ND_30.at("Điều 15"), ND_30.at("Điều 22"), QD_399.at(""), HD_05_PAPERS.at(""))
def series(
    body: str, direction: str, kind: str, on: date, *, secret: bool, term: date | None, copy: bool = False
) -> Series:
    """The run in which a document dated `on` is numbered.

    Party documents going out run by kind from the first day of the term (`term`; None: since the book began), secret ones
    among them. Everything else runs by calendar year: a State body's documents of all kinds together, its copies and its
    secret documents each by themselves, and what comes in.
    """
    side = bodies()[body].side
    if side == PARTY and direction != IN:
        return Series(side, body, direction, kind, False, term or date(1, 1, 1), FOREVER)
    since, until = date(on.year, 1, 1), date(on.year + 1, 1, 1)
    return Series(side, body, direction, kind if copy else "", secret, since, until)


@cites(ND_30.at("Phụ lục III"), QD_399.at(""))
def notation(body: str, kind: str, number: int | None, *, drafter: str = "") -> str:
    """Number and symbol as printed: "05-QĐ/ĐU" of the Party, "05/QĐ-UBND" of the State, "15/UBND-VP" of a State letter.

    Below 10 a number has a zero before it; before it is given, "…" stands in its place. `drafter` is the short name of who drafted a State letter.
    """
    one = bodies()[body]
    short, given = kinds()[one.side, kind].abbreviation, f"{number:02d}" if number else "…"
    if one.side == PARTY:
        return f"{given}-{short}/{one.symbol}" if short else f"{given}/{one.symbol}"
    if kind == LETTER or not short:
        return f"{given}/{one.symbol}" + (f"-{drafter}" if drafter else "")
    return f"{given}/{short}-{one.symbol}"


@cites(ND_30.at("Phụ lục I"), QD_399.at(""))
def number_line(side: str, printed: str) -> str:
    """The line on the paper: "Số 05-QĐ/ĐU" of the Party, without a colon; "Số: 05/QĐ-UBND" of the State."""
    return f"Số {printed}" if side == PARTY else f"Số: {printed}"


@cites(ND_30.at("Điều 23"))
def lay_by(arrived: date, calendar: Calendar, days: int) -> date:
    """Last day to lay what arrived before the chief: so many working days after; 0 is the day itself, a day off too."""
    return calendar.working_days_after(arrived, days)
