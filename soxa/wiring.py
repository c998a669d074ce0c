"""What joins the domains and may be printed: navigation, soft references, effects across domains."""

from typing import Any

from django.http import HttpRequest


def chrome(request: HttpRequest) -> dict[str, Any]:
    """What every page shows around its content."""
    return {}
