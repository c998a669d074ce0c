"""Who may ask a figure."""

from typing import Any

from soxa.kernel.access import sight_of
from soxa.kernel.figures import Figure
from soxa.org.roles import VALUES


def domain_of(figure: Any) -> str:
    """The domain whose offices may ask a figure."""
    return figure.source.sight_domain if isinstance(figure, Figure) else VALUES


def reads(reader: Any, domain: str) -> bool:
    """Whether the reader has any sight in a domain, so that its numbers are open to him."""
    sight = sight_of(reader, domain)
    return sight.everything or bool(sight.units)
