"""The fields of a form as pyHanko's readers and writers hold them, and the names of ours."""

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic

NUMBER_FIELD, DAY_FIELD = "SoVanBan", "NgayVanBan"
OURS = frozenset({NUMBER_FIELD, DAY_FIELD})


def at(holder: Any, key: str, default: Any = None) -> Any:
    """What stands under the key, followed where it is a reference; `default` when nothing does."""
    return holder[key] if key in holder else default  # noqa: SIM401 - `get` would not follow a reference


def fields_of(handler: Any) -> Iterator[tuple[str, generic.DictionaryObject]]:
    """(name, dictionary) of each field at the top of the form of a reader, an old revision or a writer."""
    form = at(handler.root, "/AcroForm", {})
    for reference in at(form, "/Fields", ()):
        field = reference.get_object()
        if isinstance(field, generic.DictionaryObject):
            yield str(at(field, "/T", "")), field


def field_named(handler: Any, name: str) -> generic.DictionaryObject | None:
    """The field of that name; None when the form has none."""
    return next((field for called, field in fields_of(handler) if called == name), None)


def is_blank(field: generic.DictionaryObject) -> bool:
    """Whether a text field holds no value and draws nothing."""
    if str(at(field, "/V", "")).strip():
        return False
    normal = at(at(field, "/AP", {}), "/N")
    return not isinstance(normal, generic.StreamObject) or not normal.data.strip()


def is_seen(field: generic.DictionaryObject) -> bool:
    """Whether a field, or one of its parts, takes up room on a page."""
    parts = [field, *(kid.get_object() for kid in at(field, "/Kids", ()))]
    return any(_area(part) > 0 for part in parts)


def _area(part: generic.DictionaryObject) -> float:
    try:
        left, bottom, right, top = (float(side) for side in part["/Rect"])
    except (KeyError, TypeError, ValueError):
        return 0.0
    return abs((right - left) * (top - bottom))
