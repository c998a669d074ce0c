"""The paper as it lies on a page of the book: its gaps lead to where they are written, nothing is styled inline."""

import re
from collections.abc import Callable

from markupsafe import Markup

from soxa.kernel.paper.html import html
from soxa.kernel.paper.model import Number, Paper

_GAP = re.compile(r'<mark class="gap" data-gap="([a-z_]+)">(.*?)</mark>', re.DOTALL)
_TABLE = '<div class="paper-table">'


def on_page(paper: Paper, door: Callable[[Number], str] | None = None) -> Markup:
    """The paper's HTML for a page under our content security policy; a gap is a link to its field `#viet-…`, `door` as of `html`."""
    made = _GAP.sub(r'<a class="gap" href="#viet-\1">\2</a>', str(html(paper, door=door)))
    # a table wider than the sheet scrolls, also by keyboard
    made = made.replace(_TABLE, _TABLE[:-1] + ' tabindex="0" role="group" aria-label="Bảng số liệu">')
    return Markup(made)  # noqa: S704 - rendered with autoescape by the paper
