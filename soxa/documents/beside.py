"""What later rooms lay beside a document on its page: a template and what it shows, asked of each for the reader's document."""

from collections.abc import Callable
from typing import Any

from soxa.documents.models import Document

Beside = Callable[[Document, Any], dict[str, Any] | None]
"""(document, reader) → what its `template` shows, or None where there is nothing to lay."""
_LAID: list[Beside] = []


def lay(one: Beside) -> None:
    """Declare what a later room lays beside documents, once."""
    if one not in _LAID:
        _LAID.append(one)


def beside(document: Document, reader: Any) -> list[dict[str, Any]]:
    """What lies beside the document for this reader, in the order of declaration."""
    return [found for one in _LAID if (found := one(document, reader)) is not None]
