"""Figures: a number is the count of its rows, declared once and read the same on page, chart, paper and file."""

from soxa.kernel.figures.address import address_of
from soxa.kernel.figures.declare import (
    FIGURES,
    Figure,
    Source,
    SourceColumn,
    find,
    known_codes,
    once_told,
    provide,
)
from soxa.kernel.figures.moment import Moment
from soxa.kernel.figures.read import Reading, Tally, grouped, read, read_many, read_series, row_filter, spans

__all__ = [
    "FIGURES",
    "Figure",
    "Moment",
    "Reading",
    "Source",
    "SourceColumn",
    "Tally",
    "address_of",
    "find",
    "grouped",
    "known_codes",
    "once_told",
    "provide",
    "read",
    "read_many",
    "read_series",
    "row_filter",
    "spans",
]
