"""A file of boundaries as GeoJSON: read, refused in words where it is something else, and its names matched with units."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from soxa.law.words import fold

MOST_BYTES, MOST_POINTS = 20 * 1024 * 1024, 1_000_000
# four decimals of a degree: eleven metres, finer than any line of a map of a commune
_DECIMALS = 4
_LEAST_RING = 4
_KINDS = ("xa", "phuong", "thi tran", "thon", "khu", "to dan pho", "chi bo", "tinh", "thanh pho", "dac khu")
Polygons = list[list[list[list[float]]]]


@dataclass(frozen=True)
class Shape:
    """One feature of the file: the words and numbers it is told by, its polygons."""

    words: tuple[str, ...]
    polygons: Polygons

    @property
    def name(self) -> str:
        """How the page names it: the longest of its words."""
        return max(self.words, key=len, default="") or str(_("không tên"))


def shapes(content: bytes) -> list[Shape]:
    """Features of a file; ValueError in words for what is no file of boundaries in longitude and latitude."""
    if len(content) > MOST_BYTES:
        raise ValueError(
            _("Tệp lớn quá {most} MB. Giảm số điểm của ranh giới rồi nạp lại.").format(
                most=MOST_BYTES // 2**20
            )
        )
    try:
        whole = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise ValueError(
            _(
                "Tệp không phải GeoJSON: nội dung không đọc được như JSON. Xuất lại từ phần mềm bản đồ với định dạng GeoJSON (.geojson)."
            )
        ) from error
    features = _features(whole)
    found = [_shape(number, feature) for number, feature in enumerate(features, 1)]
    if sum(len(ring) for one in found for polygon in one.polygons for ring in polygon) > MOST_POINTS:
        raise ValueError(_("Tệp có quá một triệu điểm. Giảm số điểm của ranh giới rồi nạp lại."))
    return found


def _features(whole: Any) -> list[Any]:
    kind = whole.get("type") if isinstance(whole, dict) else None
    if kind == "Feature":
        return [whole]
    features = whole.get("features") if kind == "FeatureCollection" else None
    if not isinstance(features, list):
        raise ValueError(_("Tệp GeoJSON phải là một “FeatureCollection” gồm ranh giới của từng đơn vị."))
    if not features:
        raise ValueError(_("Tệp GeoJSON không có đơn vị nào."))
    return features


def _shape(number: int, feature: Any) -> Shape:
    geometry: Any = feature.get("geometry") if isinstance(feature, dict) else None
    geometry = geometry if isinstance(geometry, dict) else {}
    kind = geometry.get("type")
    if kind not in ("Polygon", "MultiPolygon"):
        raise ValueError(
            _("Mục thứ {number} của tệp không phải một vùng (Polygon, MultiPolygon) mà là “{kind}”.").format(
                number=number, kind=kind or _("trống")
            )
        )
    given = geometry.get("coordinates")
    polygons = [given] if kind == "Polygon" else given
    try:
        drawn = [[_ring(ring) for ring in polygon] for polygon in polygons]
    except (TypeError, IndexError, OverflowError, KeyError) as error:
        raise ValueError(
            _("Tọa độ của mục thứ {number} trong tệp không đọc được.").format(number=number)
        ) from error
    except ValueError as error:
        raise ValueError(_("Mục thứ {number} của tệp: {why}").format(number=number, why=error)) from error
    if not any(drawn):
        raise ValueError(_("Mục thứ {number} của tệp không có điểm nào.").format(number=number))
    properties = feature.get("properties")
    words = [feature.get("id"), *(properties.values() if isinstance(properties, dict) else ())]
    return Shape(
        tuple(str(one).strip() for one in words if isinstance(one, str | int)), [one for one in drawn if one]
    )


def _ring(ring: Any) -> list[list[float]]:
    points: list[list[float]] = []
    for place in ring:
        x, y = place[0], place[1]
        if isinstance(x, bool | str) or isinstance(y, bool | str):
            raise TypeError(place)
        if not (-180 <= x <= 180 and -90 <= y <= 90):
            raise ValueError(
                _(
                    "tọa độ {x}, {y} không phải kinh độ, vĩ độ. Chuyển tệp từ VN-2000 sang WGS 84 (EPSG:4326) rồi nạp lại."
                ).format(x=x, y=y)
            )
        point = [round(float(x), _DECIMALS), round(float(y), _DECIMALS)]
        if not points or points[-1] != point:
            points.append(point)
    if len(ring) < _LEAST_RING:
        raise ValueError(_("một đường khép kín phải có ít nhất bốn điểm."))
    return points


@dataclass(frozen=True)
class Matched:
    """Which boundary is whose, which features are nobody's, and units named by two features."""

    units: dict[int, Polygons]
    strange: tuple[str, ...]
    twice: tuple[str, ...]


def matched(found: list[Shape], codes: Mapping[str, int], names: Mapping[int, str]) -> Matched:
    """Features matched with units by code, else by name without its kind where only one unit has it."""
    by_name: dict[str, list[int]] = {}
    for unit, name in names.items():
        for said in {fold(name), bare(name)}:
            by_name.setdefault(said, []).append(unit)
    units: dict[int, Polygons] = {}
    strange: list[str] = []
    twice: list[str] = []
    for shape in found:
        whose = _unit(shape, codes, by_name)
        if whose is None:
            strange.append(shape.name)
        elif whose in units:
            twice.append(names[whose])
        else:
            units[whose] = shape.polygons
    return Matched(units, tuple(strange), tuple(twice))


def _unit(shape: Shape, codes: Mapping[str, int], by_name: Mapping[str, list[int]]) -> int | None:
    by_code = [codes[word] for word in shape.words if word in codes]
    if by_code:
        return by_code[0]
    named = (by_name.get(said, []) for said in _said(shape))
    return next((units[0] for units in named if len(units) == 1), None)


def _said(shape: Shape) -> Iterator[str]:
    for word in shape.words:
        yield fold(word)
        yield bare(word)


def bare(name: str) -> str:
    """A name without marks and without the words of its kind: "Chi bộ thôn Bến Đá" is "ben da"."""
    said = fold(name)
    stripped = True
    while stripped:
        stripped = False
        for kind in _KINDS:
            if said.startswith(f"{kind} "):
                said, stripped = said.removeprefix(f"{kind} "), True
    return said
