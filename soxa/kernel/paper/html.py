"""The paper as an HTML fragment for the screen, where every number leads to its rows."""

from base64 import b64encode
from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from soxa.kernel.paper import form
from soxa.kernel.paper.model import Chart, Number, Paper
from soxa.kernel.paper.record import settled

TEMPLATES = Path(__file__).resolve().parent.parent / "jinja2"
STYLE = Path(__file__).resolve().parent.parent / "static" / "soxa" / "paper.css"


def html(paper: Paper, *, door: Callable[[Number], str] | None = None) -> Markup:
    """The paper as one `<article class="paper">`, safe to put into a page; gaps are shown, also unfinished.

    `door` tells where a number leads, "" for nowhere; without it to the page that it was printed with.
    A number is `<a class="f" href data-figure>`, or a `<span>` when it leads nowhere; a gap is
    `<mark class="gap" data-gap>`. Charts are images, so that nothing inside them can run.
    """
    paper = settled(paper)
    return Markup(_template().render(paper=paper, words=form.words(paper), door=door or _printed_with))  # noqa: S704 - rendered with autoescape


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
    )
    environment.globals.update(alignments=form.alignments, framed_line=form.framed_line, picture=_picture)
    return environment.get_template("kernel/paper.html")


def _printed_with(number: Number) -> str:
    return number.href


def _picture(chart: Chart) -> str:
    return "data:image/svg+xml;base64," + b64encode(chart.svg.encode()).decode()
