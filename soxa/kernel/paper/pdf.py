"""The paper as PDF/A-3b, set by typst in the Party's layout, with its figures attached as JSON."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from soxa.kernel.paper import form
from soxa.kernel.paper.model import Framed, Paper, Table
from soxa.kernel.paper.record import figures_json, settled, written
from soxa.kernel.paper.typesetter import typeset_pdf

ATTACHMENT = "so-lieu.json"
HERE = Path(__file__).resolve().parent


def pdf(paper: Paper) -> bytes:
    """The paper as PDF/A-3b; the same paper gives the same bytes.

    The figures travel inside as `so-lieu.json` (see `record.figures_json`). Its dates are the day of the
    paper, at 00:00 UTC. Raises Unfinished when an issued paper still has gaps, ValueError when it cannot be
    set (a chart that is no SVG), RuntimeError in a process forked after its parent had made a PDF.
    """
    paper.check_finished()
    paper = settled(paper)
    inputs = {
        "paper": json.dumps(_data(paper), ensure_ascii=False),
        "figures": figures_json(paper).decode(),
    }
    day = paper.dated
    made = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return typeset_pdf(HERE / "paper.typ", inputs, made=made)


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
            "last": form.LAST,
        },
    }


def _extra(part: object) -> dict[str, Any]:
    match part:
        case Table():
            return {"shares": list(part.shares), "aligned": form.alignments(part)}
        case Framed():
            return {"line": form.framed_line(part)}
    return {}
