"""What stands inside an .ods workbook that its reader does not tell: formulas, errors, merged cells, size."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from soxa.kernel.sheets import limits
from soxa.kernel.sheets.zipped import Inside, attributes, refused_formula, too_wide

_TAG = re.compile(rb"<(/?)table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*?)(/?)>")
_ERROR = "calcext:value-type"


@dataclass
class _Cursor:
    """Where the scan stands in a table."""

    name: str = ""
    row: int = 0
    column: int = 0
    rows: int = 1
    filled: bool = False
    height: int = 0
    width: int = 0
    inside: Inside = field(default_factory=Inside)


def _count(found: dict[str, str], name: str) -> int:
    text = found.get(f"table:{name}", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def sheets(xml: bytes) -> Iterator[tuple[str, Inside]]:
    """Each table of a content.xml by name; raises Unreadable for one too large to hold."""
    cursor = _Cursor()
    for closing, tag, raw, empty in _TAG.findall(xml):
        if tag == b"table" and not closing:
            cursor = _Cursor(attributes(raw).get("table:name", ""))
        elif tag == b"table":
            if cursor.height * cursor.width > limits.CELLS:
                raise too_wide(cursor.name)
            yield cursor.name, cursor.inside
        elif tag == b"table-row":
            _row(cursor, raw, bool(closing), bool(empty))
        elif not closing:
            _cell(cursor, attributes(raw), bool(empty))


def _row(cursor: _Cursor, raw: bytes, closing: bool, empty: bool) -> None:  # noqa: FBT001
    if not closing:
        cursor.rows, cursor.column, cursor.filled = _count(attributes(raw), "number-rows-repeated"), 0, False
    if closing or empty:
        cursor.row += cursor.rows
        if cursor.filled:
            cursor.height = cursor.row


def _cell(cursor: _Cursor, found: dict[str, str], empty: bool) -> None:  # noqa: FBT001
    where = (cursor.row, cursor.column)
    cursor.column += _count(found, "number-columns-repeated")
    if not empty or "office:value-type" in found:
        cursor.filled = True
        cursor.width = max(cursor.width, cursor.column)
    formula = html.unescape(found.get("table:formula", "")).removeprefix("of:")
    if formula and refused_formula(formula, calculated="office:value-type" in found):
        cursor.inside.formulas[where] = formula
    if found.get(_ERROR) == "error":
        cursor.inside.errors[where] = "#N/A"
    down, right = _count(found, "number-rows-spanned"), _count(found, "number-columns-spanned")
    if down > 1 or right > 1:
        cursor.inside.merges.append((where, (where[0] + down - 1, where[1] + right - 1)))
