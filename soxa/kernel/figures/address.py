"""The page of a figure, asked of a unit at the moment at which it was read."""

from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from soxa.kernel.figures.moment import Moment
from soxa.kernel.units.tree import tree


def address_of(figure: Any, moment: Moment, unit_id: int) -> str:
    """Address of the page of a figure; empty in a book that is served without the pages of figures."""
    when = {"ngay": moment.on.isoformat()} if figure.is_stock else {"ky": moment.period_key}
    query = urlencode({"don-vi": tree().nodes[unit_id].code, **when})
    try:
        return f"{reverse('figure', args=[figure.code])}?{query}"
    except NoReverseMatch:
        return ""
