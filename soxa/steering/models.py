"""The nouns of steering, each declared in its room."""

from soxa.steering.resolutions.models import Article, Resolution
from soxa.steering.targets.models import Assessment, PlannedValue, Standing, Target

__all__ = ["Article", "Assessment", "PlannedValue", "Resolution", "Standing", "Target"]
