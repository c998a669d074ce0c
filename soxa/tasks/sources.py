"""Where a task comes from, as a page: each domain that gives tasks tells how its records are opened."""

from collections.abc import Callable
from typing import Any

from soxa.tasks.models import Task

Page = Callable[[Task, Any], str]
"""(task, reader) → the address of the page it came from; empty where it is not in the reader's sight."""
_PAGES: dict[str, Page] = {}


def opened_by(kind: str, page: Page) -> None:
    """Tell how a kind of source is opened."""
    _PAGES[kind] = page


def page_of(task: Task, reader: Any) -> str:
    """The address of the page of what the task was given about; empty where there is none for this reader."""
    page = _PAGES.get(task.source_kind)
    return page(task, reader) if page else ""
