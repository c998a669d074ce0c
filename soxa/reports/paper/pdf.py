"""The paper as PDF/A-3b, set by typst in the Party's layout, with its figures attached as JSON."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from soxa.reports.paper import form
from soxa.reports.paper.model import Framed, Paper, Table
from soxa.reports.paper.record import figures_json, settled, written

ATTACHMENT = "so-lieu.json"
HERE = Path(__file__).resolve().parent

# One compiler is kept, with its fonts loaded; it is not made for two threads at a time.
_turn = Lock()


def pdf(paper: Paper) -> bytes:
    """The paper as PDF/A-3b; the same paper gives the same bytes.

    The figures travel inside as `so-lieu.json` (see `record.figures_json`). Its dates are the day of the
    paper, at 00:00 UTC. Raises Unfinished when an issued paper still has gaps, ValueError when it cannot be
    set (a chart that is no SVG).
    """
    paper.check_finished()
    paper = settled(paper)
    inputs = {
        "paper": json.dumps(_data(paper), ensure_ascii=False),
        "figures": figures_json(paper).decode(),
    }
    day = paper.dated
    try:
        with _turn:
            made = _compiler().compile(
                format="pdf",
                sys_inputs=inputs,
                pdf_standards="a-3b",
                timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
            )
    except typst.TypstError as error:
        raise ValueError(f"the paper could not be set: {error.message}") from error
    if not isinstance(made, bytes):
        raise TypeError("typst gave no file")
    return made


@cache
def fonts() -> typst.Fonts:
    """The fonts of documents, and no others: the page looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[form.FONTS])


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(input=HERE / "paper.typ", root=HERE, font_paths=fonts(), ignore_system_fonts=True)


def _data(paper: Paper) -> dict[str, Any]:
    day = paper.dated
    return {
        "paper": written(paper, extra=_extra),
        "words": asdict(form.words(paper)),
        "day": [day.year, day.month, day.day],
        "attachment": ATTACHMENT,
        "attachment_says": "Số liệu trong văn bản, mã chỉ tiêu và dấu của các dòng gốc",
        "sizes": {
            "top": form.TOP,
            "bottom": form.BOTTOM,
            "left": form.LEFT,
            "right": form.RIGHT,
            "first_line": form.FIRST_LINE,
            "body": form.BODY,
            "small": form.SMALL,
            "kind": form.KIND,
            "line": form.LINE,
            "after": form.AFTER,
        },
    }


def _extra(part: object) -> dict[str, Any]:
    match part:
        case Table():
            return {"shares": list(part.shares), "aligned": form.alignments(part)}
        case Framed():
            return {"line": form.framed_line(part)}
    return {}
