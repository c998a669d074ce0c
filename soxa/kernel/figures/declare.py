"""What a figure is: the rows looked at, the part that counts, the law, and who may open the rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.db.models import Q, QuerySet

from soxa.law.citation import Citation

if TYPE_CHECKING:
    from soxa.kernel.figures.moment import Moment

Condition = Callable[["Moment"], Q]
# what a row brings at a moment, a whole number: đồng, hundredths of a square metre
Amount = Callable[["Moment"], Any]
Told = TypeVar("Told", bound=Callable[..., Any])


def once_told(condition: Told) -> Told:
    """A condition that asks other rows, told once for a moment or a day: a scan knows its question again by it.

    What it says must rest on what it is given and on nothing written in the book; the rows are asked with the scan.
    """
    return cast(Told, lru_cache(maxsize=64)(condition))


@dataclass(frozen=True)
class SourceColumn:
    """A column of a figure's rows on page and in Excel: heading, path from the row, how it is shown, whether it is one of numbers."""

    heading: Any
    path: str
    show: Callable[[Any], str] = lambda value: "" if value is None else str(value)
    number: bool = False


@dataclass(frozen=True, eq=False)
class Source:
    """Rows that figures look at: spells (a stock at a day) or events (dated by `on` in a half-open period).

    `unit` is the path to the row's own unit; `facts` are the paths whose values are fingerprinted on issue.
    `day_shift` says on which day an event's row belonged to its unit: -1 for an end (the last day that stood).
    `closed_domain`: the domain without which some rows are hidden from readers of `sight_domain`.
    `partly_known`: of two numbers YYYYMMDD, the rows whose partial date lies from the one to before the other; `on` makes
    that date full, as such a number, within the year or month it names.
    `stands`: of spells that can be broken off and go on, what must hold besides for a row to stand at the end of a day.
    `reckoned`: what a row had come to by the end of a day, as expressions by the name under which `facts` and `columns` have it.
    `rows` asks the same whenever it is called: the question is put together once, and every reading goes on from there.
    """

    code: str
    title: Any
    rows: Callable[[], QuerySet[Any]]
    kind: str
    unit: str = "unit_id"
    on: str = "since"
    day_shift: int = 0
    partly_known: Callable[[int, int], Q] | None = None
    facts: tuple[str, ...] = ()
    columns: tuple[SourceColumn, ...] = ()
    order: tuple[str, ...] = ("pk",)
    link: Callable[[dict[str, Any]], str] | None = None
    link_path: str = "pk"
    sight_domain: str = ""
    closed_domain: str = ""
    stands: Callable[[date], Q] | None = None
    reckoned: Callable[[date], dict[str, Any]] | None = None

    def every_row(self) -> QuerySet[Any]:
        """The rows looked at, to be narrowed down."""
        return _put_together(self.rows).all()

    def standing(self, on: date) -> Q:
        """Condition: a row of a stock stands at the end of the day."""
        lasts = Q(since__lte=on, until__gt=on)
        return lasts & self.stands(on) if self.stands else lasts

    def told(self, rows: QuerySet[Any], on: date) -> QuerySet[Any]:
        """Rows with what they had come to by the end of the day."""
        return rows.annotate(**self.reckoned(on)) if self.reckoned else rows


@cache
def _put_together(rows: Callable[[], QuerySet[Any]]) -> QuerySet[Any]:
    return rows()


@dataclass(frozen=True)
class Figure:
    """One declared figure.

    `counts` is the part that counts; with `among` the figure is a share of the rows that meet `among`.
    `measure` is the unit of measure as printed after the number in tables ("đảng viên", "%").

    With `amount` the number is not how many rows count but what they bring together; as a share it is held against what the
    same rows bring of `of`. Such whole numbers are printed `scale` times smaller: đồng as millions.
    """

    code: str
    title: Any
    measure: Any
    source: Source
    cite: Citation
    definition: Any
    counts: Condition | None = None
    among: Condition | None = None
    share: bool = False
    sentence: Any = ""
    opens_rows: frozenset[str] = field(default_factory=frozenset)
    version: int = 1
    parts: tuple[tuple[Any, str], ...] = ()
    net: Callable[["Moment"], dict[int, int]] | None = None
    net_rows: Callable[["Moment", int], QuerySet[Any]] | None = None
    missing_title: Any = ""
    amount: Amount | None = None
    of: Amount | None = None
    scale: int = 1

    def __post_init__(self) -> None:
        if self.code in FIGURES:
            raise ValueError(f"figure {self.code} is declared twice")
        if self.amount and self.share and not self.of:
            raise ValueError(f"figure {self.code} is a share of nothing")
        FIGURES[self.code] = self

    @property
    def is_stock(self) -> bool:
        """Whether the figure counts what stands on a day."""
        return self.source.kind == "stock"


FIGURES: dict[str, Figure] = {}
_providers: list[tuple[Callable[[str], Any], Callable[[], Iterable[str]]]] = []


def provide(finder: Callable[[str], Any], codes: Callable[[], Iterable[str]]) -> None:
    """Let a domain answer for figures that are data (reported values); `finder` returns None for a strange code."""
    _providers.append((finder, codes))


def find(code: str) -> Any:
    """The figure of a code, declared or provided; KeyError names a code nobody knows."""
    if code in FIGURES:
        return FIGURES[code]
    for finder, _codes in _providers:
        if (figure := finder(code)) is not None:
            return figure
    raise KeyError(code)


def known_codes() -> list[str]:
    """Every code that `find` answers for, declared ones first, in their order."""
    return [*FIGURES, *(code for _finder, codes in _providers for code in codes())]
