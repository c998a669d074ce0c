"""Ink of the charts: colours from the token file, sizes, and numbers as they are written at a bar."""

import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from soxa.law.numbers import count_text, decimal_text

Number = int | Decimal | float
Row = tuple[str, Number, str | None]
Point = tuple[str, Number | None]

TOKENS = Path(__file__).parent / "static" / "soxa" / "tokens.css"
SCREEN_FONT = "Be Vietnam Pro"
NARROW, WIDE = 340, 640
TEXT = 15
MINUS = "−"


@lru_cache(maxsize=1)
def colours() -> dict[str, str]:
    """Colours by name ("lacquer" → "#8f1d21") as the token file gives them for the screen."""
    screen = TOKENS.read_text(encoding="utf-8").split("@media")[0]
    return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-fA-F]{6});", screen))


def number_text(value: Number, unit: str = "") -> str:
    """A value with its unit as it is written at a bar: 1417 → "1.417", 90.83 in "%" → "90,83%"."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    written = count_text(int(exact)) if exact == int(exact) else decimal_text(exact)
    if "," in written:
        written = written.rstrip("0").rstrip(",")
    return f"{written.replace('-', MINUS)}{_after(unit)}"


def target_text(target: Number, unit: str) -> str:
    """The name of the dashed line: "chỉ tiêu 90%"."""
    return _("chỉ tiêu %(value)s") % {"value": number_text(target, unit)}


def _after(unit: str) -> str:
    return unit if unit in ("", "%") else f" {unit}"
