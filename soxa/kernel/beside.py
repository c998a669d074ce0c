"""What later rooms lay beside a thing on its page: a template and what it shows, asked of each for the reader's thing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Asked = Callable[[Any, Any], dict[str, Any] | None]
"""(thing, reader) → what its `template` shows as `laid`, or None where there is nothing to lay."""


@dataclass
class Beside:
    """A place on the page of one kind of thing: rooms that the thing's own domain does not know lay their part there."""

    laid: list[Asked] = field(default_factory=list)

    def lay(self, one: Asked) -> None:
        """Declare what a room lays here, once."""
        if one not in self.laid:
            self.laid.append(one)

    def of(self, thing: Any, reader: Any) -> list[dict[str, Any]]:
        """What lies beside the thing for this reader, in the order of declaration."""
        return [found for one in self.laid if (found := one(thing, reader)) is not None]
