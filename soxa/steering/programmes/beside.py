"""What pages of resolutions and targets show of the programmes that carry them out or serve them."""

from collections import defaultdict
from datetime import date
from typing import Any

from soxa.steering.programmes.lists import DROPPED, Line, Shown, lines, seen, shown_items
from soxa.steering.programmes.models import ProgrammeItem
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


def carried_out(text: Resolution, reader: Any, today: date) -> dict[int, list[Shown]]:
    """Items that carry out each task of a text, by its key, as far as the reader reads their programmes; one question."""
    seen: Any = ProgrammeItem.objects.seen_by(reader)
    rows = seen.filter(article__resolution=text).select_related("programme")
    found: dict[int, list[Shown]] = defaultdict(list)
    for one in shown_items(rows.order_by("due_on", "pk"), reader, today, reported=False):
        if one.fate != DROPPED:
            found[one.item.article_id].append(one)
    return found
