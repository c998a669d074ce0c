"""The drawings behind the charts, declared with Altair; imported only when something is drawn, as Altair is slow to load."""

import json
import textwrap
from decimal import Decimal
from typing import Any

import altair as alt
from altair.utils import schemapi

from soxa.kernel.chart_ink import MINUS, TEXT, WIDE, Number, Point, Row, colours, number_text, target_text

# the shapes are ours and the same every time: the tests hold them against the schema, not every part of every drawing
schemapi.disable_debug_mode()
Spec = dict[str, Any]
NAMES = 226  # room for the names beside wide bars: 26 letters
TALL = 190  # height of a line's room
LIFT, SINK = 14, 19  # how far above its point, or below it, a number is written


def bars(rows: tuple[Row, ...], unit: str, target: Number | None, width: int, font: str) -> Spec:
    """Bars from zero with their names and values."""
    beside = width >= WIDE - 100
    values = [
        {
            "key": str(at),
            "label": _wrapped(label, beside=beside, width=width),
            "value": float(value),
            "text": number_text(value, unit),
            "said": f"row {at}",
        }
        for at, (label, value, _address) in enumerate(rows)
    ]
    most = max([float(row[1]) for row in rows] + [float(target or 0)]) or 1.0
    room = 9.5 * max((len(str(row["text"])) for row in values), default=4) + 14
    left = NAMES if beside else 2
    across = alt.Scale(domain=[0, most], range=[0, width - left - room])
    drawn, *words = _bar_marks(values, across, beside=beside)
    layers = [drawn, *_bar_target(target, unit, across), *words]
    chart = alt.layer(*layers, data=_data(values)).properties(
        width=width - left, height=alt.Step(36 if beside else 52)
    )
    return _settled(chart, font, left=left, top=8 if target is None else 28)


