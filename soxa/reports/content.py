"""Makes a report's paper: the sections of its kind, filled with live numbers and with the words people wrote."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from soxa.kernel.paper.model import Block, Gap, Heading, Paper, Paragraph, Run, Text
from soxa.kernel.request_memo import held_anyway
from soxa.law.periods import Period, date_text
from soxa.reports import half_year, year
from soxa.reports.appendices import appendices
from soxa.reports.assessed import Assessed, assessed, count
from soxa.reports.listings import Listed, listing
from soxa.reports.models import Report, ReportText
from soxa.reports.readings import Printed, Readings
from soxa.reports.sentences import (
    Item,
    Listing,
    Numbers,
    Part,
    Place,
    Sentence,
    Told,
    codes_in,
    joined,
    places_in,
    spoken,
)
from soxa.reports.standing_words import head_of, signature_of
from soxa.values.cut_off import Moments, moments

NOTHING_REPORTED = "Không có nội dung báo cáo."
NO_FIGURES = "Chưa có số liệu."


@dataclass(frozen=True)
class Layout:
    """What makes a kind of report: its title lines, its sections and who receives it."""

    titles: tuple[str, ...]
    told: tuple[Told, ...]
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class Issue:
    """What a paper takes from being issued; a draft has none of it.

    `keep` keeps the rows of a number as it is printed, and tells the digest of those that count.
    """

    notation: str
    signed_on: date
    signer: str
    post: str
    keep: Callable[[Printed], str]


def layout_of(kind: str, period: Period) -> Layout:
    """The layout of a kind of report over a period; ValueError in words for a period that does not fit."""
    check_period(kind, period)
    made = half_year if kind == Report.HALF_YEAR else year
    return Layout(made.titles(period), made.told(period), made.RECIPIENTS)


def check_period(kind: str, period: Period) -> None:
    """Raise ValueError in words when a kind of report cannot be written over a period."""
    halves = {f"{period.since.year}-H1", f"{period.since.year}-H2"}
    if kind == Report.HALF_YEAR and period.key not in halves:
        raise ValueError(
            f"Báo cáo sơ kết 6 tháng cần kỳ là nửa năm, ví dụ {period.since.year}-H1, không phải “{period.key}”."
        )
    if kind == Report.YEAR and period.key != str(period.since.year):
        raise ValueError(
            f"Báo cáo tổng kết năm cần kỳ là một năm, ví dụ {period.since.year}, không phải “{period.key}”."
        )


def build(report: Report, on: date) -> Paper:
    """The paper of a draft with the numbers as the book has them now; `on` is the day it is put together."""
    with held_anyway():
        return compose(report, on)[0]


def compose(report: Report, on: date, issue: Issue | None = None) -> tuple[Paper, Readings]:
    """The paper, and the readings that it printed; with `issue` the paper as it goes out, but for its seal (`appendices.sealed`)."""
    period = Period.parse(report.period)
    layout, read_at = layout_of(report.kind, period), moments(report.unit_id, period)
    numbers = Readings(report.unit_id, read_at, issue.keep if issue else None)
    targets = assessed(report.unit_id, read_at)
    count(numbers, codes_in(layout.told), targets)
    texts = {place: one.text for place, one in written(report).items()}
    blocks = _blocks(
        layout.told,
        _Filled(numbers, texts, _listings(layout.told, numbers, targets)),
        issued=issue is not None,
    )
    day = issue.signed_on if issue else on
    paper = Paper(
        head=head_of(report.unit_id, day, issue.notation if issue else "", signed=issue is not None),
        title_lines=layout.titles,
        made_on=on,
        blocks=blocks,
        signature=signature_of(
            report.unit_id, day, issue.signer if issue else "", issue.post if issue else ""
        ),
        notes=notes(read_at, numbers),
        recipients=layout.recipients,
        appendices=appendices(numbers, targets),
        draft=None if issue else report.draft_no,
    )
    return paper, numbers


def notes(read_at: Moments, numbers: Readings) -> str:
    """The line under the title that names the cut-off of each source."""
    span = "cả năm" if read_at.period.key == str(read_at.period.since.year) else "6 tháng"
    values = f"số ước thực hiện {span}" if numbers.estimated else f"số thực hiện {span}"
    unless = ", trừ nơi ghi rõ" if numbers.estimated else ""
    drafts = f"; {numbers.unapproved} số chưa duyệt" if numbers.unapproved else ""
    cut = date_text(read_at.party.on)
    return (
        f"Số liệu đảng viên, tổ chức đảng chốt đến hết ngày {cut}; "
        f"số liệu kinh tế - xã hội là {values}{unless}{drafts}."
    )


def places(report: Report) -> list[Place]:
    """The places of a report where people write, in the order of reading."""
    return places_in(layout_of(report.kind, Period.parse(report.period)).told)


def written(report: Report) -> dict[str, ReportText]:
    """What was written last at each place."""
    return {one.place: one for one in report.texts.all()} if report.pk else {}


def unwritten(report: Report) -> list[Place]:
    """Places nobody has written at yet."""
    said = {place for place, one in written(report).items() if one.text.strip()}
    return [place for place in places(report) if place.key not in said]


@dataclass(frozen=True)
class _Filled:
    """What fills the sections: numbers, the words of people by place, the blocks of listings by key."""

    numbers: Numbers
    texts: dict[str, str]
    listings: dict[str, list[Block]]


def _listings(told: tuple[Told, ...], numbers: Readings, targets: Assessed | None) -> dict[str, list[Block]]:
    listed = Listed(numbers, targets)
    keys = (
        one.key for item in told if isinstance(item, Item) for one in item.told if isinstance(one, Listing)
    )
    return {key: listing(key, listed) for key in keys}


def _blocks(told: tuple[Told, ...], filled: _Filled, *, issued: bool) -> tuple[Block, ...]:
    """The sections as blocks; of an issued report without the parts at which nobody wrote anything."""
    made = [(one, [] if isinstance(one, Part) else _item(one, filled, issued=issued)) for one in told]
    said = {id(one) for one, _own in made if issued and isinstance(one, Item) and _says(one, filled)}
    blocks: list[Block] = []
    for at, (one, own) in enumerate(made):
        part = one if isinstance(one, Part) else _part_of(told, at)
        if issued and part and not any(id(item) in said for item in _under(told, part)):
            continue
        blocks += [Heading(one.level, one.title)] if isinstance(one, Part) else own
    return tuple(blocks)


def _part_of(told: tuple[Told, ...], at: int) -> Part | None:
    return next((one for one in reversed(told[:at]) if isinstance(one, Part)), None)


def _under(told: tuple[Told, ...], part: Part) -> list[Item]:
    """Items of a part, up to the next one of its level or above."""
    items: list[Item] = []
    for one in told[told.index(part) + 1 :]:
        if isinstance(one, Item):
            items.append(one)
        elif one.level <= part.level:
            break
    return items


def _says(item: Item, filled: _Filled) -> bool:
    return any(_tells(one, filled) for one in item.told)


def _tells(one: Sentence | Place | Listing, filled: _Filled) -> bool:
    if isinstance(one, Listing):
        return bool(filled.listings[one.key])
    if isinstance(one, Place):
        return bool(filled.texts.get(one.key, "").strip())
    return bool(spoken(one, filled.numbers))


def _item(item: Item, filled: _Filled, *, issued: bool) -> list[Block]:
    """The blocks of an item: its label before the first words, a paragraph anew after each listing."""
    blocks: list[Block] = []
    runs: list[Run] = []
    further: list[Block] = []
    for one in item.told:
        if isinstance(one, Listing):
            if listed := filled.listings[one.key]:
                blocks += [*_paragraph(runs), *listed]
                runs = []
            continue
        said = (
            spoken(one, filled.numbers)
            if isinstance(one, Sentence)
            else _written(one, filled.texts, further, issued=issued)
        )
        if said:
            runs += [Text(" "), *said] if runs else said
    blocks += [*_paragraph(runs), *further]
    return _labelled(item, blocks)


def _paragraph(runs: list[Run]) -> list[Block]:
    return [Paragraph(joined(runs))] if runs else []


def _labelled(item: Item, blocks: list[Block]) -> list[Block]:
    if item.chapter:
        return [Heading(2, item.label), *(blocks or _paragraph(_empty(item)))]
    if not item.label:
        return blocks
    label: list[Run] = [Text(item.label, italic=True)]
    if blocks and isinstance(blocks[0], Paragraph):
        return [Paragraph(joined([*label, Text(" "), *blocks[0].runs])), *blocks[1:]]
    if blocks:
        return [Paragraph(joined(label)), *blocks]
    return [Paragraph(joined([*label, Text(" "), *_empty(item)]))]


def _empty(item: Item) -> list[Run]:
    counted = any(isinstance(one, Sentence) for one in item.told)
    return [Text(NO_FIGURES if counted or not item.told else NOTHING_REPORTED)]


def _written(place: Place, texts: dict[str, str], further: list[Block], *, issued: bool) -> tuple[Run, ...]:
    """The runs at a place; paragraphs after the first go to `further`."""
    first, *rest = [line.strip() for line in texts.get(place.key, "").splitlines() if line.strip()] or [""]
    further += [Paragraph((Text(line),)) for line in rest]
    if first:
        return (Text(place.before + first),)
    if issued:
        return ()
    return (*((Text(place.before),) if place.before else ()), Gap(place.key, place.prompt))
