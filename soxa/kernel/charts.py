"""Charts as SVG drawn on the server: the same drawing on a page, on paper and in a PDF, always beside its numbers."""

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from soxa.kernel.chart_ink import MINUS, NARROW, SCREEN_FONT, WIDE, Number, Point, Row, number_text

__all__ = ["NARROW", "WIDE", "balance", "bars", "line", "path"]


def bars(
    rows: Sequence[Row],
    *,
    title: str,
    unit: str = "",
    target: Number | None = None,
    width: int = NARROW,
    font: str = SCREEN_FONT,
) -> SafeString:
    """Horizontal bars from zero, one a row `(label, value, address or None)`, in the order given.

    `target` draws a dashed line with its name. `width` is in drawing units: NARROW suits a phone and a third of a
    page, WIDE a whole sheet or a printed page. Raises ValueError when a value is negative.
    """
    if any(value < 0 for _label, value, _address in rows):
        raise ValueError(_("Biểu đồ thanh chỉ vẽ số không âm."))
    return _drawn("bars", title, tuple(rows), unit, target, width, font)


def line(
    points: Sequence[Point],
    *,
    title: str,
    unit: str = "",
    target: Number | None = None,
    width: int = NARROW,
    font: str = SCREEN_FONT,
) -> SafeString:
    """A line through `(label, value)`; a value of None leaves a gap; each point says its value while they are few."""
    return _drawn("line", title, tuple(points), unit, target, width, font)


def balance(
    start: int,
    came: int,
    left: int,
    reorganised: int = 0,
    *,
    title: str,
    labels: tuple[str, str, str, str, str] | None = None,
    width: int = NARROW,
    font: str = SCREEN_FONT,
) -> SafeString:
    """What stood at the start, what came, what left (both counted up from 0), what reorganising brought, what stands.

    The steps are drawn to scale from the line of the start, as 25 beside 1,409 would not be seen.
    """
    named = labels or (_("Đầu kỳ"), _("Vào"), _("Ra"), _("Do sắp xếp tổ chức"), _("Cuối kỳ"))
    return _drawn("balance", title, (start, came, left, reorganised), "", named, width, font)


def path(
    points: Sequence[tuple[str, Number | None, Number | None]],
    *,
    title: str,
    names: tuple[str, str],
    unit: str = "",
    width: int = NARROW,
    font: str = SCREEN_FONT,
) -> SafeString:
    """Two lines through `(label, planned, come)`: what was planned dashed, what came of it solid; None leaves a gap.

    `names` are the names of the two lines, as the drawing tells them.
    """
    return _drawn("path", title, tuple(points), unit, names, width, font)


@lru_cache(maxsize=1024)
def _drawn(
    kind: str, title: str, data: tuple[Any, ...], unit: str, mark: Any, width: int, font: str
) -> SafeString:
    """The drawing of these very numbers: made once, then kept."""
    import vl_convert

    from soxa.kernel import chart_marks

    spec = getattr(chart_marks, kind)(data, unit, mark, width, font)
    svg = vl_convert.vegalite_to_svg(spec, vl_version=vl_convert.get_vegalite_versions()[-1])
    addresses = [row[2] for row in data] if kind == "bars" else []
    names = [f"{row[0]}: {number_text(row[1], unit)}" for row in data] if kind == "bars" else []
    drawing = _dressed(svg, title, _said(kind, data, unit, mark), linked=any(addresses))
    return mark_safe(_linked(drawing, addresses, names))  # noqa: S308


def _said(kind: str, data: tuple[Any, ...], unit: str, mark: Any) -> str:
    """The chart in words, for those who hear the page."""
    if kind == "path":
        told = [
            [
                f"{name} {number_text(one, unit)}"
                for name, one in zip(mark, row[1:], strict=True)
                if one is not None
            ]
            for row in data
        ]
        return "; ".join(f"{row[0]}: {', '.join(said)}" for row, said in zip(data, told, strict=True) if said)
    if kind != "balance":
        known = [(row[0], row[1]) for row in data if row[1] is not None]
        return "; ".join(f"{label} {number_text(value, unit)}" for label, value in known)
    start, came, left, moved = data
    steps = f"{mark[0]} {number_text(start, unit)}; {mark[1]} +{number_text(came)}; {mark[2]} {MINUS}{number_text(left)}"
    joined = f"; {mark[3]} {number_text(moved)}" if moved else ""
    return f"{steps}{joined}; {mark[4]} {number_text(start + came - left + moved, unit)}"


def _dressed(svg: str, title: str, said: str, *, linked: bool) -> str:
    """The SVG as wide as its place and named; its letters come from the page, never from elsewhere."""
    view = re.search(r'viewBox="([^"]+)"', svg)
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100%" '
        f'viewBox="{view.group(1) if view else "0 0 340 200"}" role="{"group" if linked else "img"}" '
        f'aria-label="{escape(title)}. {escape(said)}."><title>{escape(title)}</title>'
    )
    bare = re.sub(r"^.*?<svg[^>]*>", lambda _found: head, svg, count=1, flags=re.DOTALL)
    return re.sub(r' role="graphics-[a-z]+"| aria-roledescription="[^"]*"', "", bare)


def _linked(svg: str, addresses: Sequence[str | None], names: Sequence[str]) -> str:
    """Each bar that has an address becomes a link, taller for the finger than for the eye; other inner names go."""

    def door(found: re.Match[str]) -> str:
        at = int(found[1])
        if not addresses[at]:
            return f"<path{found[2]}/>"
        reach = ' stroke="#fff" stroke-opacity="0" stroke-width="16" pointer-events="all"'
        return f'<a href="{escape(addresses[at] or "")}" aria-label="{escape(names[at])}"><path{found[2]}{reach}/></a>'

    doors = re.sub(r'<path aria-label="row ([0-9]+)"([^>]*?)/>', door, svg)
    return re.sub(r'(<(?!a |svg )[^>]*?) aria-label="[^"]*"', r"\1", doors)