def _bar_marks(values: list[dict[str, Any]], across: alt.Scale, *, beside: bool) -> list[Any]:
    ink, lift = colours(), 0 if beside else 9
    keys = [row["key"] for row in values]
    place = alt.Y("key:O", sort=keys, axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    length = alt.X("value:Q", scale=across, axis=None)
    drawn = alt.Chart().mark_bar(color=ink["lacquer"], size=16, yOffset=lift)
    side: dict[str, Any] = {"align": "right", "dx": -12} if beside else {"align": "left", "dy": -12}
    names = alt.Chart().mark_text(fontSize=TEXT, color=ink["ink"], lineBreak="\n", aria=False, **side)
    return [
        drawn.encode(y=place, x=length, description="said:N"),
        *(_end_texts(place, length, lift, halo=halo) for halo in (True, False)),
        names.encode(y=place, x=alt.value(0), text="label:N"),
    ]


def _end_texts(place: alt.Y, length: alt.X, lift: int, *, halo: bool) -> Any:
    ink = colours()
    drawn: dict[str, Any] = {"stroke": ink["sheet"], "strokeWidth": 5, "strokeJoin": "round"} if halo else {}
    texts = alt.Chart().mark_text(
        align="left", dx=8, dy=lift + 1, fontSize=TEXT, fontWeight=600, color=ink["ink"], aria=False, **drawn
    )
    return texts.encode(y=place, x=length, text="text:N")


def _bar_target(target: Number | None, unit: str, across: alt.Scale) -> list[Any]:
    if target is None:
        return []
    ink = colours()
    data = _data([{"target": float(target), "text": target_text(target, unit)}])
    place = alt.X("target:Q", scale=across, axis=None)
    late = float(target) > float(across.to_dict()["domain"][1]) / 2
    dashed = alt.Chart(data).mark_rule(color=ink["ink"], strokeDash=[5, 4], strokeWidth=1.5)
    name = alt.Chart(data).mark_text(
        align="right" if late else "left", baseline="bottom", dy=-5, fontSize=TEXT, color=ink["ink"]
    )
    return [dashed.encode(x=place), name.encode(x=place, y=alt.value(0), text="text:N")]


def line(points: tuple[Point, ...], unit: str, target: Number | None, width: int, font: str) -> Spec:
    """A line with its points; the axis may begin above zero and says where."""
    known = [float(value) for _label, value in points if value is not None]
    low, high = _span([*known, *([] if target is None else [float(target)])], unit)
    ticks = [low + (high - low) * step / 4 for step in range(5)]
    values = _point_rows(
        points, unit, many=len(points) > (6 if width < WIDE else 9), floor=low + (high - low) / 8
    )
    ink, up = colours(), alt.Scale(domain=[low, high], zero=False, nice=False)
    labels = {
        f"{tick:.10g}": number_text(Decimal(f"{tick:.10g}"), "%" if unit == "%" else "") for tick in ticks
    }
    left = 9 * max(len(one) for one in labels.values()) + 16
    along, height = _axes(ticks, labels, up)
    stroke = alt.Chart().mark_line(
        color=ink["lacquer"], strokeWidth=3, strokeJoin="round", invalid="break-paths-filter-domains"
    )
    dots = alt.Chart().mark_point(
        filled=True, size=90, color=ink["lacquer"], stroke=ink["sheet"], strokeWidth=2, opacity=1
    )
    layers = [
        *_line_target(target, unit, up),
        stroke.encode(x=along, y=height),
        dots.encode(x=along, y=height),
        *(_value_texts(along, height, over=over) for over in (True, False)),
    ]
    apart = _told_apart(values, (width - left - 15) / max(len(points), 1), TALL / (high - low))
    chart = alt.layer(*layers, data=_data(apart)).properties(width=width - left - 15, height=TALL)
    return _settled(chart, font, left=left, top=26 if target is None else 32, bottom=32, right=13)


def _axes(ticks: list[float], labels: dict[str, str], up: alt.Scale) -> tuple[alt.X, alt.Y]:
    """The labels along the foot, and the height with its grid."""
    ink = colours()
    grid = alt.Axis(
        values=ticks,
        labelExpr=f"{_json(labels)}[datum.value]",
        domain=False,
        ticks=False,
        labelPadding=8,
        gridColor=ink["rule"],
    )
    along = alt.X(
        "label:O",
        sort=None,
        title=None,
        axis=alt.Axis(
            labelAngle=0, ticks=False, domainColor=ink["rule-strong"], labelPadding=8, labelOverlap=True
        ),
        scale=alt.Scale(padding=0.4),
    )
    return along, alt.Y("value:Q", scale=up, title=None, axis=grid)


def path(
    points: tuple[tuple[str, Number | None, Number | None], ...],
    unit: str,
    names: tuple[str, str],
    width: int,
    font: str,
) -> Spec:
    """What was planned as a dashed line with open points, what came of it as a solid one; both named above."""
    ink = colours()
    known = [float(one) for row in points for one in row[1:] if one is not None]
    low, high = _span(known, unit)
    ticks = [low + (high - low) * step / 4 for step in range(5)]
    labels = {
        f"{tick:.10g}": number_text(Decimal(f"{tick:.10g}"), "%" if unit == "%" else "") for tick in ticks
    }
    left = 9 * max(len(one) for one in labels.values()) + 16
    along, height = _axes(ticks, labels, alt.Scale(domain=[low, high], zero=False, nice=False))
    layers: list[Any] = []
    for at, colour in ((1, "ink-2"), (2, "lacquer")):
        rows = _point_rows(
            tuple((row[0], row[1] if at == 1 else row[2]) for row in points),
            unit,
            many=len(points) > (6 if width < WIDE else 9),
        )
        for row, whole in zip(rows, points, strict=True):
            other = whole[2] if at == 1 else whole[1]
            row["over"] = row["value"] is None or other is None or (row["value"], at) > (float(other), 3 - at)
            if other is not None and float(other) == row["value"] and at == 1:
                row["text"] = ""
        base = alt.Chart(_data(rows))
        dash: dict[str, Any] = {"strokeDash": [5, 4], "strokeWidth": 2} if at == 1 else {"strokeWidth": 3}
        stroke = base.mark_line(
            color=ink[colour], strokeJoin="round", invalid="break-paths-filter-domains", **dash
        )
        dots = base.mark_point(
            filled=True, size=70 if at == 1 else 90, color=ink["sheet"] if at == 1 else ink[colour], opacity=1,
            stroke=ink[colour] if at == 1 else ink["sheet"], strokeWidth=2,
        )  # fmt: skip
        layers += [stroke.encode(x=along, y=height), dots.encode(x=along, y=height)]
        layers += [_path_texts(base, along, height, over=over, colour=colour) for over in (True, False)]
    layers += [
        _path_name(names[0], "╌╌ ", "ink-2", 0, left),
        _path_name(names[1], "── ", "lacquer", 130, left),
    ]
    chart = alt.layer(*layers).properties(width=width - left - 15, height=190)
    return _settled(chart, font, left=left, top=40, bottom=32, right=13)


def _path_texts(base: Any, along: alt.X, height: alt.Y, *, over: bool, colour: str) -> Any:
    texts = base.mark_text(
        dy=-14 if over else 19, fontSize=TEXT - 1, fontWeight=600 if colour == "lacquer" else 400,
        color=colours()["ink" if colour == "lacquer" else colour], aria=False,
    )  # fmt: skip
    return texts.encode(x=along, y=height, text="text:N").transform_filter(
        f"datum.value != null && datum.over == {str(over).lower()}"
    )


def _path_name(name: str, mark: str, colour: str, at: int, left: int) -> Any:
    named = alt.Chart(_data([{"text": mark + name}])).mark_text(
        align="left", baseline="bottom", dy=-22, fontSize=TEXT - 1, color=colours()[colour], aria=False
    )
    return named.encode(x=alt.value(at), y=alt.value(0), text="text:N")


def _value_texts(along: alt.X, height: alt.Y, *, over: bool) -> Any:
    texts = alt.Chart().mark_text(
        dy=-LIFT if over else SINK, fontSize=TEXT - 1, fontWeight=600, color=colours()["ink"], aria=False,
        align=alt.ExprRef("datum.first ? 'left' : 'center'"), dx=alt.ExprRef("datum.first ? -6 : 0"),
    )  # fmt: skip
    return texts.encode(x=along, y=height, text="text:N").transform_filter(
        f"datum.value != null && datum.over == {str(over).lower()}"
    )


def _point_rows(
    points: tuple[Point, ...], unit: str, *, many: bool, floor: float = float("-inf")
) -> list[dict[str, Any]]:
    """The points with what is written at them; of many, the ends, the first highest and the first lowest."""
    numbers = [None if value is None else float(value) for _label, value in points]
    known = [number for number in numbers if number is not None]
    told = {0, len(points) - 1, *(numbers.index(end(known)) for end in (min, max) if known)}
    rows = []
    for at, (label, value) in enumerate(points):
        nearby = [points[at + step][1] for step in (-1, 1) if 0 <= at + step < len(points)]
        around = [float(one) for one in nearby if one is not None]
        number = numbers[at]
        marked = number is not None and (not many or at in told)
        written = "" if value is None else number_text(value, unit)
        rows.append(
            {
                "label": label,
                "value": number,
                "text": written.rstrip("%") if marked else "",
                # the first of several begins at its point: it would lie on the numbers of the height
                "first": at == 0 and len(points) > 1,
                # never under a point that lies on the axis, where the months stand
                "over": number is None or not around or number < floor or number >= sum(around) / len(around),
            }
        )
    return rows


def _told_apart(rows: list[dict[str, Any]], along: float, up: float) -> list[dict[str, Any]]:
    """The points, without the words of one between the ends that would lie on those of an end.

    `along`: pixels from point to point; `up`: pixels of one unit of the value.
    """
    ends = [at for at in {0, len(rows) - 1} if rows and rows[at]["text"]]
    return [
        {**row, "text": ""}
        if at not in ends and row["text"] and any(_touch(row, rows[end], abs(at - end) * along, up) for end in ends)
        else row
        for at, row in enumerate(rows)
    ]  # fmt: skip


def _touch(one: dict[str, Any], other: dict[str, Any], beside: float, up: float) -> bool:
    """Whether the words of two points, `beside` pixels apart, lie on each other or on the point between them."""
    high, low = (row["value"] * up + (LIFT if row["over"] else -SINK) for row in (one, other))
    reach = TEXT * 0.3 * (len(one["text"]) + len(other["text"]) * (2 if other["first"] else 1))
    return beside < reach and abs(high - low) < 1.5 * TEXT


def _line_target(target: Number | None, unit: str, up: alt.Scale) -> list[Any]:
    if target is None:
        return []
    ink = colours()
    data = _data([{"target": float(target), "text": "╌╌ " + target_text(target, unit)}])
    dashed = alt.Chart(data).mark_rule(color=ink["ink"], strokeDash=[5, 4], strokeWidth=1.5)
    name = alt.Chart(data).mark_text(
        align="right", baseline="bottom", dy=-8, fontSize=TEXT - 1, color=ink["ink"]
    )
    return [
        dashed.encode(y=alt.Y("target:Q", scale=up)),
        name.encode(x=alt.value("width"), y=alt.value(0), text="text:N"),
    ]


def _span(values: list[float], unit: str) -> tuple[float, float]:
    """Round ends of an axis of four equal steps around the values; counts step by whole ones, shares stay within 100."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    margin = (high - low) * 0.1 or abs(high) * 0.02 or 1.0
    bottom = max(0.0, low - margin) if low >= 0 else low - margin
    share = unit == "%" and high <= 100
    top = min(100.0, high + margin) if share else high + margin
    least = 0.5 if share else 1.0 if all(value == int(value) for value in values) else 0.01
    sizes = (
        size * 10.0**power for power in range(-2, 13) for size in ((1, 2, 2.5, 5) if share else (1, 2, 5))
    )
    step = next(size for size in sizes if size >= least and bottom // size * size + 4 * size >= top)
    first = bottom // step * step
    if share:
        first = max(0.0, min(first, 100 - 4 * step))
    return round(first, 6), round(first + 4 * step, 6)


def balance(
    counts: tuple[int, int, int, int], unit: str, labels: tuple[str, ...], width: int, font: str
) -> Spec:
    """A sum as a ledger writes it, its steps drawn from the line of the start."""
    start, came, left, moved = counts
    end = start + came - left + moved
    steps = [(labels[1], 0, came, "lacquer"), (labels[2], came, came - left, "quiet")]
    if moved:
        steps.append((labels[3], came - left, came - left + moved, "ink-3"))
    values = [_ledger_line("0", labels[0], number_text(start, unit))]
    for at, (label, since, until, colour) in enumerate(steps, start=1):
        sign = "+" if until > since else MINUS if until < since else ""
        line_of = _ledger_line(str(at), label, f"{sign}{number_text(abs(until - since), unit)}")
        values.append({**line_of, "since": since, "until": until, "colour": colours()[colour]})
    values.append(_ledger_line(str(len(values)), labels[4], number_text(end, unit)))
    return _settled(_ledger(values, width), font, left=130)


def _ledger_line(key: str, label: str, text: str) -> dict[str, Any]:
    return {"key": key, "label": textwrap.wrap(label, 15), "text": text}


def _ledger(values: list[dict[str, Any]], width: int) -> Any:
    ink, plot = colours(), width - 134
    ends = [float(row[side]) for row in values for side in ("since", "until") if side in row] + [0.0]
    room = 9.5 * max(len(row["text"]) for row in values) + 16
    names = {row["key"]: row["label"] for row in values}
    axis = alt.Axis(
        labelExpr=f"{_json(names)}[datum.value]",
        domain=False,
        ticks=False,
        labelPadding=10,
        labelAlign="left",
        offset=120,
        labelLimit=130,
    )
    place = alt.Y(
        "key:O", sort=list(names), title=None, axis=axis, scale=alt.Scale(paddingInner=0, paddingOuter=0)
    )
    across = alt.Scale(domain=[min(ends), max(max(ends), min(ends) + 1)], range=[4, plot - room], nice=False)
    along = alt.X("since:Q", scale=across, axis=None)
    base = alt.Chart(_data([{"since": 0}])).mark_rule(color=ink["rule-strong"], strokeDash=[2, 3])
    drawn = alt.Chart().mark_bar(size=18, aria=False).transform_filter("isValid(datum.since)")
    texts = alt.Chart().mark_text(align="right", fontSize=TEXT, fontWeight=600, color=ink["ink"], aria=False)
    sums = alt.Chart(_data([{"key": values[-1]["key"]}])).mark_rule(
        color=ink["ink-2"], strokeWidth=1.2, yOffset=-20, y2Offset=-20
    )
    layers = [
        base.encode(x=along),
        drawn.encode(y=place, x=along, x2="until:Q", color=alt.Color("colour:N", scale=None)),
        texts.encode(y=place, x=alt.value(plot), text="text:N"),
        sums.encode(y=place, x=alt.value(-130), x2=alt.value(plot)),
    ]
    return alt.layer(*layers, data=_data(values)).properties(width=plot, height=alt.Step(40))


def _wrapped(label: str, *, beside: bool, width: int) -> str:
    if beside:
        return "\n".join(textwrap.wrap(label, 26, max_lines=2, placeholder=" …"))
    return textwrap.shorten(label, width // 8, placeholder=" …")


def _data(values: list[dict[str, Any]]) -> Any:
    return alt.Data(values=values)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _settled(chart: Any, font: str, *, left: int, top: int = 8, bottom: int = 6, right: int = 4) -> Spec:
    """The specification with its edges laid down by us: the letters of the page are not at hand to be measured."""
    edges = {"left": left, "right": right, "top": top, "bottom": bottom}
    still = alt.AutoSizeParams(type="none")
    axis = alt.AxisConfig(labelFontSize=TEXT - 1, labelColor=colours()["ink-2"])
    drawn = chart.configure(
        font=font, background="transparent", padding=edges, autosize=still, view=alt.ViewConfig(stroke=None), axis=axis
    )  # fmt: skip
    spec: Spec = drawn.to_dict(validate=False)
    return spec
