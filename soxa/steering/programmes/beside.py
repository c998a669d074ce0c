"""What pages of resolutions and targets show of the programmes that carry them out or serve them."""

from datetime import date
from typing import Any

from soxa.steering.programmes.lists import Line, lines, seen
from soxa.steering.resolutions.models import Resolution
from soxa.steering.targets.models import Target


def of_resolution(resolution: Resolution, reader: Any, today: date) -> list[Line]:
    """The programmes that carry out a resolution, as the reader reads them; two questions, for `programmes_beside`."""
    rows = list(seen(reader).filter(resolution=resolution).select_related("person"))
    return lines(rows, today) if rows else []


def of_target(target: Target, reader: Any, today: date) -> list[Line]:
    """The programmes that serve a target, as the reader reads them; two questions, for `programmes_beside`."""
    rows = list(seen(reader).filter(serves__target=target).select_related("person"))
    return lines(rows, today) if rows else []
